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
    private final long stride;
    private final PacketBurst.Train train;
    private final int places;
    private final Region region;

    /** At most {@code places} places, and at most {@link #BYTES} bytes of them. */
    PacketRing(PacketSequence sequence, long places) {
        this.sequence = sequence;
        final Traffic traffic = sequence.traffic();
        this.stride = Memory.align(Math.max(traffic.packetBytes(), FlowPackets.IPV6_HEADERS), LINE);
        this.train = new PacketBurst.Train(traffic.packetBytes(), Traffic.LINK_TYPE, stride, traffic.apart(sequence.queues()), Traffic.FRACTION_BITS);
        this.places = (int) Math.max(PacketBurst.CAPACITY, Math.min(places, BYTES / stride) / PacketBurst.CAPACITY * PacketBurst.CAPACITY);
        this.packets = new FlowPackets(traffic.ipv6Share());
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

    /** Adds {@code count} packets from {@code place} on, of which the first came at {@code time} ns. */
    void add(PacketBurst burst, int place, int count, long time) {
        burst.add(train, count, region.address() + place * stride, time);
    }

    @Override
    public void close() {
        packets.close();
        region.close();
    }
}
