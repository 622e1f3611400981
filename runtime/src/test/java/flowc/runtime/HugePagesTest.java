package flowc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowc.runtime.export.OutputOptions;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.MemorySource;
import flowc.runtime.packet.MemorySource.Packet;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.worker.PacketRun;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the system says of a run's own memory. Linux only. */
class HugePagesTest {
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final long SEED = Long.getLong("flowc.seed", 20_261_122);
    private static final int PACKETS = 300_000;
    private static final String BATCHES = PacketRun.BATCHES;

    /** A mapping of the process: bytes of it on huge pages, and whether these were asked for. */
    private record Mapping(long end, long hugeBytes, boolean advised) {}

    @Test
    void tablesAndBatchesAreOnHugePages() throws IOException {
        assumeTrue(Files.exists(HUGE_PAGES), "SKIPPED: this system has no transparent huge pages");
        assumeTrue(!Files.readString(HUGE_PAGES).contains("[never]"), "SKIPPED: huge pages are switched off: " + HUGE_PAGES + " says never");
        final Random random = new Random(SEED);
        final List<Packet> packets = IntStream.range(0, PACKETS).mapToObj(i -> new Packet(i, 1, 0, 60, ByteBuffer.allocate(8).putLong(0, random.nextLong()).array())).toList();
        final List<String> small = new ArrayList<>();
        final long[] hugeBytes = new long[2];
        final int[] fills = {0};
        final Tracker tracker = CountingProgram.tracker();
        final List<ParamValue> params = tracker.descriptor().params().stream().map(param -> ParamValue.parse(param, param.name().equals("limit") ? "1M" : param.text())).toList();
        try (MemorySource memory = MemorySource.of(packets); PacketSource source = new Measured(memory, () -> {
            // Long after the first batch, when most rows are there.
            if (++fills[0] == PACKETS / 64) {
                look(small, hugeBytes);
            }
        })) {
            new Engine(tracker, new EngineSettings(params, EngineSettings.FILE_HASH_SEED).withWorkers(2)).run(source, OutputStream.nullOutputStream(), OutputOptions.of(OutputOptions.Format.TEXT), Progress.NONE);
        }
        assertEquals(List.of(), small, "regions as large as a huge page for which none was asked");
        assertTrue(hugeBytes[0] >= 4 * Region.HUGE_PAGE_BYTES, "tables on huge pages, bytes: " + hugeBytes[0]);
        assertTrue(hugeBytes[1] >= Region.HUGE_PAGE_BYTES, "batches on huge pages, bytes: " + hugeBytes[1]);
    }

    /** Gathers the large regions without huge pages, and bytes on huge pages of all others and of batches. */
    private static void look(List<String> small, long[] hugeBytes) {
        final TreeMap<Long, Mapping> mappings = mappings();
        for (final Region region : Region.open()) {
            if (region.bytes() >= Region.HUGE_PAGE_BYTES && !region.what().contains("test")) {
                final var mapping = mappings.floorEntry(region.address());
                if (mapping == null || mapping.getValue().end() <= region.address() || !mapping.getValue().advised()) {
                    small.add(region.what() + ", " + region.bytes() + " bytes");
                } else {
                    hugeBytes[region.what().equals(BATCHES) ? 1 : 0] += mapping.getValue().hugeBytes();
                }
            }
        }
    }

    private static TreeMap<Long, Mapping> mappings() {
        final TreeMap<Long, Mapping> mappings = new TreeMap<>();
        long begin = 0;
        long end = 0;
        long hugeBytes = 0;
        try {
            for (final String line : Files.readAllLines(MAPPINGS)) {
                if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                    final String[] range = line.substring(0, line.indexOf(' ')).split("-");
                    begin = Long.parseUnsignedLong(range[0], 16);
                    end = Long.parseUnsignedLong(range[1], 16);
                } else if (line.startsWith("AnonHugePages:")) {
                    hugeBytes = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                } else if (line.startsWith("VmFlags:")) {
                    mappings.put(begin, new Mapping(end, hugeBytes, (line + " ").contains(" hg ")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mappings;
    }
}
