package flowc.runtime.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFileTest {
    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void keepsWhatIsAppendedAndHasNoName() throws IOException {
        try (TemporaryFile file = TemporaryFile.in(folder, 10)) {
            file.append(ByteBuffer.wrap(new byte[] {1, 2}));
            file.append(ByteBuffer.wrap(new byte[] {3}));
            assertEquals(List.of(), files());
            final ByteBuffer read = ByteBuffer.allocate(3);
            file.channel().read(read, 0);
            assertArrayEquals(new byte[] {1, 2, 3}, read.array());
        }
    }

    @Test
    void takesNoMoreThanItMay() throws IOException {
        try (TemporaryFile file = TemporaryFile.in(folder, 3)) {
            file.append(ByteBuffer.allocate(3));
            final IOException tooMuch = assertThrows(IOException.class, () -> file.append(ByteBuffer.allocate(1)));
            assertEquals("takes more than 3 bytes in the temporary directory, all that it may", tooMuch.getMessage());
        }
    }

    @Test
    void namesTheDirectoryThatTakesNone() {
        final Path none = folder.resolve("none");
        final IOException unavailable = assertThrows(TemporaryFile.Unavailable.class, () -> TemporaryFile.in(none, 3));
        assertEquals("there can be no file in '" + none + "': no such file or folder", unavailable.getMessage());
    }
}
