package flowc.load;

/**
 * What packets a benchmark makes: UDP, one length, their flows drawn from {@code flows} steady ones, their direction by a coin, and among them the
 * first and only packets of new flows. The same values make the same packets.
 *
 * @param flows steady flows, 1 to {@link #MAX_FLOWS}
 * @param packetBytes of each packet on the wire, headers included, without the frame check sequence
 * @param zipf exponent of the steady flows' frequencies: the k-th most frequent has k^-zipf of the first one's packets; 0: all the same
 * @param newFlowsPerSecond of the capture clock, at most {@code packetsPerSecond}
 * @param packetsPerSecond of the capture clock
 * @param ipv6Share of the flows that are IPv6, 0 to 1
 * @param seed of the draws; which flows there are does not depend on it
 */
public record Traffic(long flows, int packetBytes, double zipf, long newFlowsPerSecond, long packetsPerSecond, double ipv6Share, long seed) {
    /** A flow's number has 32 bits; some are left for new flows. */
    public static final long MAX_FLOWS = 4_000_000_000L;

    public static final long MAX_PACKETS_PER_SECOND = 1_000_000_000L;

    public static final int MAX_PACKET_BYTES = 65_535;

    public static final double MAX_ZIPF = 10;

    /** LINKTYPE_ETHERNET. */
    public static final int LINK_TYPE = 1;

    public static final long DEFAULT_SEED = 42;

    /** More would not leave room for a burst's packets at one packet per second. */
    static final int FRACTION_BITS = 20;

    /** Time of the first packet, ns since 1970. */
    static final long START_NANOS = 1_700_000_000_000_000_000L;

    public Traffic {
        require("flows", flows, 1, MAX_FLOWS);
        require("packetsPerSecond", packetsPerSecond, 1, MAX_PACKETS_PER_SECOND);
        require("newFlowsPerSecond", newFlowsPerSecond, 0, packetsPerSecond);
        require("packetBytes", packetBytes, leastPacketBytes(ipv6Share), MAX_PACKET_BYTES);
        if (!(zipf >= 0 && zipf <= MAX_ZIPF && ipv6Share >= 0 && ipv6Share <= 1)) {
            throw new IllegalArgumentException("zipf must be 0 to " + MAX_ZIPF + " and ipv6Share 0 to 1: zipf=" + zipf + " ipv6Share=" + ipv6Share);
        }
    }

    private static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ": " + name + "=" + value);
        }
    }

    /** Ethernet, IP and UDP headers of the largest kind that there is. */
    public static int leastPacketBytes(double ipv6Share) {
        return ipv6Share > 0 ? FlowPackets.IPV6_HEADERS : FlowPackets.IPV4_HEADERS;
    }

    /** Time of packet {@code number}, counted from 0, ns since 1970; of one of {@code queues} queues. */
    long time(long number, int queues) {
        return START_NANOS + (long) (number * nanosApart(queues));
    }

    /** Between packets of one of {@code queues} queues. */
    double nanosApart(int queues) {
        return 1e9 * queues / packetsPerSecond;
    }

    /** The same in units of 2^-{@link #FRACTION_BITS} ns: what little a burst's times take this way is not the load's own. */
    long apart(int queues) {
        return Math.round(nanosApart(queues) * (1L << FRACTION_BITS));
    }
}
