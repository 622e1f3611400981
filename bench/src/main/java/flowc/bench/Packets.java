package flowc.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Ethernet frames with UDP over IPv4, their flows drawn uniformly and their direction by a coin; the same ones for the same arguments. */
final class Packets {
    /** LINKTYPE_ETHERNET. */
    static final int LINK_TYPE = 1;

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final byte[] HEADERS = HexFormat.of().parseHex("0200000000010200000000020800" + "4500000000004000401100000000000000000000" + "0000000000000000");
    private static final int IP_BYTES = 14;
    private static final int UDP_BYTES = 34;
    private static final int TOTAL_LENGTH = 16;
    private static final int SOURCE = 26;
    private static final int DESTINATION = 30;
    private static final int UDP_LENGTH = 38;

    private long random = 42;

    /** Frames of {@code bytes} bytes each, one after the other. */
    static MemorySegment frames(long flows, long count, int bytes) {
        final Packets packets = new Packets();
        final MemorySegment frames = Arena.ofAuto().allocate(count * bytes, Long.BYTES);
        for (long i = 0; i < count; i++) {
            packets.write(frames.asSlice(i * bytes, bytes), flows);
        }
        return frames;
    }

    /** One frame that fills {@code frame}. */
    void write(MemorySegment frame, long flows) {
        final long drawn = next();
        final int flow = (int) Math.unsignedMultiplyHigh(drawn, flows);
        final boolean reverse = (drawn & 1) != 0;
        MemorySegment.copy(HEADERS, 0, frame, ValueLayout.JAVA_BYTE, 0, HEADERS.length);
        frame.set(SHORT, TOTAL_LENGTH, (short) (frame.byteSize() - IP_BYTES));
        frame.set(SHORT, UDP_LENGTH, (short) (frame.byteSize() - UDP_BYTES));
        final int ports = mix(flow ^ 0xdeadbeef);
        final int one = mix(flow + 0x1234567);
        final int other = mix(mix(flow ^ 0x55555555) + 0x9e3779b9);
        frame.set(INT, SOURCE, reverse ? other : one);
        frame.set(INT, DESTINATION, reverse ? one : other);
        frame.set(INT, UDP_BYTES, reverse ? Integer.rotateLeft(ports, Short.SIZE) : ports);
    }

    byte[] frame(int bytes, long flows) {
        final byte[] frame = new byte[bytes];
        write(MemorySegment.ofArray(frame), flows);
        return frame;
    }

    /** Uniform: SplitMix64. */
    long next() {
        random += 0x9e3779b97f4a7c15L;
        long mixed = (random ^ (random >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** A bijection of 32 bits (MurmurHash3's finaliser), so that flows differ. */
    private static int mix(int value) {
        int mixed = (value ^ (value >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }
}
