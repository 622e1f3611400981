package flowc.runtime.export;

/**
 * A record as generated code writes it, native byte order, 8-byte aligned.
 * <pre> 0       4          8      16        24
 *       | length | template | time | keyHash | fields ... | </pre>
 */
public final class RecordLayout {
    /** Bytes of the whole record, a multiple of 8. */
    public static final long LENGTH_OFFSET = 0;

    public static final long TEMPLATE_OFFSET = LENGTH_OFFSET + Integer.BYTES;

    /** Capture clock of the record, ns. */
    public static final long TIME_OFFSET = TEMPLATE_OFFSET + Integer.BYTES;

    /** Hash of the row whose handler wrote it, 0 outside of a row; {@code --order} sorts by time, table, this. */
    public static final long KEY_HASH_OFFSET = TIME_OFFSET + Long.BYTES;

    public static final long FIELDS_OFFSET = KEY_HASH_OFFSET + Long.BYTES;

    private RecordLayout() {}
}
