package flowc.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import flowc.examples.Project;
import flowc.examples.TrackerRunner;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QUIC: what the lab's log says happened, and what tshark counts. */
final class QuicTruthTest {
    /** The files of the table in the captures' README. In the other rows of quic_truth.tsv tshark finds no QUIC, or not on port 443. */
    private static final Set<String> FILES = Set.of("zeek/quic/quic_win11_firefox_google.pcap", "zeek/quic/firefox-102.13.0esr-blog-cloudflare-com.pcap",
            "zeek/quic/quic-decrypt-fail-google-de-51833.pcap", "zeek/quic/quic-multiple-initial-fragmented-crypto.pcap",
            "zeek/quic/interop/quic-go_quic-go/handshake.pcap", "zeek/quic/interop/quic-go_quic-go/retry.pcap",
            "zeek/quic/interop/quic-go_quic-go/zerortt.pcap", "zeek/quic/quicv2-echo-443.pcap", "zeek/quic/quicv2-http3-443.pcap", "retina/quic.pcap",
            "retina/quic_kyber.pcapng", "retina/quic_retry.pcapng", "retina/quic_xargs.pcap", "tcpdump/quic_handshake.pcap", "tcpdump/quic_vn.pcap");

    @TempDir
    Path scratch;

    @Test
    void linksExactlyWhatTheLabSaysCanBeLinked() throws IOException {
        final Path captures = SharedCaptures.folder();
        final var runner = new TrackerRunner(Project.folder().resolve("examples/quic/quic.flow"), Map.of());
        final Map<String, List<Map<String, String>>> files = Tsv.read(captures.resolve("quic-lab/LAB_TRUTH.tsv")).stream().collect(Collectors.groupingBy(row -> row.get("file")));
        assertFalse(files.isEmpty());
        for (final var file : files.entrySet()) {
            final var result = runner.run(captures.resolve("quic-lab").resolve(file.getKey()));
            assertEquals(String.join("\n", expected(file.getValue())), String.join("\n", found(result.records())), file.getKey());
        }
    }

    private static Set<String> expected(List<Map<String, String>> tuples) {
        final Set<String> events = new TreeSet<>();
        for (final Map<String, String> tuple : tuples) {
            final String client = tuple.get("client");
            if (tuple.get("expected").startsWith("linked")) {
                events.add("migration to " + client + " by " + tuple.get("first_dcid_to_server"));
            } else if (tuple.get("expected").startsWith("orphan")) {
                events.add("orphan " + client + " packets " + tuple.get("datagrams"));
            }
        }
        return events;
    }

    private static Set<String> found(List<String> records) {
        final Set<String> events = new TreeSet<>();
        for (final String record : records) {
            final JsonLine line = new JsonLine(record);
            if (line.is("migration")) {
                final JsonLine to = new JsonLine(record.substring(record.indexOf("\"to\":")));
                events.add("migration to " + client(to) + " by " + line.text("cid"));
            } else {
                events.add(line.text("record") + " " + client(line) + " packets " + line.text("packets"));
            }
        }
        return events;
    }

    private static String client(JsonLine key) {
        return key.port("dst_port") == 443 ? key.text("src") + ":" + key.port("src_port") : key.text("dst") + ":" + key.port("dst_port");
    }

    @Test
    void countsPacketsAndConnectionIdsAsTsharkDoes() throws IOException, URISyntaxException {
        final Path captures = SharedCaptures.folder();
        final var tracker = Path.of(Objects.requireNonNull(QuicTruthTest.class.getResource("quic_packets.flow")).toURI());
        final var runner = new TrackerRunner(tracker, Map.of());
        final Map<String, String> found = new TreeMap<>();
        int files = 0;
        for (final Map<String, String> truth : Tsv.read(captures.resolve("quic_truth.tsv"))) {
            final String file = truth.get("file");
            if (truth.get("keys").equals("no") && (file.startsWith("quic-lab/") || FILES.contains(file))) {
                files++;
                final String difference = difference(truth, QuicCounts.of(runner.run(captures.resolve(file)).records().stream().map(JsonLine::new).toList()));
                if (!difference.isEmpty()) {
                    found.put(file, difference);
                }
            }
        }
        assertEquals(FILES.size() + 9, files, "files with a row of truth");
        assertEquals(KnownDifferences.under("QUIC"), found, "docs/known-differences.md lists what differs, no more and no less");
    }

    @Test
    void readsEveryCaptureWithoutAFault() throws IOException {
        final Path captures = SharedCaptures.folder();
        final var runner = new TrackerRunner(Project.folder().resolve("examples/quic/quic.flow"), Map.of());
        for (final Truth truth : Truth.read(captures)) {
            final var summary = runner.run(SharedCaptures.unpacked(captures, truth.file(), scratch)).summary();
            assertEquals(List.of(), summary.counters(CounterKind.FAULT), truth.file());
        }
    }

    private static String difference(Map<String, String> truth, Map<String, Long> counts) {
        return new TreeMap<>(counts).entrySet().stream().filter(count -> count.getValue() != Long.parseLong(truth.get(count.getKey())))
                .map(count -> count.getKey() + " " + count.getValue() + " instead of " + truth.get(count.getKey())).collect(Collectors.joining("; "));
    }
}
