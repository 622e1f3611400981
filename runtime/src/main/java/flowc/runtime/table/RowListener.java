package flowc.runtime.table;

/** What a table asks of the tracker. Called on the worker's thread in the middle of a table operation; allocates and throws nothing. */
public interface RowListener {
    /**
     * A flow ended at {@code time} for a reason of {@link EndReason}. The row's bytes are whole until this returns, look-ups no longer find it.
     * Other tables may be used freely, this one's {@code find} too.
     */
    void onEnd(long row, long time, long reason);

    /** A live row has its turn in passes of {@link RowPasses}: a bit each, the lowest is pass 0; in a rehearsal one that is no pass's. Never called where neither begins; uses no table. */
    default void onTurn(long row, long passes) {}

    /** What {@link EvictionPolicy#SMALLEST} compares; the smallest signed value goes. Uses no table. */
    long rank(long row);
}
