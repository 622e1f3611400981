package flowc.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.architecture.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationTest {
    private static final long PACKETS = 3_000_000;

    /** Emits and prints every kind of value for every packet, and looks at another table on the way. */
    private static final String EMITS_ALWAYS = """
            tracker chatty
            table sender key (at: endpoint) idle 1min { seen: u64 }
            table flow key flow5 idle 30s active 5min {
              packets: u64
              traffic: counter
              on packet {
                packets += 1
                traffic += pkt.len
                let n = (sender[src]?.seen ?? 0) + 1
                sender[src] = { seen: n }
                emit seen { key, dir, packets, at: pkt.time, mac: eth.src, share: pkt.len / 1500.0, ports: l4.dst, n }
                print "{src} sent {pkt.len} bytes, {n}"
              }
              on expire { emit over { key, packets, reason } }
            }
            """;

    @Test
    void noTrackerTakesHeapForAMillionPackets(@TempDir Path directory) throws Exception {
        final Path chatty = Files.writeString(directory.resolve("chatty.flow"), EMITS_ALWAYS);
        final Path examples = Project.ROOT.resolve("examples");
        final List<String> lines = probe(
                examples.resolve("noop/noop.flow"), examples.resolve("noop/basic.pcap"),
                examples.resolve("stats/stats.flow"), examples.resolve("stats/multi.pcap"),
                examples.resolve("quic/quic.flow"), examples.resolve("quic/nat-rebinding.pcap"),
                chatty, examples.resolve("conversations/http-dns-icmp.pcap"));
        assertEquals(4, lines.size(), () -> String.join("\n", lines));
        for (final String line : lines) {
            final String[] words = line.split(" ");
            assertEquals("0", words[0], () -> "bytes, packets, records:\n" + String.join("\n", lines));
            assertTrue(Long.parseLong(words[1]) >= PACKETS, line);
        }
        assertTrue(Long.parseLong(lines.getLast().split(" ")[2]) > PACKETS, lines.getLast());
    }

    /** Runs without checked accesses, as users do. */
    private static List<String> probe(Path... files) throws IOException, InterruptedException {
        final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final var command = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), AllocationProbe.class.getName()));
        for (final Path file : files) {
            command.add(file.toString());
        }
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        final List<String> lines = process.inputReader().readAllLines();
        assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
        return lines;
    }
}
