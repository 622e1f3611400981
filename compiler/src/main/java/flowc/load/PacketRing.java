package flowc.load;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.PacketBurst;

/** Places for packets in memory, as a network card's receive ring has them; each begins on a cache line. One thread. */
final class PacketRing implements AutoCloseable {
    /** More than the caches hold, so that packets come from memory as they do from a card. */
    static final long BYTES = 64L << 20;

    private static final int LINE = 64;

    private final PacketSequence sequence;
    private final FlowPackets packets;
    private final int packetBytes;
    private final long stride;
    private final int places;
    private final Region region;

    /** At most {@code places} places, and at most {@link #BYTES} bytes of them. */
    PacketRing(PacketSequence sequence, long places) {
        this.sequence = sequence;
        this.packetBytes = sequence.traffic().packetBytes();
        this.stride = Memory.align(Math.max(packetBytes, FlowPackets.IPV6_HEADERS), LINE);
        this.places = (int) Math.max(PacketBurst.CAPACITY, Math.min(places, BYTES / stride) / PacketBurst.CAPACITY * PacketBurst.CAPACITY);
        this.packets = new FlowPackets(sequence.traffic().ipv6Share());
        this.region = Region.allocate(this.places * stride, "packets to benchmark with");
    }

    int places() {
        return places;
    }

    /** Puts the sequence's next packets into {@code count} places from {@code first} on. */
    void make(int first, int count) {
        final long end = region.address() + (first + count) * stride;
        for (long place = region.address() + first * stride; place != end; place += stride) {
            sequence.next(packets, place);
        }
    }

    /** Adds {@code count} packets from {@code place} on, of which the first came at {@code time} ns and the others {@code apart} of {@link Traffic#apart}'s units after each other. */
    void add(PacketBurst burst, int place, int count, long time, long apart) {
        burst.addEven(count, region.address() + place * stride, stride, time, apart, Traffic.FRACTION_BITS, packetBytes, Traffic.LINK_TYPE);
    }

    @Override
    public void close() {
        packets.close();
        region.close();
    }
}
