package flowc.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.architecture.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationTest {
    private static final long PACKETS = 3_000_000;

    private static final Path EXAMPLES = Project.ROOT.resolve("examples");

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

    /** So many rows, of which each repetition of a capture makes new ones, that the pass at a mark goes over many bursts. */
    private static final String MANY_ROWS = """
            tracker many
            table packet key (src: ip.src, at: pkt.time) idle 8h limit 65536 {
              bytes: u64
              on packet { bytes += pkt.len }
              every 5h {
                init { var rows = 0 var most = top(3) by bytes { bytes: u64, key } }
                each { rows += 1; most.add { bytes, key } }
                finish { print "{rows} rows", table(most) }
              }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void noTrackerTakesHeapForAMillionPackets() throws Exception {
        final List<String> lines = assertNoHeap(1, "[0]",
                EXAMPLES.resolve("noop/noop.flow"), EXAMPLES.resolve("noop/basic.pcap"),
                EXAMPLES.resolve("stats/stats.flow"), EXAMPLES.resolve("stats/multi.pcap"),
                EXAMPLES.resolve("quic/quic.flow"), EXAMPLES.resolve("quic/nat-rebinding.pcap"),
                tracker("many", MANY_ROWS), EXAMPLES.resolve("stats/multi.pcap"),
                tracker("chatty", EMITS_ALWAYS), EXAMPLES.resolve("conversations/http-dns-icmp.pcap"));
        assertTrue(records(lines.get(3)) > 50, lines.get(3));
        assertTrue(records(lines.getLast()) > PACKETS, lines.getLast());
    }

    /** At marks neither, where parts of several workers are merged. */
    @Test
    void workersTakeNoHeapForAMillionPackets() throws Exception {
        final List<String> lines = assertNoHeap(2, "[0, 0, 0]",
                EXAMPLES.resolve("noop/noop.flow"), EXAMPLES.resolve("noop/basic.pcap"),
                EXAMPLES.resolve("stats/stats.flow"), EXAMPLES.resolve("stats/multi.pcap"),
                tracker("many", MANY_ROWS), EXAMPLES.resolve("stats/multi.pcap"),
                tracker("chatty", EMITS_ALWAYS), EXAMPLES.resolve("conversations/http-dns-icmp.pcap"));
        assertTrue(records(lines.get(2)) > 50, lines.get(2));
        assertTrue(records(lines.getLast()) > PACKETS, lines.getLast());
    }

    private Path tracker(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name + ".flow"), text);
    }

    private static List<String> assertNoHeap(int workers, String bytesByThread, Path... files) throws Exception {
        final List<String> lines = probe(workers, files);
        final String all = "packets, records, bytes by thread:\n" + String.join("\n", lines);
        assertEquals(files.length / 2, lines.size(), all);
        for (final String line : lines) {
            final String[] words = line.split(" ", 3);
            assertTrue(Long.parseLong(words[0]) >= PACKETS, all);
            assertEquals(bytesByThread, words[2], all);
        }
        return lines;
    }

    private static long records(String line) {
        return Long.parseLong(line.split(" ")[1]);
    }

    private static List<String> probe(int workers, Path... files) throws IOException, InterruptedException {
        final List<String> arguments = Stream.concat(Stream.of(workers), Stream.of(files)).map(String::valueOf).toList();
        return UncheckedJava.run(List.of("-Xmx512m"), AllocationProbe.class, arguments);
    }
}
