package flowc.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketSequenceTest {
    private static final int BYTES = 62;

    private final Region place = Region.allocate(128, "a packet");

    @AfterEach
    void release() {
        place.close();
    }

    private static Traffic traffic(long flows, long newFlows, double ipv6) {
        return new Traffic(flows, BYTES, 0, newFlows, 1000, ipv6, Traffic.DEFAULT_SEED);
    }

    private byte[] next(PacketSequence sequence, FlowPackets packets) {
        sequence.next(packets, place.address());
        return Memory.segment(place.address(), BYTES).toArray(ValueLayout.JAVA_BYTE);
    }

    /** Both ends in the packet's order: address and port of the source, then of the destination. */
    private static String[] ends(byte[] packet) {
        final boolean ipv6 = packet[12] == (byte) 0x86;
        final int address = ipv6 ? 22 : 26;
        final int bytes = ipv6 ? 16 : 4;
        final int ports = address + 2 * bytes;
        return new String[] {HexFormat.of().formatHex(packet, address, address + bytes) + HexFormat.of().formatHex(packet, ports, ports + 2),
            HexFormat.of().formatHex(packet, address + bytes, ports) + HexFormat.of().formatHex(packet, ports + 2, ports + 4)};
    }

    /** The same for both directions. */
    private static String flow(byte[] packet) {
        final String[] ends = ends(packet);
        Arrays.sort(ends);
        return String.join("-", ends);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void introducesEachFlowOnceAndThenDrawsFromTheSame(double ipv6) {
        final int flows = 20_000;
        final PacketSequence sequence = new PacketSequence(traffic(flows, 0, ipv6), 0, 1);
        final Set<String> seen = new HashSet<>();
        int ipv6Flows = 0;
        try (FlowPackets packets = new FlowPackets(ipv6)) {
            for (int i = 0; i < flows; i++) {
                final byte[] packet = next(sequence, packets);
                assertTrue(seen.add(flow(packet)), "flow " + i + " is new");
                ipv6Flows += packet[12] == (byte) 0x86 ? 1 : 0;
            }
            for (int i = 0; i < flows; i++) {
                assertFalse(seen.add(flow(next(sequence, packets))), "no other flow");
            }
        }
        assertEquals(ipv6, ipv6Flows / (double) flows, 0.02);
        assertEquals(flows, sequence.introductions());
    }

    @Test
    void bothDirectionsOfAFlowComeHalfOfTheTime() {
        final PacketSequence sequence = new PacketSequence(traffic(1, 0, 0), 0, 1);
        final Map<String, Integer> directions = new HashMap<>();
        try (FlowPackets packets = new FlowPackets(0)) {
            for (int i = 0; i < 10_000; i++) {
                directions.merge(String.join("-", ends(next(sequence, packets))), 1, Integer::sum);
            }
        }
        assertEquals(2, directions.size());
        directions.values().forEach(count -> assertEquals(5000, count, 300));
    }

    @Test
    void newFlowsComeEvenlyAndOnceEach() {
        final PacketSequence sequence = new PacketSequence(traffic(10, 250, 0), 0, 1);
        final Map<String, Integer> counts = new HashMap<>();
        try (FlowPackets packets = new FlowPackets(0)) {
            for (int i = 0; i < 10; i++) {
                counts.merge(flow(next(sequence, packets)), 1, Integer::sum);
            }
            final Set<String> steady = Set.copyOf(counts.keySet());
            for (int i = 1; i <= 8000; i++) {
                final String flow = flow(next(sequence, packets));
                final int times = counts.merge(flow, 1, Integer::sum);
                assertTrue(steady.contains(flow) || times == 1, "a flow that is not steady has one packet");
                assertEquals(i / 4, sequence.newFlows(), "a quarter of the packets so far");
            }
        }
        assertEquals(2010, counts.size());
    }

    @Test
    void queuesShareTheFlowsWithoutOneInTwo() {
        final Set<String> all = new HashSet<>();
        try (FlowPackets packets = new FlowPackets(0)) {
            for (int queue = 0; queue < 3; queue++) {
                final PacketSequence sequence = new PacketSequence(traffic(1000, 100, 0), queue, 3);
                final Set<String> own = new HashSet<>();
                for (int i = 0; i < 2000; i++) {
                    own.add(flow(next(sequence, packets)));
                }
                final int before = all.size();
                all.addAll(own);
                assertEquals(before + own.size(), all.size(), "no flow of another queue");
                assertEquals(own.size(), sequence.introductions() + sequence.newFlows());
            }
        }
        assertTrue(all.size() > 1000);
    }

    @Test
    void theSameTrafficIsTheSamePacketsAndAnotherSeedOthers() {
        try (FlowPackets packets = new FlowPackets(0)) {
            final PacketSequence one = new PacketSequence(traffic(50, 10, 0), 0, 1);
            final PacketSequence same = new PacketSequence(traffic(50, 10, 0), 0, 1);
            final PacketSequence other = new PacketSequence(new Traffic(50, BYTES, 0, 10, 1000, 0, 43), 0, 1);
            int different = 0;
            for (int i = 0; i < 500; i++) {
                final byte[] packet = next(one, packets);
                assertArrayEquals(packet, next(same, packets));
                different += Arrays.equals(packet, next(other, packets)) ? 0 : 1;
            }
            assertTrue(different > 200, "different packets: " + different);
        }
    }

    @Test
    void refusesWhatCannotBeMade() {
        for (final Runnable wrong : new Runnable[] {() -> new PacketSequence(traffic(2, 0, 0), 0, 3), () -> new PacketSequence(traffic(2, 0, 0), 2, 2), () -> traffic(0, 0, 0),
            () -> traffic(1, 1001, 0), () -> traffic(1, 0, 1.5), () -> new Traffic(1, 41, 0, 0, 1, 0, 0), () -> new Traffic(1, 61, 0, 0, 1, 1, 0), () -> new Traffic(1, 62, Double.NaN, 0, 1, 0, 0),
            () -> new Extent(0, 0, 1), () -> new LoadSettings(traffic(1, 0, 0), new Extent(0, 1, 1), 1, false, true, 0, false)}) {
            assertThrows(IllegalArgumentException.class, wrong::run);
        }
    }
}
