package flowc.truth;

import flowc.truth.Conversation.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tshark says of one file. Streams of one tuple are one conversation here: tshark begins a new one when a tuple is used again. */
record Truth(String file, Totals totals, int sctpConversations, int tsharkExit, Map<Conversation, Volume> conversations) {
    /** In 7 files of garbage the streams and the counts of tshark itself do not agree. */
    private static final List<String> GARBAGE =
            List.of("ip_fragmented_garbage", "fuzz-2006", "vntag_vlan_sandwich_clean", "mptcp-dss-oobr", "tcp-auth-heapoverflow");

    record Totals(long packets, long wireBytes, long ipPackets, long tunnelPackets) {
        private static Totals of(Map<String, String> row) {
            return new Totals(number(row, "packets"), number(row, "wire_bytes"), number(row, "ipv4_pkts") + number(row, "ipv6_pkts"), number(row, "tunnel_pkts"));
        }
    }

    boolean isGarbage() {
        return GARBAGE.stream().anyMatch(file::contains);
    }

    /** Whether tshark could read the file at all. */
    boolean isWhole() {
        return tsharkExit == 0;
    }

    static List<Truth> read(Path captures) throws IOException {
        final Map<String, Map<Conversation, Volume>> flows = new HashMap<>();
        for (final Map<String, String> row : Tsv.read(captures.resolve("truth_flows.tsv"))) {
            final Volume volume = new Volume(number(row, "frames_ab"), number(row, "frames_ba"), number(row, "bytes_ab"), number(row, "bytes_ba"));
            Conversation.of(row.get("proto"), row.get("a"), port(row, "aport"), row.get("b"), port(row, "bport"))
                    .add(flows.computeIfAbsent(row.get("file"), _ -> new HashMap<>()), volume);
        }
        return Tsv.read(captures.resolve("truth.tsv")).stream().map(row -> of(row, flows)).toList();
    }

    private static Truth of(Map<String, String> row, Map<String, Map<Conversation, Volume>> flows) {
        final String file = row.get("file");
        return new Truth(file, Totals.of(row), (int) number(row, "sctp_conv"), (int) number(row, "tshark_rc"), flows.getOrDefault(file, Map.of()));
    }

    private static int port(Map<String, String> row, String name) {
        return (int) number(row, name);
    }

    private static long number(Map<String, String> row, String name) {
        return Long.parseLong(row.get(name));
    }
}
