package flowc.oracle;

import flowc.runtime.packet.MemorySource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Packets as nobody should send them. */
final class Mutations {
    /** Link types that headers begin at, and one that none does. */
    private static final int[] LINK_TYPES = {0, 1, 9, 10, 12, 50, 51, 101, 104, 105, 108, 113, 127, 129, 192, 228, 229, 258, 276, 147};
    private static final byte[] TELLING = {0, 1, 4, 5, 6, 8, 17, 44, 51, 58, 60, 0x45, 0x4f, 0x60, 0x7f, (byte) 0x80, (byte) 0x81, (byte) 0x88, (byte) 0xaa, (byte) 0xc0, -1};

    private final RandomGenerator random;

    Mutations(RandomGenerator random) {
        this.random = random;
    }

    /** The packet cut at every length up to {@code most}. */
    static List<MemorySource.Packet> cuts(MemorySource.Packet packet, int most) {
        final List<MemorySource.Packet> cuts = new ArrayList<>();
        for (int length = 0; length <= Math.min(most, packet.captured().length); length++) {
            cuts.add(with(packet, packet.linkType(), Arrays.copyOf(packet.captured(), length)));
        }
        return cuts;
    }

    private static MemorySource.Packet with(MemorySource.Packet packet, int linkType, byte[] captured) {
        return new MemorySource.Packet(packet.time(), linkType, packet.interfaceId(), Math.max(packet.wireLength(), captured.length), captured);
    }

    /** Bits turned, bytes set to what headers look for, pieces repeated, moved and cut off; sometimes another link type. */
    MemorySource.Packet of(MemorySource.Packet packet) {
        byte[] bytes = packet.captured().clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
            // Headers stand in front.
            final int at = random.nextInt(random.nextBoolean() ? Math.min(bytes.length, 64) : bytes.length);
            switch (random.nextInt(6)) {
                case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2, 3 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
                case 4 -> bytes = Arrays.copyOf(bytes, at);
                default -> {
                    final int length = Math.min(bytes.length - at, 4 + random.nextInt(8));
                    System.arraycopy(bytes, at, bytes, Math.max(0, at - length), length);
                }
            }
        }
        return with(packet, random.nextInt(12) == 0 ? LINK_TYPES[random.nextInt(LINK_TYPES.length)] : packet.linkType(), bytes);
    }
}
