package flowc.runtime.packet;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Regions;
import java.lang.foreign.Arena;

/** Up to {@link #CAPACITY} packet descriptors in memory of their own. One thread. */
public final class PacketBurst {
    public static final int CAPACITY = 64;

    private final long address;
    private int count;
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
        count++;
    }

    /**
     * Adds {@code packets} whole packets of one length and place of capture, which lie {@code stride} bytes apart in memory and {@code interval} units of
     * 2<sup>-{@code fractionBits}</sup> ns in time; there must be room.
     */
    public void addEven(int packets, long packet, long stride, long time, long interval, int fractionBits, long length, long linkType) {
        final long end = address + (count + packets) * PacketLayout.BYTES;
        long place = packet;
        long later = 0;
        long latest = clock;
        for (long descriptor = address + count * PacketLayout.BYTES; descriptor != end; descriptor += PacketLayout.BYTES) {
            final long now = time + (later >> fractionBits);
            latest = Math.max(latest, now);
            Memory.putI64(descriptor + PacketLayout.ADDRESS_OFFSET, place);
            Memory.putI64(descriptor + PacketLayout.TIME_OFFSET, now);
            Memory.putU32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET, length);
            Memory.putU32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET, length);
            Memory.putU32(descriptor + PacketLayout.LINK_TYPE_OFFSET, linkType);
            Memory.putU32(descriptor + PacketLayout.INTERFACE_OFFSET, 0);
            Memory.putI64(descriptor + PacketLayout.CLOCK_OFFSET, latest);
            place += stride;
            later += interval;
        }
        clock = latest;
        count += packets;
    }

    /** Says where the packet added last was captured. */
    public void from(long linkType, long interfaceId) {
        final long descriptor = address + (count - 1) * PacketLayout.BYTES;
        Memory.putU32(descriptor + PacketLayout.LINK_TYPE_OFFSET, linkType);
        Memory.putU32(descriptor + PacketLayout.INTERFACE_OFFSET, interfaceId);
    }
}
