package flowc.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePagesTest {
    private static final long BYTES = 4 * FilePages.KEPT_BYTES;
    private static final int PAGE_BYTES = 4096;

    @TempDir
    private Path folder;

    @Test
    void keepsAFewMebibytesOfAFileResidentAndLosesNoByte() throws IOException {
        assumeTrue(LinuxMemory.AVAILABLE, "pages are given back on Linux");
        final Path path = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"); Arena arena = Arena.ofConfined()) {
            file.setLength(BYTES);
            file.seek(BYTES / 8);
            file.write(42);
            final long address = file.getChannel().map(MapMode.READ_ONLY, 0, BYTES, arena).address();
            Regions.register(address, BYTES);
            final FilePages pages = new FilePages(address, BYTES);
            long most = 0;
            for (long offset = 0; offset < BYTES; offset += PAGE_BYTES) {
                pages.readUpTo(offset);
                assertEquals(offset == BYTES / 8 ? 42 : 0, Memory.u8(address + offset));
                most = offset % FilePages.STEP_BYTES == 0 ? Math.max(most, residentBytes(path)) : most;
            }
            final long allowed = FilePages.KEPT_BYTES + 2 * FilePages.STEP_BYTES;
            assertTrue(most > 0 && most <= allowed, "most resident: " + most + " allowed: " + allowed);
            assertEquals(42, Memory.u8(address + BYTES / 8), "what was given back comes again");
            Regions.unregister(address);
        }
    }

    private static long residentBytes(Path path) throws IOException {
        final List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
        long bytes = 0;
        boolean ours = false;
        for (final String line : lines) {
            ours = line.contains("-") && line.matches("[0-9a-f]+-[0-9a-f]+ .*") ? line.endsWith(path.toString()) : ours;
            if (ours && line.startsWith("Rss:")) {
                bytes += Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return bytes;
    }
}
