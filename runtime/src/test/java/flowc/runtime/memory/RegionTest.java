package flowc.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionTest {
    @Test
    void givesAlignedZerosThatCanBeWritten() {
        for (final long bytes : new long[] {1, 64, 4_097, 2L << 20, (5L << 20) + 8}) {
            try (Region region = Region.allocate(bytes, "a test")) {
                assertEquals(0, region.address() % Region.ALIGNMENT);
                assertEquals(Memory.align(bytes, Region.ALIGNMENT), region.bytes());
                for (long offset = 0; offset < region.bytes(); offset += 8) {
                    assertEquals(0, Memory.i64(region.address() + offset));
                }
                Memory.putI64(region.address() + region.bytes() - 8, 42);
                assertEquals(42, Memory.i64(region.address() + region.bytes() - 8));
            }
        }
    }

    @Test
    void alignsLargeRegionsToHugePagesOnLinux() {
        try (Region region = Region.allocate(4L << 20, "a test")) {
            assertEquals(0, region.address() % (LinuxMemory.AVAILABLE ? LinuxMemory.HUGE_PAGE_BYTES : Region.ALIGNMENT));
        }
    }

    @Test
    void takesAddressSpaceOnlyUntilItIsTouched() {
        // Far more than this test may use; only its two ends are touched.
        final long bytes = LinuxMemory.AVAILABLE ? PhysicalMemory.BYTES / 4 : 1L << 20;
        try (Region region = Region.allocate(bytes, "a test")) {
            Memory.putI64(region.address(), 1);
            Memory.putI64(region.address() + region.bytes() - 8, 2);
            assertEquals(3, Memory.i64(region.address()) + Memory.i64(region.address() + region.bytes() - 8));
        }
    }

    @Test
    void refusesWhatTheMachineHasNotAndSaysTheSum() {
        final long before = Region.bytesTaken();
        final long bytes = 1L << 52;
        final OutOfMemoryRegionException refused = assertThrows(OutOfMemoryRegionException.class, () -> Region.allocate(bytes, "the rows of table 'flows'"));
        assertTrue(refused.getMessage().startsWith("no memory for the rows of table 'flows': it needs 4194304.0 GiB, with the " + ByteSize.text(before) + " taken before "
                + ByteSize.text(before + bytes) + ", but the machine has ") && refused.getMessage().endsWith(" GiB; a smaller 'limit' needs less"), refused.getMessage());
        assertEquals(before, Region.bytesTaken());
    }

    @Test
    void refusesASumThatNoNumberHolds() {
        assertThrows(OutOfMemoryRegionException.class, () -> Region.allocate(Long.MAX_VALUE, "everything"));
        assertThrows(IllegalArgumentException.class, () -> Region.allocate(-1, "nothing"));
    }

    @Test
    void countsWhatIsTakenAndGivesItBackOnce() {
        final long before = Region.bytesTaken();
        final Region region = Region.allocate(1_000, "a test");
        assertEquals(before + 1_024, Region.bytesTaken());
        region.close();
        region.close();
        assertEquals(before, Region.bytesTaken());
    }

    @Test
    void readsWhatTheSystemSaysOfItsMemory(@TempDir Path folder) throws IOException {
        final Path meminfo = Files.writeString(folder.resolve("meminfo"), "MemTotal:  100 kB\nMemFree: 7 kB\nSwapTotal:   20 kB\n");
        final Path group = Files.writeString(folder.resolve("memory.max"), "4096\n");
        final Path unlimited = Files.writeString(folder.resolve("unlimited"), "max\n");
        assertEquals(120 * 1024, PhysicalMemory.memoryAndSwap(meminfo));
        assertEquals(Long.MAX_VALUE, PhysicalMemory.memoryAndSwap(folder.resolve("absent")));
        assertEquals(4096, PhysicalMemory.groupLimit(group));
        assertEquals(Long.MAX_VALUE, PhysicalMemory.groupLimit(unlimited));
    }
}
