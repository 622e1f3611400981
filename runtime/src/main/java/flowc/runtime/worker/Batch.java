package flowc.runtime.worker;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;

/**
 * Packets on their way from the source to their owners: first their descriptors in order, then, dealt out to the workers, bursts in the memory of
 * who prepared them ({@link DealtMemory}). Written by the worker whose turn it is, which reads it and prepares it; then read by all
 * workers, each of which may write to its own bursts. {@link BatchRing} hands it on.
 * <pre> | descriptors | ticks | places of the ticks among worker 0's packets | … worker n's | </pre>
 */
final class Batch {
    /** A multiple of a burst. Large enough that handing over is rare, small enough for a core's own cache. */
    static final int CAPACITY = 8 * PacketBurst.CAPACITY;

    /** As many full bursts as all packets make. */
    static final int MOST_BURSTS = CAPACITY / PacketBurst.CAPACITY;

    private static final long PLACES_BYTES = CAPACITY * Short.BYTES;

    private final long packets;
    private final long ticks;
    private final long places;
    /** By worker: how many packets it got. */
    private final int[] lengths;
    /** By worker and 64 of its packets: address of the burst. */
    private final long[] bursts;
    private int count;
    private int tickCount;
    private boolean isLast;
    private long burstsRead;
    private long clockBefore;
    private final TrafficCount trafficBefore = new TrafficCount();

    /** The batch in {@link #bytes} bytes of memory at {@code address}, 8-byte aligned. */
    Batch(long address, int workers) {
        this.packets = address;
        this.ticks = packets + CAPACITY * PacketLayout.BYTES;
        this.places = ticks + PLACES_BYTES;
        this.lengths = new int[workers];
        this.bursts = new long[workers * MOST_BURSTS];
    }

    static long bytes(int workers) {
        return CAPACITY * PacketLayout.BYTES + (1 + workers) * PLACES_BYTES;
    }

    /** Who reads: begins anew; {@code clock} is the stream's before the first packet, {@code traffic} what came before. */
    void begin(long clock, TrafficCount traffic) {
        trafficBefore.set(traffic);
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

    /** Who reads: adds a burst, for which there is room. */
    void add(PacketBurst burst) {
        Memory.copy(packet(count), burst.address(), burst.count() * PacketLayout.BYTES);
        count += burst.count();
    }

    /** Who reads: every worker's clock goes to that of packet {@code index}, before the packet is handled. In ascending order. */
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

    /** Who reads: how many bursts of the source were read up to this batch's end. */
    void setBurstsRead(long bursts) {
        burstsRead = bursts;
    }

    long burstsRead() {
        return burstsRead;
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

    /** Adds up the stream to the end of this batch, where it may have been cut. */
    TrafficCount trafficToHere() {
        final TrafficCount traffic = new TrafficCount();
        traffic.set(trafficBefore);
        traffic.add(packets, count);
        return traffic;
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

    /** Who prepares: packets {@code length} to {@code length + 63} of a worker are at {@code burst}. */
    void setBurst(int worker, int length, long burst) {
        bursts[worker * MOST_BURSTS + length / PacketBurst.CAPACITY] = burst;
    }

    /** The burst where packet {@code place} of a worker's is; it stands there at {@code place} modulo 64. */
    long burst(int worker, int place) {
        return bursts[worker * MOST_BURSTS + place / PacketBurst.CAPACITY];
    }

    /** Who prepares: {@code place} packets of a worker's come before tick {@code tick}. */
    void setPlaceOfTick(int tick, int worker, int place) {
        Memory.putU16(places + worker * PLACES_BYTES + (long) tick * Short.BYTES, place);
    }

    int placeOfTick(int tick, int worker) {
        return (int) Memory.u16(places + worker * PLACES_BYTES + (long) tick * Short.BYTES);
    }

    /** How many packets a worker got. */
    int length(int worker) {
        return lengths[worker];
    }

    void setLength(int worker, int length) {
        lengths[worker] = length;
    }
}
