package flowc.runtime.table;

/**
 * Passes over a table's rows that run a few rows at a time while packets go on, of up to {@link #LIMIT} kinds at once. A row has a bit for each pass,
 * and it awaits the pass while that differs from the table's: beginning a pass turns the table's bit over, so that all rows await it and new
 * ones do not. A row that is about to be used before its turn has it first ({@link #settle}); so for whoever looks at a row, the pass
 * ran over the whole table when it began.
 */
public final class RowPasses {
    private static final int LIMIT = Short.SIZE - RowStore.PASS_SHIFT;

    /** A pass that has no bit in a row's marks: as long as it runs every row awaits it, and goes on doing so when it has had its turn. */
    private static final int REHEARSAL = LIMIT;

    private final RowListener listener;
    private final Runnable onBegin;
    /** What live and passes of a row's marks are when the row awaits nothing. */
    private long settled = RowStore.LIVE;
    private int known;
    private int running;

    /** {@code onBegin} runs when rows that were settled are so no longer. */
    RowPasses(RowListener listener, Runnable onBegin) {
        this.listener = listener;
        this.onBegin = onBegin;
    }

    /** The marks of a new row. */
    long newMarks() {
        return settled & RowStore.MARKS;
    }

    /** 0 when a row is live and awaits no pass: one comparison, whether passes run or not. */
    long unsettled(long row) {
        return (RowStore.marks(row) & (RowStore.LIVE | RowStore.PASSES)) ^ settled;
    }

    /** How many run. */
    int running() {
        return running;
    }

    /** A number for one more kind of pass; -1 when there are {@link #LIMIT}. */
    public int add() {
        return known == LIMIT ? -1 : known++;
    }

    /** Lets all rows that are live now await pass {@code pass}, which is not running. */
    public void begin(int pass) {
        settled ^= 1L << (RowStore.PASS_SHIFT + pass);
        running++;
        onBegin.run();
    }

    /** To be called when no row awaits the pass any more. */
    public void end() {
        running--;
    }

    /** Lets rows that are used have turns, in which nothing is done, until {@link #endRehearsal}. */
    void rehearse() {
        begin(REHEARSAL);
    }

    void endRehearsal() {
        settled &= RowStore.MARKS;
        running--;
    }

    /** Gives a live row the turns that it awaits. */
    public void settle(long row) {
        final long marks = RowStore.marks(row);
        final long awaited = (marks ^ settled) >>> RowStore.PASS_SHIFT << RowStore.PASS_SHIFT;
        if (awaited != 0) {
            RowStore.mark(row, (marks ^ awaited) & RowStore.MARKS);
            listener.onTurn(row, awaited >>> RowStore.PASS_SHIFT);
        }
    }
}
