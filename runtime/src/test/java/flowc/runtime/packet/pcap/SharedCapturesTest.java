package flowc.runtime.packet.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.PacketSource.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real captures against what tshark counted in them: truth.tsv, one row a file. */
class SharedCapturesTest {
    /** Their records say fewer bytes on the wire than were captured, which tshark repeats and {@link PacketLayout} rules out. */
    private static final List<String> WIRE_BELOW_CAPTURED =
            List.of("libpcap/filter/slip-compressed_sl_print-oobr.pcap", "libpcap/filter/slip-sliplink_print-oobr.pcap");

    private Path captures;

    /** Sums over a file. */
    private record Sums(long packets, long wireBytes, long capturedBytes, List<Damage> damages) {
        @Override
        public String toString() {
            return packets + " packets, " + wireBytes + " wire bytes, " + capturedBytes + " captured bytes";
        }
    }

    @BeforeEach
    void findCaptures() {
        captures = find();
        assumeTrue(captures != null, "SKIPPED: no shared captures; set FLOWC_SHARED or put them at ../shared");
    }

    private static Path find() {
        final String shared = System.getenv("FLOWC_SHARED");
        if (shared != null) {
            return Path.of(shared, "captures");
        }
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            final Path found = directory.resolveSibling("shared").resolve("captures");
            if (directory.getParent() != null && Files.isDirectory(found)) {
                return found;
            }
        }
        return null;
    }

    @Test
    void countsPacketsAndBytesOfEveryFileThatTsharkReadsAsTsharkDoes() throws Exception {
        final List<String> differences = new ArrayList<>();
        int same = 0;
        for (final Map<String, String> row : truth()) {
            final String file = row.get("file");
            final Sums sums = read(captures.resolve(file));
            if (!row.get("tshark_rc").equals("0") || !row.get("tshark_err").isEmpty()) {
                System.out.println("not compared, tshark reads it in part: " + file + ": " + sums + " " + sums.damages());
                continue;
            }
            final String expected = row.get("packets") + " packets, " + row.get("wire_bytes") + " wire bytes, " + row.get("captured_bytes") + " captured bytes";
            if (sums.toString().equals(expected) && sums.damages().isEmpty()) {
                same++;
            } else {
                differences.add(file);
                System.out.println("differs: " + file + ": " + sums + " " + sums.damages() + ", tshark: " + expected);
            }
        }
        assertTrue(same > 100, "same " + same);
        assertEquals(WIRE_BELOW_CAPTURED, differences.stream().sorted().toList());
    }

    @Test
    void readsEveryFileThereIsInOneRun() throws Exception {
        final List<Path> files;
        try (Stream<Path> all = Files.walk(captures)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try (PacketSource source = CaptureFiles.open(files)) {
            assertTrue(sum(source).packets() > 10_000);
            assertEquals(source.bytesTotal(), source.bytesRead());
        }
    }

    private List<Map<String, String>> truth() throws IOException {
        final List<String> lines = Files.readAllLines(captures.resolve("truth.tsv"));
        final String[] names = lines.getFirst().split("\t", -1);
        final List<Map<String, String>> rows = new ArrayList<>();
        for (final String line : lines.subList(1, lines.size())) {
            final String[] values = line.split("\t", -1);
            final Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], i < values.length ? values[i] : "");
            }
            rows.add(row);
        }
        return rows;
    }

    private static Sums read(Path file) throws UnreadableCapture {
        try (PacketSource source = CaptureFiles.open(List.of(file))) {
            return sum(source);
        }
    }

    private static Sums sum(PacketSource source) {
        final PacketBurst burst = new PacketBurst();
        long packets = 0;
        long wire = 0;
        long captured = 0;
        while (source.fill(burst)) {
            packets += burst.count();
            for (int i = 0; i < burst.count(); i++) {
                final long descriptor = burst.address() + i * PacketLayout.BYTES;
                wire += Memory.u32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET);
                captured += Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET);
            }
        }
        return new Sums(packets, wire, captured, source.damages());
    }
}
