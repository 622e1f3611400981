package flowc.bench;

import flowc.load.FlowPackets;
import flowc.load.Random64;
import flowc.load.Traffic;
import flowc.runtime.memory.Region;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Packets as {@code flowc bench} makes them, their flows drawn uniformly and their direction by a coin; the same ones for the same arguments. One thread. */
final class Packets implements AutoCloseable {
    private final FlowPackets packets = new FlowPackets(0);
    private final Random64 random = new Random64(Traffic.DEFAULT_SEED);
    private final Region scratch = Region.allocate(Traffic.MAX_PACKET_BYTES, "a packet");

    /** Packets of {@code bytes} bytes each, one after the other. */
    static MemorySegment frames(long flows, long count, int bytes) {
        final MemorySegment frames = Arena.ofAuto().allocate(count * bytes, Long.BYTES);
        try (Packets packets = new Packets()) {
            for (long i = 0; i < count; i++) {
                packets.write(frames.address() + i * bytes, bytes, flows);
            }
        }
        return frames;
    }

    /** A packet of one of {@code flows} flows. */
    byte[] frame(int bytes, long flows) {
        write(scratch.address(), bytes, flows);
        return MemorySegment.ofAddress(scratch.address()).reinterpret(bytes).toArray(ValueLayout.JAVA_BYTE);
    }

    private void write(long address, int bytes, long flows) {
        final long drawn = random.next();
        packets.write(address, bytes, (int) Math.unsignedMultiplyHigh(drawn, flows), (drawn & 1) != 0);
    }

    /** 64 random bits, from what the packets are drawn from. */
    long random() {
        return random.next();
    }

    @Override
    public void close() {
        scratch.close();
        packets.close();
    }
}
