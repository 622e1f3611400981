package flowc.runtime.table;

/** What a table does with a new key when it is at its limit. */
public enum EvictionPolicy {
    /** Ends a least recently touched row near the new key's hash. */
    OLDEST,
    /** Ends the row with the smallest rank near the new key's hash. */
    SMALLEST,
    /** Does not create the row. */
    REFUSE
}
