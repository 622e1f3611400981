package flowc.runtime.worker;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;

/** Counts packets and bytes as they come in. One thread. */
public final class TrafficCount {
    private long packets;
    private long wireBytes;
    private long captureBytes;
    private long firstTime;
    private long lastTime = Long.MIN_VALUE;

    void add(PacketBurst burst) {
        add(burst.address(), burst.count(), burst.captureBytes(), burst.wireBytes());
    }

    /** {@code count} packets of one stream whose descriptors begin at {@code descriptors}: the last one's clock is the latest time. */
    void add(long descriptors, int count) {
        final long end = descriptors + count * PacketLayout.BYTES;
        long wire = 0;
        long captured = 0;
        for (long packet = descriptors; packet < end; packet += PacketLayout.BYTES) {
            wire += Memory.u32(packet + PacketLayout.WIRE_LENGTH_OFFSET);
            captured += Memory.u32(packet + PacketLayout.CAPTURE_LENGTH_OFFSET);
        }
        add(descriptors, count, captured, wire);
    }

    private void add(long descriptors, int count, long captured, long wire) {
        if (count > 0) {
            firstTime = packets == 0 ? Memory.i64(descriptors + PacketLayout.TIME_OFFSET) : firstTime;
            lastTime = Math.max(lastTime, Memory.i64(descriptors + (count - 1) * PacketLayout.BYTES + PacketLayout.CLOCK_OFFSET));
        }
        packets += count;
        wireBytes += wire;
        captureBytes += captured;
    }

    /** Adds what another thread has counted, once it is done. */
    void add(TrafficCount other) {
        if (other.packets > 0) {
            firstTime = packets == 0 ? other.firstTime : Math.min(firstTime, other.firstTime);
            lastTime = Math.max(lastTime, other.lastTime);
            packets += other.packets;
            wireBytes += other.wireBytes;
            captureBytes += other.captureBytes;
        }
    }

    /** Becomes what the other is now. */
    void set(TrafficCount other) {
        packets = other.packets;
        wireBytes = other.wireBytes;
        captureBytes = other.captureBytes;
        firstTime = other.firstTime;
        lastTime = other.lastTime;
    }

    /** Takes out packets that were counted and then not handled; times stay. */
    void subtract(TrafficCount other) {
        packets -= other.packets;
        wireBytes -= other.wireBytes;
        captureBytes -= other.captureBytes;
    }

    public long packets() {
        return packets;
    }

    public long wireBytes() {
        return wireBytes;
    }

    public long captureBytes() {
        return captureBytes;
    }

    /** Time of the first packet, ns; of several queues' first packets the earliest. Meaningless without packets. */
    public long firstTime() {
        return firstTime;
    }

    /** The latest time of any packet, ns. */
    public long lastTime() {
        return lastTime;
    }
}
