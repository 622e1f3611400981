package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Prefetch;
import flowc.runtime.memory.Region;

/**
 * Ends idle rows where nobody minds in which order: between bursts, a few at a time, as they are met. So no heap orders them, and no burst waits for more
 * than a few ends, however many are due at once. What makes it exact: whoever looks for a row by key finds none whose time is over ({@link Lifetimes}), before
 * a lane is full they end until it has room, and before a mark of a block with {@code each} all end that are due.
 */
final class EndSweep implements DueRows, AutoCloseable {
    /** So many lines of the index come from memory at once. */
    private static final long AT_ONCE = 64;

    /** Of the deadlines' 32,768 spans: a 512th of the timeout late, and it takes longer steps. */
    private static final long LATE_SPANS = 64;

    /** An end takes about as long as that many looks at a row, for which paces are made. */
    private static final long LOOKS = 4;

    private final HashFlowTable table;
    private final LaneIndex index;
    private final DeadlineWheel wheel;
    private final Alarm alarm;
    private final Region region;
    private long count;
    /** Written so that no load can be left out. */
    private long loaded;

    EndSweep(HashFlowTable table, LaneIndex index, DeadlineWheel wheel, Alarm alarm, String name) {
        this.table = table;
        this.index = index;
        this.wheel = wheel;
        this.alarm = alarm;
        this.region = Region.allocate(2 * AT_ONCE * Long.BYTES, "the ends of table '" + name + "'");
    }

    /** Looks at {@code fewest} rows whose time may be over at {@code clock}, when it is late at as many as take as long as {@code most} looks. Gives how many it looked at. */
    long step(long clock, long fewest, long most) {
        final long rows = wheel.spansOver(clock) > LATE_SPANS ? Math.max(most / LOOKS, fewest) : fewest;
        long looked = 0;
        while (looked < rows && wheel.isAnySoonDue(clock)) {
            looked += wheel.takeOver(clock, Math.min(rows - looked, AT_ONCE), this);
            endTaken();
        }
        return looked;
    }

    /** Ends rows whose time is over until a lane has fewer than {@code limit}, or none is left: whether a row is evicted does not depend on ends in other lanes. */
    void makeRoom(int lane, long limit) {
        while (index.count(lane) >= limit && wheel.takeOver(alarm.instant(), AT_ONCE, this) > 0) {
            endTaken();
        }
        if (index.count(lane) >= limit) {
            endAll();
        }
    }

    /** Ends every row whose time is over now. */
    void endAll() {
        wheel.takeAll(alarm.instant(), this);
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
        if (due > alarm.instant()) {
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
