package flowc.runtime.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.packet.MemorySource.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link PacketSource} does. A new source passes by subclassing this and giving {@link #source}. */
public abstract class PacketSourceContract {
    /** A new source that hands out {@code packets}, which are of Ethernet (link type 1) and interface 0 and of times in this century. */
    protected abstract PacketSource source(List<Packet> packets) throws Exception;

    @Test
    void handsOutAllPacketsInOrderWithAllTheirFields() throws Exception {
        for (final int count : new int[] {1, 63, 64, 65, 1000}) {
            final List<Packet> packets = packets(count);
            try (PacketSource source = source(packets)) {
                assertEquals(packets.stream().map(SeenPacket::of).toList(), SeenPacket.drain(source));
            }
        }
    }

    @Test
    void endsWithAnEmptyBurstAndStaysAtItsEnd() throws Exception {
        try (PacketSource source = source(packets(3))) {
            final PacketBurst burst = new PacketBurst();
            SeenPacket.drain(source);
            for (int i = 0; i < 3; i++) {
                burst.add(0, 0, 0, 0);
                assertFalse(source.fill(burst));
                assertEquals(0, burst.count());
            }
        }
    }

    @Test
    void ofNoPacketsEndsAtOnce() throws Exception {
        try (PacketSource source = source(List.of())) {
            assertFalse(source.fill(new PacketBurst()));
        }
    }

    @Test
    void clearsWhatWasInTheBurst() throws Exception {
        final List<Packet> packets = packets(5);
        try (PacketSource source = source(packets)) {
            final PacketBurst burst = new PacketBurst();
            while (!burst.isFull()) {
                burst.add(0, 0, 0, 0);
            }
            assertTrue(source.fill(burst));
            assertTrue(burst.count() >= 1 && burst.count() <= 5, "count " + burst.count());
            assertEquals(SeenPacket.of(packets.getFirst()), SeenPacket.of(burst).getFirst());
        }
    }

    @Test
    void countsTheBytesItHasReadUpToTheirTotal() throws Exception {
        try (PacketSource source = source(packets(500))) {
            final PacketBurst burst = new PacketBurst();
            final long total = source.bytesTotal();
            long before = source.bytesRead();
            assertEquals(0, before);
            while (source.fill(burst)) {
                assertTrue(source.bytesRead() > before, "goes forward");
                before = source.bytesRead();
                assertTrue(total == 0 || before <= total, before + " of " + total);
            }
            assertTrue(total == 0 || source.bytesRead() == total, source.bytesRead() + " of " + total);
        }
    }

    @Test
    void keepsRetainedPacketsReadableUntilTheyAreReleased() throws Exception {
        final List<Packet> packets = packets(300);
        try (PacketSource source = source(packets)) {
            source.retain();
            final List<PacketBurst> bursts = new ArrayList<>();
            PacketBurst burst = new PacketBurst();
            while (source.fill(burst)) {
                bursts.add(burst);
                burst = new PacketBurst();
            }
            final List<SeenPacket> seen = new ArrayList<>();
            for (int i = 0; i < bursts.size(); i++) {
                seen.addAll(SeenPacket.of(bursts.get(i)));
                source.release(i + 1);
            }
            assertEquals(packets.stream().map(SeenPacket::of).toList(), seen);
        }
    }

    @Test
    void reportsNoDamageOnWholeInput() throws Exception {
        try (PacketSource source = source(packets(70))) {
            SeenPacket.drain(source);
            assertEquals(List.of(), source.damages());
        }
    }

    @Test
    void hasNoPacketsAfterItWasClosed() throws Exception {
        final PacketSource source = source(packets(200));
        source.fill(new PacketBurst());
        source.close();
        source.close();
        assertFalse(source.fill(new PacketBurst()));
    }

    /** Of all lengths from 0 on, some cut to their snaplen, times not in order. */
    private static List<Packet> packets(int count) {
        final Random random = new Random(count);
        final List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final byte[] captured = new byte[i == 0 ? 1 : random.nextInt(200)];
            random.nextBytes(captured);
            final long wire = captured.length + (random.nextBoolean() ? 0 : random.nextInt(70_000));
            packets.add(new Packet(1_700_000_000_000_000_000L + random.nextInt(), 1, 0, wire, captured));
        }
        return packets;
    }
}
