package flowc.runtime.packet;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Packets that are in memory already, handed out once or over and over: for benchmarks and tests. One thread, {@link #bytesRead} any. */
public final class MemorySource implements PacketSource {
    private final Region descriptorRegion;
    private final Region dataRegion;
    private final long descriptors;
    private final long data;
    private final long count;
    private final long repetitions;
    private final long periodNanos;
    private final long bytesPerRepetition;
    private long repetition;
    private long next;
    private volatile long bytesRead;

    /**
     * One packet to hand out.
     *
     * @param time nanoseconds since 1970
     * @param interfaceId number of the capture interface
     * @param wireLength bytes on the wire, not less than {@code captured}
     */
    public record Packet(long time, int linkType, int interfaceId, long wireLength, byte[] captured) {}

    /** Hands out {@code packets} once. */
    public static MemorySource of(List<Packet> packets) {
        return repeating(packets, 1, 0);
    }

    /** Hands out {@code packets} {@code repetitions} times, each time {@code periodNanos} later. They are copied. */
    public static MemorySource repeating(List<Packet> packets, long repetitions, long periodNanos) {
        long bytes = 0;
        for (final Packet packet : packets) {
            bytes += packet.captured().length;
        }
        final MemorySource source = new MemorySource(packets.size(), bytes, repetitions, periodNanos);
        long at = source.data;
        for (int i = 0; i < packets.size(); i++) {
            final Packet packet = packets.get(i);
            final int length = packet.captured().length;
            MemorySegment.copy(MemorySegment.ofArray(packet.captured()), 0, Memory.segment(at, length), 0, length);
            source.describe(i, at, packet);
            at += length;
        }
        return source;
    }

    /**
     * Cuts {@code bytes} into packets of {@code packetLength} that lie {@code intervalNanos} apart from 1970 on, and hands them out
     * {@code repetitions} times without a gap between. The bytes are copied; what does not make a packet at their end is left out.
     */
    public static MemorySource fixedSize(MemorySegment bytes, int packetLength, int linkType, long intervalNanos, long repetitions) {
        if (packetLength < 1) {
            throw new IllegalArgumentException("a packet must have at least one byte: packetLength=" + packetLength);
        }
        final long count = bytes.byteSize() / packetLength;
        final MemorySource source = new MemorySource(count, count * packetLength, repetitions, count * intervalNanos);
        MemorySegment.copy(bytes, 0, Memory.segment(source.data, count * packetLength), 0, count * packetLength);
        final byte[] captured = new byte[packetLength];
        for (long i = 0; i < count; i++) {
            source.describe(i, source.data + i * packetLength, new Packet(i * intervalNanos, linkType, 0, packetLength, captured));
        }
        return source;
    }

    private MemorySource(long count, long bytes, long repetitions, long periodNanos) {
        this.count = count;
        this.repetitions = count == 0 ? 0 : repetitions;
        this.periodNanos = periodNanos;
        this.bytesPerRepetition = bytes;
        this.descriptorRegion = Region.allocate(count * PacketLayout.BYTES, "the packets in memory");
        this.dataRegion = Region.allocate(bytes, "the packets in memory");
        this.descriptors = descriptorRegion.address();
        this.data = dataRegion.address();
    }

    private void describe(long index, long address, Packet packet) {
        final long descriptor = descriptors + index * PacketLayout.BYTES;
        Memory.putI64(descriptor + PacketLayout.ADDRESS_OFFSET, address);
        Memory.putI64(descriptor + PacketLayout.TIME_OFFSET, packet.time());
        Memory.putU32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET, packet.captured().length);
        Memory.putU32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET, packet.wireLength());
        Memory.putU32(descriptor + PacketLayout.LINK_TYPE_OFFSET, packet.linkType());
        Memory.putU32(descriptor + PacketLayout.INTERFACE_OFFSET, packet.interfaceId());
    }

    @Override
    public boolean fill(PacketBurst burst) {
        burst.clear();
        if (next == count && repetition < repetitions) {
            next = 0;
            repetition++;
        }
        if (repetition >= repetitions) {
            return false;
        }
        final long last = Math.min(count, next + PacketBurst.CAPACITY);
        final long delay = repetition * periodNanos;
        long bytes = 0;
        for (long i = next; i < last; i++) {
            bytes += add(burst, descriptors + i * PacketLayout.BYTES, delay);
        }
        next = last;
        bytesRead = bytesRead + bytes;
        return true;
    }

    /** Nothing to do: all packets stay readable until {@link #close}. */
    @Override
    public void retain() {}

    @Override
    public void release(long bursts) {}

    private static long add(PacketBurst burst, long descriptor, long delay) {
        final long captureLength = Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET);
        burst.add(
                Memory.i64(descriptor + PacketLayout.ADDRESS_OFFSET),
                Memory.i64(descriptor + PacketLayout.TIME_OFFSET) + delay,
                captureLength,
                Memory.u32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET));
        burst.from(Memory.u32(descriptor + PacketLayout.LINK_TYPE_OFFSET), Memory.u32(descriptor + PacketLayout.INTERFACE_OFFSET));
        return captureLength;
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public long bytesTotal() {
        return bytesPerRepetition * repetitions;
    }

    @Override
    public List<Damage> damages() {
        return List.of();
    }

    @Override
    public void close() {
        descriptorRegion.close();
        dataRegion.close();
        next = count;
        repetition = repetitions;
    }
}
