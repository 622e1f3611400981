package flowc.cli.kept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryFolderTest {
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    private Path folder;

    private Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toSet());
        }
    }

    /** Writes what was used last {@code minutes} ago. */
    private void write(EntryFolder entries, String tracker, int minutes) throws IOException {
        entries.write(tracker, BYTES);
        Files.setLastModifiedTime(entries.file(tracker), FileTime.from(Instant.now().minus(Duration.ofMinutes(minutes))));
    }

    private Set<Path> files(EntryFolder entries, IntStream numbers) {
        return numbers.mapToObj(number -> entries.file(number + ".flow")).collect(Collectors.toSet());
    }

    @Test
    void ofTooManyThoseGoThatWereNotUsedForLongest() throws IOException {
        final EntryFolder entries = new EntryFolder(folder);
        for (int i = 0; i < EntryFolder.MOST; i++) {
            write(entries, i + ".flow", 1000 - i);
        }
        assertEquals(files(entries, IntStream.range(0, EntryFolder.MOST)), files());

        // The oldest is used, so the next ones go.
        assertArrayEquals(BYTES, entries.read("0.flow"));
        entries.write("64.flow", BYTES);
        entries.write("65.flow", BYTES);
        assertEquals(files(entries, IntStream.range(0, EntryFolder.MOST + 2).filter(i -> i != 1 && i != 2)), files());
    }

    @Test
    void whatAKilledProcessLeftGoesInItsTurn() throws IOException {
        final EntryFolder entries = new EntryFolder(folder);
        final Path left = Files.write(folder.resolve("0000abcd.tracker.123"), BYTES);
        Files.setLastModifiedTime(left, FileTime.fromMillis(0));
        for (int i = 1; i < EntryFolder.MOST; i++) {
            entries.write(i + ".flow", BYTES);
        }
        assertTrue(Files.exists(left), "there is room");
        entries.write("0.flow", BYTES);
        assertEquals(files(entries, IntStream.range(0, EntryFolder.MOST)), files());
    }

    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        final EntryFolder entries = new EntryFolder(folder);
        entries.write("a.flow", new byte[1000]);
        entries.write("a.flow", BYTES);
        assertArrayEquals(BYTES, entries.read("a.flow"));
        assertEquals(Set.of(entries.file("a.flow")), files());
        assertThrows(IOException.class, () -> entries.read("b.flow"));
    }
}
