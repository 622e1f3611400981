package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.util.ArrayList;
import java.util.List;

/** A table of one-word keys that writes down what ends; the first state word is the rank. */
final class TestTable implements RowListener, AutoCloseable {
    static final long NONE = 0;

    final List<String> ends = new ArrayList<>();
    final Alarm alarm = new Alarm();
    /** The passes in which rows had their turns, a bit each. */
    final List<Long> turns = new ArrayList<>();
    private static final long STATE_BYTES = 16;
    final HashFlowTable table;
    final Region key = Region.allocate(64, "a test's key");
    /** Called for each end, before it is written down. */
    Runnable onEnd = () -> {};

    TestTable(long idle, long active, long limit, EvictionPolicy eviction) {
        table = new HashFlowTable(new TableSettings("test", 8, 0, STATE_BYTES, idle, active, limit, eviction, 3), this, alarm);
        alarm.set(Long.MAX_VALUE);
    }

    TestTable(long idle, long active) {
        this(idle, active, 1_000, EvictionPolicy.OLDEST);
    }

    long hash(long key) {
        Memory.putI64(this.key.address(), key);
        return table.hash(this.key.address(), KeyForm.WIDE);
    }

    /** The row; its state's first word becomes {@code rank}. 0 when refused. */
    long touchRanked(long key, long time, long rank) {
        final long row = touchHashed(key, hash(key), time);
        if (row != 0) {
            Memory.putI64(state(row), rank);
        }
        return row;
    }

    long touch(long key, long time) {
        return touchRanked(key, time, 0);
    }

    long touchHashed(long key, long hash, long time) {
        Memory.putI64(this.key.address(), key);
        return table.touch(this.key.address(), hash, 0, time) & -2;
    }

    long find(long key) {
        return table.find(this.key.address(), hash(key));
    }

    static long state(long row) {
        return row + RowLayout.STATE_OFFSET;
    }

    static long key(long row) {
        return Memory.i64(row + RowLayout.keyOffset(STATE_BYTES));
    }

    /** Ends what is due, as the clock does, and gives what ended since the last call. */
    List<String> endDue(long clock) {
        while (table.peekDue(clock) != Long.MAX_VALUE) {
            table.endEarliest();
        }
        return taken();
    }

    List<String> taken() {
        final List<String> taken = List.copyOf(ends);
        ends.clear();
        return taken;
    }

    @Override
    public void onEnd(long row, long time, long reason) {
        onEnd.run();
        ends.add(key(row) + " at " + time + " " + EndReason.values()[(int) reason]);
    }

    @Override
    public void onTurn(long row, long passes) {
        turns.add(passes);
    }

    @Override
    public long rank(long row) {
        return Memory.i64(state(row));
    }

    @Override
    public void close() {
        table.close();
        key.close();
    }
}
