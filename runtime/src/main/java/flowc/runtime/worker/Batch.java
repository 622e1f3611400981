package flowc.runtime.worker;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;

/**
 * Packets on their way from the reader to their owners: descriptors, the slots that preparing fills, and for each worker the numbers of the packets
 * that are its own. Written by the reader, then by who prepares it, then read by all workers; {@link BatchRing} hands it on.
 */
final class Batch {
    /** A multiple of a burst. Large enough that handing over is rare, small enough for a core's own cache. */
    static final int CAPACITY = 8 * PacketBurst.CAPACITY;

    private static final long LIST_BYTES = CAPACITY * Short.BYTES;

    private final long packets;
    private final long ticks;
    private final long lists;
    private final long slots;
    private final int slotBytes;
    private final int[] listLengths;
    private int count;
    private int tickCount;
    private boolean isLast;
    private long bursts;
    private long clockBefore;

    /** The batch in {@link #bytes} bytes of memory at {@code address}, 8-byte aligned. */
    Batch(long address, int workers, int slotBytes) {
        this.packets = address;
        this.slots = packets + CAPACITY * PacketLayout.BYTES;
        this.ticks = slots + (long) CAPACITY * slotBytes;
        this.lists = ticks + LIST_BYTES;
        this.slotBytes = slotBytes;
        this.listLengths = new int[workers];
    }

    static long bytes(int workers, int slotBytes) {
        return CAPACITY * (PacketLayout.BYTES + slotBytes) + (1 + workers) * LIST_BYTES;
    }

    /** Reader: begins anew; {@code clock} is the stream's before the first packet. */
    void begin(long clock) {
        count = 0;
        tickCount = 0;
        isLast = false;
        clockBefore = clock;
    }

    int count() {
        return count;
    }

    boolean hasRoom() {
        return count + PacketBurst.CAPACITY <= CAPACITY;
    }

    /** Reader: adds a burst, for which there is room. */
    void add(PacketBurst burst) {
        Memory.copy(packet(count), burst.address(), burst.count() * PacketLayout.BYTES);
        count += burst.count();
    }

    /** Reader: every worker's clock goes to that of packet {@code index}, before the packet is handled. In ascending order. */
    void addTick(int index) {
        Memory.putU16(ticks + (long) tickCount * Short.BYTES, index);
        tickCount++;
    }

    int tickCount() {
        return tickCount;
    }

    int tick(int index) {
        return (int) Memory.u16(ticks + (long) index * Short.BYTES);
    }

    /** Reader: how many bursts of the source were read up to this batch's end. */
    void setBursts(long count) {
        bursts = count;
    }

    long bursts() {
        return bursts;
    }

    /** No batch comes after this one. */
    boolean isLast() {
        return isLast;
    }

    void setLast() {
        isLast = true;
    }

    /** Who prepares: the stream ends after {@code packets} of its packets. */
    void cut(int packets) {
        count = packets;
        while (tickCount > 0 && tick(tickCount - 1) >= packets) {
            tickCount--;
        }
        isLast = true;
    }

    /** The stream's clock at the end of this batch. */
    long clock() {
        return count == 0 ? clockBefore : clock(count - 1);
    }

    long clock(int index) {
        return Memory.i64(packet(index) + PacketLayout.CLOCK_OFFSET);
    }

    /** The descriptor of a packet. */
    long packet(int index) {
        return packets + index * PacketLayout.BYTES;
    }

    long slot(int index) {
        return slots + (long) index * slotBytes;
    }

    /** Who prepares: the address of a worker's list of {@link #packet} numbers, 2 bytes each. */
    long list(int worker) {
        return lists + worker * LIST_BYTES;
    }

    int listLength(int worker) {
        return listLengths[worker];
    }

    void setListLength(int worker, int length) {
        listLengths[worker] = length;
    }
}
