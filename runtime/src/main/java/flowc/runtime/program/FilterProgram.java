package flowc.runtime.program;

/** The class that a compiled packet filter extends. It has no state: any number of threads. Nothing here allocates or throws. */
public abstract class FilterProgram {
    /** Packets that one call of {@link #select} takes at most: as many as its result has bits. */
    public static final int MAX_PACKETS = Long.SIZE;

    protected FilterProgram() {}

    /**
     * Whether the filter accepts a packet. Reads no byte but the captured ones.
     *
     * @param packet address of the first captured byte
     * @param captureLength bytes that may be read there, 0 to 2^32 - 1
     * @param wireLength bytes on the wire, 0 to 2^32 - 1
     */
    public abstract boolean test(long packet, long captureLength, long wireLength);

    /**
     * Tests {@code count} packets, at most {@link #MAX_PACKETS}, whose descriptors ({@code PacketLayout}) begin at {@code packets}: bit i of the
     * result, from the lowest on, is 1 where packet i is accepted.
     */
    public abstract long select(long packets, long count);
}
