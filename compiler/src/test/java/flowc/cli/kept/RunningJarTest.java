package flowc.cli.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningJarTest {
    @TempDir
    private Path folder;

    /** A jar whose entries are stored, all of one time, as the distribution's and as a container's image has it. */
    private Path jar(String name, String... entries) throws IOException {
        final Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < entries.length; i++) {
                final ZipEntry entry = new ZipEntry("class" + i);
                final CRC32 checksum = new CRC32();
                checksum.update(entries[i].getBytes());
                entry.setSize(entries[i].getBytes().length);
                entry.setCrc(checksum.getValue());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(entries[i].getBytes());
                zip.closeEntry();
            }
        }
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        return jar;
    }

    @Test
    void buildsOfOneSizeAndTimeAreToldApartByWhatIsInThem() throws IOException {
        final Path one = jar("one.jar", "limit = 1", "the rest");
        final Path other = jar("other.jar", "limit = 2", "the rest");
        assertEquals(Files.size(one), Files.size(other));
        assertNotEquals(RunningJar.identity(one), RunningJar.identity(other));
        assertEquals(RunningJar.identity(one), RunningJar.identity(jar("again.jar", "limit = 1", "the rest")));
    }

    @Test
    void thoseOfAnotherTimeAreOthers() throws IOException {
        final Path jar = jar("one.jar", "limit = 1");
        final String before = RunningJar.identity(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1));
        assertNotEquals(before, RunningJar.identity(jar));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a text that is longer than what a jar ends with"})
    void whatIsNoJarIsNoProgram(String content) throws IOException {
        final Path file = Files.writeString(folder.resolve("no.jar"), content);
        assertThrows(IOException.class, () -> RunningJar.identity(file));
        assertThrows(IOException.class, () -> RunningJar.identity(folder));
        assertThrows(IOException.class, () -> RunningJar.identity(folder.resolve("missing.jar")));
    }
}
