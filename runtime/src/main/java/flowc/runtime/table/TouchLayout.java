package flowc.runtime.table;

/**
 * What parsing leaves of one packet for one table that it may touch, native byte order, 8-byte aligned.
 * <pre> 0       8      16            24    32       40
 *       | valid | hash | orientation | row | likely | key ... | </pre>
 */
public final class TouchLayout {
    /** {@link #NONE} when the packet does not touch the table: what follows is then meaningless. Else {@link #touched}. */
    public static final long VALID_OFFSET = 0;

    /** The key's hash, once {@link FlowTable#prepare} has been called. */
    public static final long HASH_OFFSET = VALID_OFFSET + Long.BYTES;

    /** Bit i is the orientation of the key's i-th unordered part. */
    public static final long ORIENTATION_OFFSET = HASH_OFFSET + Long.BYTES;

    /** The row once it was touched, else 0; plus 1 when it is new. */
    public static final long ROW_OFFSET = ORIENTATION_OFFSET + Long.BYTES;

    /** The key's row when {@link FlowTable#approach} looked, or 0. It may be another row by the time of the touch, or free. */
    static final long LIKELY_OFFSET = ROW_OFFSET + Long.BYTES;

    public static final long KEY_OFFSET = LIKELY_OFFSET + Long.BYTES;

    public static final long NONE = 0;

    private TouchLayout() {}

    /** The valid word of a packet with a key of {@code form}. */
    public static long touched(long form) {
        return form + 1;
    }

    /** The form of the key of a packet that touches the table. */
    static long form(long valid) {
        return valid - 1;
    }
}
