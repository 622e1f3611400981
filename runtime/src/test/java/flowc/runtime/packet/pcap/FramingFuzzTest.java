package flowc.runtime.packet.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Regions;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.SeenPacket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Framing of files with wrong bytes. They lie in a region of exactly their length, so with checked accesses every byte read outside of it throws.
 */
class FramingFuzzTest {
    private static final int CASES = 6000;
    private static final int[] EXTREMES = {0, 1, 3, 4, 8, 11, 12, 16, 28, 32, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_fffc, 0xffff_ffff};

    private static final PacketBurst BURST = new PacketBurst();

    private final Random random = new Random();

    @Test
    void readsNothingOutsideOfAFileWhateverIsInItAndKeepsWhatComesBefore() {
        assertTrue(Memory.CHECKED, "runs with -Dflowc.checked=true");
        final long seed = Long.getLong("flowc.seed", 20261121);
        final List<byte[]> files = List.of(pcap(ByteOrder.LITTLE_ENDIAN), pcap(ByteOrder.BIG_ENDIAN), pcapng(ByteOrder.LITTLE_ENDIAN), pcapng(ByteOrder.BIG_ENDIAN));
        final List<List<Framed>> unharmed = files.stream().map(FramingFuzzTest::frame).toList();
        for (int i = 0; i < CASES; i++) {
            random.setSeed(seed + i);
            check(files.get(i % files.size()), unharmed.get(i % files.size()), "seed " + seed + " case " + i);
        }
    }

    private void check(byte[] whole, List<Framed> before, String which) {
        final byte[] mutated = whole.clone();
        int first = whole.length;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            first = Math.min(first, mutate(mutated));
        }
        try {
            final List<Framed> after = frame(mutated);
            final int changed = first;
            final List<Framed> untouched = before.stream().filter(framed -> framed.end() <= changed).toList();
            assertTrue(after.size() >= untouched.size(), "loses packets before byte " + changed);
            assertEquals(untouched, after.subList(0, untouched.size()));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(which + ": " + e, e);
        }
    }

    /** Changes some bytes and returns the index of the first. */
    private int mutate(byte[] bytes) {
        final int at = random.nextInt(bytes.length - 4);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> ByteBuffer.wrap(bytes).putInt(at & ~3, EXTREMES[random.nextInt(EXTREMES.length)]);
            default -> ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at & ~3, EXTREMES[random.nextInt(EXTREMES.length)]);
        }
        return at & ~3;
    }

    /** A packet and the offset after its record. */
    private record Framed(SeenPacket packet, long end) {}

    private static List<Framed> frame(byte[] file) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment region = arena.allocate(file.length, Long.BYTES);
            Regions.register(region.address(), file.length);
            MemorySegment.copy(MemorySegment.ofArray(file), 0, region, 0, file.length);
            try {
                return frame(region.address(), file.length);
            } finally {
                Regions.unregister(region.address());
            }
        }
    }

    private static List<Framed> frame(long start, long bytes) {
        final Framing framing =
                switch (Content.of(start, bytes)) {
                    case PCAP -> new PcapFraming(start, bytes, new Interfaces());
                    case PCAPNG -> new PcapngFraming(start, bytes, new Interfaces());
                    default -> new NoFraming("no capture");
                };
        final List<Framed> framed = new ArrayList<>();
        while (fillOne(framing)) {
            framed.add(new Framed(SeenPacket.of(BURST).getLast(), framing.offset()));
        }
        assertTrue(framing.offset() <= bytes, "offset " + framing.offset());
        assertEquals(framing.isStopped(), framing.offset() < bytes || bytes == 0, "stops exactly before the end");
        return framed;
    }

    /** Leaves room for one packet only, so that the offset tells where its record ends. */
    private static boolean fillOne(Framing framing) {
        BURST.clear();
        while (BURST.count() < PacketBurst.CAPACITY - 1) {
            BURST.add(0, 0, 0, 0);
        }
        framing.fill(BURST);
        return BURST.isFull();
    }

    private static byte[] pcap(ByteOrder order) {
        final PcapBytes bytes = new PcapBytes(order, PcapBytes.NANOS).header(2, 4, 100, 1);
        for (int i = 0; i < 12; i++) {
            bytes.record(i, i, new byte[i * 3]);
        }
        return bytes.toBytes();
    }

    private static byte[] pcapng(ByteOrder order) {
        final PcapngBytes bytes = new PcapngBytes().section(order, PcapngBytes.option(order, 4, new byte[5]), PcapngBytes.endOfOptions());
        bytes.iface(1, 20, PcapngBytes.option(order, 9, (byte) 9), PcapngBytes.option(order, 14, new byte[8]), PcapngBytes.endOfOptions()).iface(2, 0);
        for (int i = 0; i < 4; i++) {
            bytes.enhanced(i & 1, i, new byte[i * 3]).simple(30 + i, new byte[20]).obsolete(1, i, new byte[i]).block(5, new byte[12]);
        }
        return bytes.section(order).iface(3, 0).enhanced(0, 1, new byte[9]).toBytes();
    }
}
