package flowc.runtime.table;

/**
 * One row of a flow table, native byte order, 8-byte aligned: what packets need, and apart from it what few of them do ({@link RowArea} says where that lies).
 * A row is held by the address of the first part; it does not move while it lives. The key comes last because it has one of two lengths ({@link KeyForm})
 * and what handlers use must not depend on which.
 * <pre> 0          8     12            14      16
 *       | lastSeen | tag | orientation | marks | state that packets use | key ... |
 *
 *       0       8       16
 *       | start | timer | state that few packets use |          {@link RowStore#cold} </pre>
 */
public final class RowLayout {
    /** Latest packet time that touched the row, ns. */
    public static final long LAST_SEEN_OFFSET = 0;

    /** 32 bits: the upper half of the key's hash; the table's own. */
    static final long TAG_OFFSET = LAST_SEEN_OFFSET + Long.BYTES;

    /** 16 bits: bit i is the orientation of the key's i-th unordered part as the first packet had it. */
    public static final long ORIENTATION_OFFSET = TAG_OFFSET + Integer.BYTES;

    /** 16 bits: what the row is, see {@link RowStore}; the table's own. */
    static final long MARKS_OFFSET = ORIENTATION_OFFSET + Short.BYTES;

    public static final long STATE_OFFSET = MARKS_OFFSET + Short.BYTES;

    /** Packet time of the first packet, ns; from {@link RowStore#cold} on, as all that follows. */
    public static final long START_OFFSET = 0;

    /** Links of the deadline wheel; the table's own. */
    static final long TIMER_OFFSET = START_OFFSET + Long.BYTES;

    public static final long COLD_STATE_OFFSET = TIMER_OFFSET + Long.BYTES;

    private RowLayout() {}

    /** Offset of the key; {@code stateBytes} is what the row itself has of the state, a multiple of 8 bytes. */
    public static long keyOffset(long stateBytes) {
        return STATE_OFFSET + stateBytes;
    }

    /** Bytes of the part that lies apart; {@code coldStateBytes} is a multiple of 8. */
    static long coldBytes(long coldStateBytes) {
        return COLD_STATE_OFFSET + coldStateBytes;
    }
}
