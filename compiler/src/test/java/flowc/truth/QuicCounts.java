package flowc.truth;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the records of quic_packets.flow as the QUIC table of the captures counts. */
final class QuicCounts {
    private static final Set<String> FIRST_OF_A_CLIENT = Set.of("initial", "zeroRtt", "unknown");

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Set<String> quicTuples = new HashSet<>();
    private final Set<String> servers = new HashSet<>();
    private final Set<String> idsToServer = new HashSet<>();
    private final Set<String> idsToClient = new HashSet<>();
    private boolean datagramIsCoalesced;

    private QuicCounts() {
        for (final String name : List.of("quic_dgrams", "long_pkts", "short_pkts", "coalesced_dgrams", "initial", "0rtt", "handshake", "retry")) {
            counts.put(name, 0L);
        }
    }

    /** By the column names of quic_truth.tsv. */
    static Map<String, Long> of(List<JsonLine> packets) {
        final QuicCounts counts = new QuicCounts();
        packets.forEach(counts::add);
        counts.counts.put("udp_5tuples_with_quic", (long) counts.quicTuples.size());
        counts.counts.put("dcids_to_server", (long) counts.idsToServer.size());
        counts.counts.put("dcids_to_client", (long) counts.idsToClient.size());
        return new HashMap<>(counts.counts);
    }

    private void add(JsonLine packet) {
        final String from = packet.text("from") + " " + packet.text("fromPort");
        final String to = packet.text("to") + " " + packet.text("toPort");
        final String tuple = from.compareTo(to) < 0 ? from + " " + to : to + " " + from;
        final boolean isLong = packet.text("long").equals("true");
        if (isLong) {
            quicTuples.add(tuple);
        } else if (packet.text("known").equals("true")) {
            quicTuples.add(tuple);
        } else if (!quicTuples.contains(tuple)) {
            return;
        }
        if (FIRST_OF_A_CLIENT.contains(packet.text("type")) && !servers.contains(from)) {
            servers.add(to);
        }
        if (!packet.text("dcid").isEmpty()) {
            (servers.contains(to) ? idsToServer : idsToClient).add(packet.text("dcid"));
        }
        count(packet, isLong);
    }

    private void count(JsonLine packet, boolean isLong) {
        final boolean follows = packet.text("coalesced").equals("true");
        if (!follows) {
            plusOne("quic_dgrams");
        } else if (!datagramIsCoalesced) {
            plusOne("coalesced_dgrams");
        }
        datagramIsCoalesced = follows;
        plusOne(isLong ? "long_pkts" : "short_pkts");
        switch (packet.text("type")) {
            // tshark reads greased versions as version 1.
            case "initial", "unknown" -> plusOne("initial");
            case "zeroRtt" -> plusOne("0rtt");
            case "handshake" -> plusOne("handshake");
            case "retry" -> plusOne("retry");
            default -> { }
        }
    }

    private void plusOne(String name) {
        counts.merge(name, 1L, Long::sum);
    }
}
