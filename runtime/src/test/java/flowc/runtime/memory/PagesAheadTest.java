package flowc.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PagesAheadTest {
    private static final long MIB = 1L << 20;

    @Test
    void pagesAskedForAreInPlaceBeforeTheyAreTouched() throws IOException, InterruptedException {
        assumeTrue(LinuxMemory.AVAILABLE && kernelCanPutPagesInPlace());
        try (Region region = Region.allocate(64 * MIB, "a test"); PagesAhead pages = new PagesAhead(region.address(), region.address() + region.bytes())) {
            assertEquals(0, residentBytes(region));
            pages.want(region.address() + 20 * MIB + 8);
            // Whole huge pages.
            waitFor(region, 22 * MIB);
            for (long at = 0; at < 22 * MIB; at += Long.BYTES) {
                assertEquals(0, Memory.i64(region.address() + at));
            }
        }
    }

    @Test
    void whoUsesLittleHasLittlePutInPlaceAndWhoUsesMuchSomeMiB() throws IOException, InterruptedException {
        assumeTrue(LinuxMemory.AVAILABLE && kernelCanPutPagesInPlace());
        try (Region region = Region.allocate(64 * MIB, "a test"); PagesAhead pages = new PagesAhead(region.address(), region.address() + region.bytes())) {
            assertTrue(pages.firstStop() < region.address() + 2 * MIB);
            final long stop = pages.reached(region.address() + MIB);
            assertEquals(region.address() + 2 * MIB, stop);
            waitFor(region, 4 * MIB);
            assertEquals(region.address() + 38 * MIB, pages.reached(region.address() + 30 * MIB));
            waitFor(region, 46 * MIB);
            pages.reached(region.address() + 63 * MIB);
            waitFor(region, 64 * MIB);
        }
    }

    private static void waitFor(Region region, long bytes) throws IOException, InterruptedException {
        final long deadline = System.nanoTime() + 20_000_000_000L;
        while (residentBytes(region) < bytes && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
        assertEquals(bytes, residentBytes(region));
    }

    private static boolean kernelCanPutPagesInPlace() throws IOException {
        final String[] release = Files.readString(Path.of("/proc/sys/kernel/osrelease")).split("[.-]");
        final int major = Integer.parseInt(release[0]);
        return major > 5 || major == 5 && Integer.parseInt(release[1]) >= 14;
    }

    /** Of the mapping that begins where the region does. */
    private static long residentBytes(Region region) throws IOException {
        boolean inside = false;
        for (final String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                inside = Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16) <= region.address()
                        && region.address() < Long.parseUnsignedLong(line.substring(line.indexOf('-') + 1, line.indexOf(' ')), 16);
            } else if (inside && line.startsWith("Rss:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
            }
        }
        return 0;
    }
}
