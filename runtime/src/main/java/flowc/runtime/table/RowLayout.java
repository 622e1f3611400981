package flowc.runtime.table;

/**
 * One row of a flow table, native byte order, 8-byte aligned. A row is held by its address; it does not move while it lives. The key comes
 * last because it has one of two lengths ({@link KeyForm}) and what handlers use must not depend on which. What only few packets need comes
 * first, so that the others find all they need in as few cache lines as can be.
 * <pre> 0       8       16         24    28            30      32      32 + stateBytes
 *       | start | timer | lastSeen | tag | orientation | marks | state | key ... | </pre>
 */
public final class RowLayout {
    /** Packet time of the first packet, ns. */
    public static final long START_OFFSET = 0;

    /** Links of the deadline wheel; the table's own. */
    public static final long TIMER_OFFSET = START_OFFSET + Long.BYTES;

    /** Latest packet time that touched the row, ns. */
    public static final long LAST_SEEN_OFFSET = TIMER_OFFSET + Long.BYTES;

    /** 32 bits: the upper half of the key's hash; the table's own. */
    static final long TAG_OFFSET = LAST_SEEN_OFFSET + Long.BYTES;

    /** 16 bits: bit i is the orientation of the key's i-th unordered part as the first packet had it. */
    public static final long ORIENTATION_OFFSET = TAG_OFFSET + Integer.BYTES;

    /** 16 bits: what the row is, see {@link RowStore}; the table's own. */
    static final long MARKS_OFFSET = ORIENTATION_OFFSET + Short.BYTES;

    public static final long STATE_OFFSET = MARKS_OFFSET + Short.BYTES;

    private RowLayout() {}

    /** Offset of the key; {@code stateBytes} is a multiple of 8 bytes. */
    public static long keyOffset(long stateBytes) {
        return STATE_OFFSET + stateBytes;
    }
}
