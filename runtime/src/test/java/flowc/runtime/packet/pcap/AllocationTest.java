package flowc.runtime.packet.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationTest {
    private static final int PACKETS_PER_FILE = 200_000;

    /** What five files take: their mappings, not their packets. */
    private static final long MOST_BYTES = 64 << 10;

    @Test
    void takesNoHeapForAMillionPackets(@TempDir Path directory) throws Exception {
        final List<String> lines = probe(pcap(directory.resolve("a.pcap")), pcapng(directory.resolve("a.pcapng")));
        assertEquals(3, lines.size(), lines.toString());
        for (final String line : lines) {
            assertEquals("1000000", line.split(" ")[0], lines.toString());
            assertTrue(Long.parseLong(line.split(" ")[1]) < MOST_BYTES, lines.toString());
        }
    }

    private static List<String> probe(Path pcap, Path pcapng) throws IOException, InterruptedException {
        final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final Process process =
                new ProcessBuilder(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AllocationProbe.class.getName(),
                                pcap.toString(),
                                pcapng.toString())
                        .redirectErrorStream(true)
                        .start();
        final List<String> lines = process.inputReader().readAllLines();
        assertEquals(0, process.waitFor(), lines.toString());
        return lines;
    }

    private static Path pcap(Path file) throws IOException {
        final byte[] packet = new byte[1];
        try (PcapWriter writer = new PcapWriter(new BufferedOutputStream(Files.newOutputStream(file)), 1)) {
            for (int i = 0; i < PACKETS_PER_FILE; i++) {
                writer.write(i, packet);
            }
        }
        return file;
    }

    private static Path pcapng(Path file) throws IOException {
        final PcapngBytes bytes = PcapngBytes.little();
        final byte[] packet = new byte[1];
        for (int i = 0; i < PACKETS_PER_FILE; i++) {
            bytes.enhanced(0, i, packet);
        }
        return Files.write(file, bytes.toBytes());
    }
}
