package flowc.runtime.packet;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Regions;
import java.lang.foreign.Arena;

/** Up to {@link #CAPACITY} packet descriptors in memory of their own. One thread. */
public final class PacketBurst {
    public static final int CAPACITY = 64;

    private final long address;
    private int count;
    private long captureBytes;
    private long wireBytes;
    /** Of all packets that were ever put here. */
    private long clock = Long.MIN_VALUE;

    public PacketBurst() {
        // Lives as long as the process: a handful of bursts exist, one a worker.
        this.address = Arena.global().allocate(CAPACITY * PacketLayout.BYTES, Long.BYTES).address();
        Regions.register(address, CAPACITY * PacketLayout.BYTES);
    }

    /** Address of the first descriptor, {@link PacketLayout}. */
    public long address() {
        return address;
    }

    public int count() {
        return count;
    }

    public boolean isFull() {
        return count == CAPACITY;
    }

    public void clear() {
        count = 0;
        captureBytes = 0;
        wireBytes = 0;
    }

    /** Bytes that were captured of its packets, as these were added. */
    public long captureBytes() {
        return captureBytes;
    }

    /** Bytes of its packets that were on the wire. */
    public long wireBytes() {
        return wireBytes;
    }

    /** Starts the next descriptor: address, time in ns, lengths in bytes. The burst must not be full. */
    public void add(long packet, long time, long captureLength, long wireLength) {
        final long descriptor = address + count * PacketLayout.BYTES;
        Memory.putI64(descriptor + PacketLayout.ADDRESS_OFFSET, packet);
        Memory.putI64(descriptor + PacketLayout.TIME_OFFSET, time);
        Memory.putU32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET, captureLength);
        Memory.putU32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET, wireLength);
        clock = Math.max(clock, time);
        Memory.putI64(descriptor + PacketLayout.CLOCK_OFFSET, clock);
        captureBytes += captureLength;
        wireBytes += wireLength;
        count++;
    }

    /**
     * Packets of one length and link type, whole, on interface 0, at equal distances.
     *
     * @param length bytes of each
     * @param stride from one to the next in memory, bytes
     * @param interval from one to the next in time, in units of 2<sup>-{@code fractionBits}</sup> ns
     */
    public record Train(long length, long linkType, long stride, long interval, int fractionBits) {}

    /** Adds {@code packets} packets of a train, for which there is room; the first is at {@code packet} and came at {@code time} ns. */
    public void add(Train train, int packets, long packet, long time) {
        final long end = address + (count + packets) * PacketLayout.BYTES;
        // As both lengths lie there, in either byte order.
        final long lengths = train.length() << Integer.SIZE | train.length();
        long place = packet;
        long later = 0;
        long latest = clock;
        for (long descriptor = address + count * PacketLayout.BYTES; descriptor != end; descriptor += PacketLayout.BYTES) {
            final long now = time + (later >> train.fractionBits());
            latest = Math.max(latest, now);
            Memory.putI64(descriptor + PacketLayout.ADDRESS_OFFSET, place);
            Memory.putI64(descriptor + PacketLayout.TIME_OFFSET, now);
            Memory.putI64(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET, lengths);
            Memory.putU32(descriptor + PacketLayout.LINK_TYPE_OFFSET, train.linkType());
            Memory.putU32(descriptor + PacketLayout.INTERFACE_OFFSET, 0);
            Memory.putI64(descriptor + PacketLayout.CLOCK_OFFSET, latest);
            place += train.stride();
            later += train.interval();
        }
        clock = latest;
        captureBytes += packets * train.length();
        wireBytes += packets * train.length();
        count += packets;
    }

    /** Says where the packet added last was captured. */
    public void from(long linkType, long interfaceId) {
        final long descriptor = address + (count - 1) * PacketLayout.BYTES;
        Memory.putU32(descriptor + PacketLayout.LINK_TYPE_OFFSET, linkType);
        Memory.putU32(descriptor + PacketLayout.INTERFACE_OFFSET, interfaceId);
    }
}
