package flowc.oracle;

import flowc.runtime.memory.Hash;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;

/**
 * A key of one flow as one packet has it. Flows are told apart by {@code bytes}; {@code swapped} and {@code json} depend on who speaks.
 *
 * @param bytes as they are hashed: parts one after the other, a pair in the order of its bytes, zeros up to a multiple of 8; addresses of IPv4 take 4 bytes
 *     where a packet decides for all
 */
record Key(byte[] bytes, Form form, boolean swapped, String json) {
    /** ONLY: of a table whose keys have one form. The order is that of rows in memory. */
    enum Form { ONLY, WIDE, COMPACT }

    private static final long FORM_BIT_OF_ONE_LANE = 1L << 32;

    private static final Map<Integer, String> PROTOCOLS = Map.of(0, "hopopt", 1, "icmp", 6, "tcp", 17, "udp", 44, "frag6", 47, "gre", 58, "icmp6", 60, "opts6");
    private static final Region PLACE = Region.allocate(256, "the oracle's keys");

    static Key flow5(Seen packet) {
        return pair(packet, new byte[] {(byte) packet.protocol()}, flow5Members(packet));
    }

    static Key tagged(Seen packet) {
        final Integer tag = packet.vlan();
        final byte[] rest = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).put((byte) packet.protocol()).put((byte) (tag == null ? 0 : 1))
                .putShort(tag == null ? 0 : tag.shortValue()).array();
        return pair(packet, rest, flow5Members(packet) + ",\"vlan_id\":" + tag);
    }

    private static String flow5Members(Seen packet) {
        final String name = PROTOCOLS.get(packet.protocol());
        return packet.src().members("src") + "," + packet.dst().members("dst") + ",\"proto\":" + (name == null ? packet.protocol() : "\"" + name + "\"");
    }

    private static Key pair(Seen packet, byte[] rest, String members) {
        final boolean compact = packet.packet().src().family() == 4;
        final byte[] src = compact ? packet.src().compactKey() : packet.src().key();
        final byte[] dst = compact ? packet.dst().compactKey() : packet.dst().key();
        final boolean swapped = compact ? packet.src().compactWord() > packet.dst().compactWord() : isAfter(src, dst);
        // A wide key has one byte for the pair's orientation, always 0 here.
        return new Key(words(swapped ? dst : src, swapped ? src : dst, rest, new byte[compact ? 0 : 1]), compact ? Form.COMPACT : Form.WIDE, swapped, "{" + members + "}");
    }

    static Key oneWay(Seen packet) {
        final boolean compact = packet.packet().src().family() == 4;
        final byte[] src = compact ? packet.src().compactKey() : packet.src().key();
        final byte[] dst = compact ? packet.dst().compactKey() : packet.dst().key();
        return new Key(words(src, dst, new byte[] {(byte) packet.protocol()}), compact ? Form.COMPACT : Form.WIDE, false, "{" + flow5Members(packet) + "}");
    }

    static Key addresses(Seen packet) {
        final Address src = packet.packet().src();
        final Address dst = packet.packet().dst();
        final boolean compact = src.family() == 4;
        return new Key(compact ? words(src.wire(), dst.wire()) : words(src.key(), dst.key()), compact ? Form.COMPACT : Form.WIDE, false,
                "{\"src\":\"" + packet.packet().src().text() + "\",\"dst\":\"" + packet.packet().dst().text() + "\"}");
    }

    static Key endpoint(Endpoint at) {
        return new Key(words(at.key()), Form.ONLY, false, "{" + at.members("at") + "}");
    }

    private static byte[] words(byte[]... parts) {
        final int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        final ByteBuffer key = ByteBuffer.allocate((length + 7) / 8 * 8);
        for (final byte[] part : parts) {
            key.put(part);
        }
        return key.array();
    }

    private static boolean isAfter(byte[] left, byte[] right) {
        final ByteBuffer l = ByteBuffer.wrap(left).order(ByteOrder.nativeOrder());
        final ByteBuffer r = ByteBuffer.wrap(right).order(ByteOrder.nativeOrder());
        int at = 0;
        for (; at + 8 <= left.length; at += 8) {
            if (l.getLong(at) != r.getLong(at)) {
                return Long.compareUnsigned(l.getLong(at), r.getLong(at)) > 0;
            }
        }
        return Arrays.compareUnsigned(left, at, left.length, right, at, right.length) > 0;
    }

    long hash(long seed) {
        for (int i = 0; i < bytes.length; i++) {
            Memory.putU8(PLACE.address() + i, bytes[i] & 0xff);
        }
        final long hash = Hash.words(PLACE.address(), bytes.length / 8, seed);
        return switch (form) {
            case ONLY -> hash;
            case WIDE -> hash & ~FORM_BIT_OF_ONE_LANE;
            case COMPACT -> hash | FORM_BIT_OF_ONE_LANE;
        };
    }

    boolean is(Key other) {
        return Arrays.equals(bytes, other.bytes);
    }
}
