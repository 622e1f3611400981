package flowc.runtime.table;

/** A bounded table of rows by key. One worker's own. Keys are a multiple of 8 bytes and compared as a whole. */
public abstract class FlowTable {
    /** The seeded hash of a key of a {@link KeyForm}; what {@link #find} and {@link #touch} take. */
    public abstract long hash(long key, long form);

    /** The {@link KeyForm} of a row's key. */
    public abstract long form(long row);

    /** Address of the part of a row that few packets need, with the state that lies there ({@link RowLayout}); some number for no row (0). */
    public abstract long cold(long row);

    /**
     * Hashes the keys of a burst, before any of its packets is handled: {@code touches} is the first of {@code count} {@link TouchLayout}s,
     * {@code stride} bytes apart; one that is not valid is left alone. Depends on the table's seed only.
     */
    public abstract void prepare(long touches, long stride, long count);

    /**
     * Whether what bursts will need is to be brought into the caches ahead of them: then each that comes has {@link #bringIndex}, later {@link #bringRows} and at
     * last {@link #approach}, as long as this is not asked again. Neither of the first two waits for memory, and packets of other bursts may be handled between them.
     */
    public abstract boolean begin();

    /** Has the lines of the index brought for prepared touches. Changes no row. */
    public abstract void bringIndex(long touches, long stride, long count);

    /** Has the rows brought that the index names for them. Changes no row. */
    public abstract void bringRows(long touches, long stride, long count);

    /** Finds the rows of prepared touches, right before they are touched; brings what they need where nobody has done so before. Changes no row. */
    public abstract void approach(long touches, long stride, long count);

    /** The row of a key, or 0. Refreshes nothing. */
    public abstract long find(long key, long hash);

    /**
     * Finds or creates the row of a key and refreshes its last-seen time (a maximum).
     *
     * @return its address; plus 1 when it is new (key, orientation, start and last-seen are set, the state is zeros); 0 when the table is full and refuses
     */
    public abstract long touch(long key, long hash, long orientation, long time);

    /**
     * The same for a packet's {@link TouchLayout} at {@code touch}, which {@link #prepare} and {@link #approach} have seen. Generated code has these three steps itself: a method around
     * them stays a call where the JVM's compiler met it first while all flows were new and all that makes them was in it.
     */
    public final long touch(long touch, long time) {
        final long known = known(touch);
        final long touched = known > 0 ? known : touchAnew(touch, time);
        if (touched != 0) {
            refresh(touched & -2, time);
        }
        return touched;
    }

    /** The row that {@link #approach} found for a packet; 0 or less where there was none, it may be another by now, or it awaits passes. Refreshes nothing. */
    public abstract long known(long touch);

    /** Finds or creates the row of a packet for which {@link #known} gave none, as {@link #touch} does. To be refreshed behind it. */
    public abstract long touchAnew(long touch, long time);

    /** Sets last-seen to the maximum of itself and {@code time}. */
    public abstract void refresh(long row, long time);

    /** Ends a live row now: runs {@code onExpire} with the reason and frees it. */
    public abstract void end(long row, long time, long reason);

    /** Keeps a row from being evicted until as many {@link #unpin} calls. */
    public abstract void pin(long row);

    public abstract void unpin(long row);
}
