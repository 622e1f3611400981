package flowc.runtime.table;

/**
 * What parsing leaves of one packet for one table that it may touch, native byte order, 8-byte aligned.
 * <pre> 0       4             8      16       24
 *       | valid | orientation | hash | likely | key ... | </pre>
 */
public final class TouchLayout {
    /** 8 bytes with what follows: {@link #NONE} when the packet does not touch the table, and all else is meaningless. Else {@link #touched}. */
    public static final long VALID_OFFSET = 0;

    /** 4 bytes: bit i is the orientation of the key's i-th unordered part. */
    public static final long ORIENTATION_OFFSET = VALID_OFFSET + Integer.BYTES;

    /** The key's hash, once {@link FlowTable#prepare} has been called. */
    public static final long HASH_OFFSET = ORIENTATION_OFFSET + Integer.BYTES;

    /** The key's row when {@link FlowTable#approach} looked, or 0; {@code ~row} of one that awaits passes. It may be another row by the time of the touch, or free. */
    static final long LIKELY_OFFSET = HASH_OFFSET + Long.BYTES;

    public static final long KEY_OFFSET = LIKELY_OFFSET + Long.BYTES;

    public static final long NONE = 0;

    /** How far the orientation is to be shifted in the valid word. */
    public static final int ORIENTATION_SHIFT = Integer.SIZE;

    private TouchLayout() {}

    /** The valid word of a packet with a key of {@code form}, but for its orientation. */
    public static long touched(long form) {
        return form + 1;
    }

    /** The form of the key of a packet that touches the table. */
    static long form(long valid) {
        return (int) valid - 1;
    }
}
