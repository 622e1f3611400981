package flowc.runtime.table;

/**
 * The two forms in which one table's keys may lie in memory: as declared, or, where all addresses in a key are IPv4's, with four bytes for
 * each. A key that can be compact always is, so keys of different forms are never equal. Each form has rows of its own length.
 */
public final class KeyForm {
    public static final long WIDE = 0;
    public static final long COMPACT = 1;

    private KeyForm() {}
}
