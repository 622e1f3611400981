package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Prefetch;
import flowc.runtime.memory.Region;

/**
 * Ends rows where nobody minds in which order, or while too many are due for packets to wait for all of them: between bursts, a few at a time, as they are met.
 * So no heap orders them, and no burst waits for more than a few ends, however many are due at once. What makes it exact: whoever looks for a row by key finds
 * none whose time is over ({@link Lifetimes}), before a lane is full they end until it has room, and before a mark of a block with {@code each} all end that are due.
 */
final class EndSweep implements DueRows, AutoCloseable {
    /** So many lines of the index come from memory at once. */
    private static final long AT_ONCE = 64;

    /** Of the deadlines' 32,768 spans: a 512th of the timeout late, and it takes longer steps. */
    private static final long LATE_SPANS = 64;

    private final HashFlowTable table;
    private final LaneIndex index;
    private final Deadlines deadlines;
    private final DeadlineWheel wheel;
    private final EndOrder order;
    private final Region region;
    private long count;
    /** Written so that no load can be left out. */
    private long loaded;

    EndSweep(HashFlowTable table, LaneIndex index, Deadlines deadlines, EndOrder order, String name) {
        this.table = table;
        this.index = index;
        this.deadlines = deadlines;
        this.wheel = deadlines.wheel();
        this.order = order;
        this.region = Region.allocate(2 * AT_ONCE * Long.BYTES, "the ends of table '" + name + "'");
        deadlines.sweep(order == EndOrder.ANY);
    }

    /** Many ends were due by {@code clock}, one after the other: packets do not wait for those that are left. */
    void catchUp(long clock) {
        if (!wheel.isSwept() && wheel.spansOver(clock) > 0) {
            deadlines.sweep(true);
        }
    }

    /** Whether rows end here only until those that were due together have ended. */
    boolean isCatchingUp() {
        return wheel.isSwept() && order != EndOrder.ANY;
    }

    /** Looks at {@code fewest} rows whose time may be over at {@code clock}, when it is late at as many as take as long as {@code most} looks. Gives how many it looked at. */
    long step(long clock, long fewest, long most) {
        final long rows = wheel.spansOver(clock) > LATE_SPANS ? Math.max(most / HashFlowTable.LOOKS_AN_END, fewest) : fewest;
        long looked = 0;
        while (looked < rows && wheel.isAnySoonDue(clock)) {
            looked += wheel.takeOver(clock, Math.min(rows - looked, AT_ONCE), this);
            endTaken();
        }
        if (isCatchingUp() && wheel.spansOver(clock) <= 0) {
            // Those of the clock's own span.
            endAll();
            deadlines.sweep(false);
        }
        return looked;
    }

    /** Ends rows whose time is over until a lane has fewer than {@code limit}, or none is left: whether a row is evicted does not depend on ends in other lanes. */
    void makeRoom(int lane, long limit) {
        while (index.count(lane) >= limit && wheel.takeOver(deadlines.instant(), AT_ONCE, this) > 0) {
            endTaken();
        }
        if (index.count(lane) >= limit) {
            endAll();
        }
    }

    /** Ends every row whose time is over now. */
    void endAll() {
        wheel.takeAll(deadlines.instant(), this);
        endTaken();
    }

    private void endTaken() {
        loaded += Prefetch.bring(home(0), Long.BYTES, count, 0);
        for (long i = 0; i < count; i++) {
            table.endOver(Memory.i64(row(i)));
        }
        count = 0;
    }

    @Override
    public void add(long number, long row, long due) {
        if (due > deadlines.instant()) {
            wheel.toHeap(number, row, due);
            return;
        }
        if (count == AT_ONCE) {
            endTaken();
        }
        wheel.forget(row);
        Memory.putI64(row(count), row);
        Memory.putI64(home(count), index.home(Memory.u32(row + RowLayout.TAG_OFFSET)));
        count++;
    }

    private long row(long place) {
        return region.address() + place * Long.BYTES;
    }

    private long home(long place) {
        return row(AT_ONCE + place);
    }

    @Override
    public void close() {
        region.close();
    }
}
