package flowc.runtime.table;

/**
 * One row of a flow table, native byte order, 8-byte aligned. A row is held by its address; it does not move while it lives. The key comes
 * last because it has one of two lengths ({@link KeyForm}) and what handlers use must not depend on which.
 * <pre> 0          8       16     24      32            36     40      40 + stateBytes
 *       | lastSeen | start | hash | timer | orientation | lane | state | key ... | </pre>
 */
public final class RowLayout {
    /** Latest packet time that touched the row, ns. */
    public static final long LAST_SEEN_OFFSET = 0;

    /** Packet time of the first packet, ns. */
    public static final long START_OFFSET = LAST_SEEN_OFFSET + Long.BYTES;

    /** The key's hash. */
    public static final long HASH_OFFSET = START_OFFSET + Long.BYTES;

    /** Links of the deadline wheel; the table's own. */
    public static final long TIMER_OFFSET = HASH_OFFSET + Long.BYTES;

    /** 32 bits: bit i is the orientation of the key's i-th unordered part as the first packet had it. */
    public static final long ORIENTATION_OFFSET = TIMER_OFFSET + Long.BYTES;

    /** 32 bits: the lane, pins and marks; the table's own. */
    public static final long LANE_OFFSET = ORIENTATION_OFFSET + Integer.BYTES;

    public static final long STATE_OFFSET = LANE_OFFSET + Integer.BYTES;

    private RowLayout() {}

    /** Offset of the key; {@code stateBytes} is a multiple of 8 bytes. */
    public static long keyOffset(long stateBytes) {
        return STATE_OFFSET + stateBytes;
    }
}
