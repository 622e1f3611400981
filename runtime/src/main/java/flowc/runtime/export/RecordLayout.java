package flowc.runtime.export;

/**
 * A record as generated code writes it, native byte order, 8-byte aligned.
 * <pre> 0       4          8      16        24
 *       | length | template | time | key | fields ... | key of the row ... | </pre>
 */
public final class RecordLayout {
    /** Bytes of the whole record, a multiple of 8. */
    public static final long LENGTH_OFFSET = 0;

    public static final long TEMPLATE_OFFSET = LENGTH_OFFSET + Integer.BYTES;

    /** Capture clock of the record, ns. */
    public static final long TIME_OFFSET = TEMPLATE_OFFSET + Integer.BYTES;

    /** Where the key of the row begins whose handler wrote it, from the record's start; 0: it is not there, because nobody sorts or there is no row. */
    public static final long KEY_OFFSET = TIME_OFFSET + Long.BYTES;

    public static final long FIELDS_OFFSET = KEY_OFFSET + Long.BYTES;

    private RecordLayout() {}
}
