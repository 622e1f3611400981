package flowc.load;

/**
 * Which flow each packet of one queue belongs to. At first every steady flow once, in order, so that all are there; from then on draws, and between
 * them, evenly, packets of flows that were never seen. A queue has every {@code queues}-th flow. One thread.
 */
public final class PacketSequence {
    private final Traffic traffic;
    private final int queue;
    private final int queues;
    private final long steady;
    private final FlowDraw draw;
    private final Random64 random;
    private long begun;
    private long made;
    private long newFlowCredit;

    public PacketSequence(Traffic traffic, int queue, int queues) {
        if (queue < 0 || queue >= queues || queues > traffic.flows()) {
            throw new IllegalArgumentException("each queue must have a flow: queue=" + queue + " queues=" + queues + " flows=" + traffic.flows());
        }
        this.traffic = traffic;
        this.queue = queue;
        this.queues = queues;
        this.steady = (traffic.flows() - queue + queues - 1) / queues;
        this.draw = FlowDraw.of(steady, traffic.zipf());
        this.random = new Random64(traffic.seed() + 1_000_003L * queue);
    }

    /** Packets until every steady flow was there. */
    public long introductions() {
        return steady;
    }

    /** Flows that have had a packet and are not steady. */
    public long newFlows() {
        return Math.max(0, begun - steady);
    }

    public long made() {
        return made;
    }

    public Traffic traffic() {
        return traffic;
    }

    public int queues() {
        return queues;
    }

    /** Writes the next packet to {@code address}. */
    void next(FlowPackets packets, long address) {
        final long drawn = random.next();
        packets.write(address, traffic.packetBytes(), (int) (flow(drawn) * queues + queue), (drawn & 1) != 0);
        made++;
    }

    private long flow(long drawn) {
        if (made < steady) {
            return begun++;
        }
        newFlowCredit += traffic.newFlowsPerSecond();
        if (newFlowCredit >= traffic.packetsPerSecond()) {
            newFlowCredit -= traffic.packetsPerSecond();
            return begun++;
        }
        return draw.draw(drawn, random);
    }
}
