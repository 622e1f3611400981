package flowc.runtime.packet;

import flowc.runtime.memory.Prefetch;

/**
 * The descriptor of one packet in a {@link PacketBurst}, native byte order.
 * <pre> 0        8      16             20          24         28            32      40
 *       | address | time | captureLength | wireLength | linkType | interfaceId | clock | </pre>
 */
public final class PacketLayout {
    /** Address of the first captured byte. */
    public static final long ADDRESS_OFFSET = 0;

    /** Nanoseconds since 1970-01-01T00:00Z, signed. */
    public static final long TIME_OFFSET = ADDRESS_OFFSET + Long.BYTES;

    /** Bytes that were captured, unsigned 32 bits. */
    public static final long CAPTURE_LENGTH_OFFSET = TIME_OFFSET + Long.BYTES;

    /** Bytes that were on the wire, unsigned 32 bits; never less than the captured ones. */
    public static final long WIRE_LENGTH_OFFSET = CAPTURE_LENGTH_OFFSET + Integer.BYTES;

    /** LINKTYPE_ value as in capture files (https://www.tcpdump.org/linktypes.html). */
    public static final long LINK_TYPE_OFFSET = WIRE_LENGTH_OFFSET + Integer.BYTES;

    /** Number of the capture interface, counted over the whole run. */
    public static final long INTERFACE_OFFSET = LINK_TYPE_OFFSET + Integer.BYTES;

    /** The capture clock at this packet: the latest time of all packets of the stream so far, in ns; known also where only some of them arrive. */
    public static final long CLOCK_OFFSET = INTERFACE_OFFSET + Integer.BYTES;

    public static final long BYTES = CLOCK_OFFSET + Long.BYTES;

    private PacketLayout() {}

    /** Has the first bytes brought of the packets whose {@code count} descriptors begin at {@code descriptors}; a count of 0 or less: none. */
    public static void prefetch(long descriptors, long count) {
        Prefetch.pointed(descriptors + ADDRESS_OFFSET, BYTES, count, 0);
    }
}
