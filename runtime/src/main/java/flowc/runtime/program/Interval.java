package flowc.runtime.program;

import flowc.runtime.table.HashFlowTable;
import flowc.runtime.table.RowVisitor;

/**
 * The running interval of one {@code every} block: from its start to its next mark. Each row of the table gets {@code each} once for it: at
 * the mark, or when it ends before. Where rows may have it in any order, the pass is {@link SpreadPass spread} over the bursts that follow the mark.
 */
final class Interval implements RowVisitor, AutoCloseable {
    /** A gap in the packets runs no more marks than this. */
    static final long MARKS_PER_GAP = 1_000;

    private static final long NEVER = Long.MAX_VALUE;

    /** {@link #eachUpTo} outside of a pass: ends come with {@code each}. */
    private static final long NONE = 0;

    private static final long ALL = Long.MAX_VALUE;

    private final int every;
    private final long periodNanos;
    private final boolean hasEach;
    private final HashFlowTable table;
    private final FlowProgram program;
    private final SpreadPasses passes;
    /** Null when rows have {@code each} in order, at the mark. */
    private final SpreadPass spread;
    private long start;
    private long nextMark = NEVER;
    private long marksLeft;
    /** The rows up to this address have had {@code each} for this interval; a pass goes by ascending address. */
    private long eachUpTo = ALL;
    private long passTime;

    Interval(int every, EveryBlock block, HashFlowTable table, FlowProgram program, SpreadPasses passes) {
        this.every = every;
        this.periodNanos = block.periodNanos();
        this.hasEach = block.hasEach();
        this.table = table;
        this.program = program;
        this.passes = passes;
        this.spread = passes.add(every, block, table, program);
    }

    /** Opens the first interval. */
    void open(long time) {
        start = time;
        nextMark = plus(time, periodNanos);
        program.onInit(every, time);
        eachUpTo = NONE;
    }

    long nextMark() {
        return nextMark;
    }

    void beginGap() {
        marksLeft = MARKS_PER_GAP;
    }

    boolean hasMark(long clock) {
        return nextMark <= clock && nextMark != NEVER;
    }

    /** Runs the next mark and opens the interval that follows. Gives how many marks up to {@code clock} are left out because the gap had too many. */
    long runMark(long clock) {
        final long mark = nextMark;
        if (hasEach) {
            // They belong to the interval that ends here.
            table.endSwept();
        }
        if (spread == null) {
            // What their finish emits comes before what this one's does.
            passes.finish(table);
            pass(mark);
        } else {
            passes.finish(spread);
            passes.begin(spread, mark, mark - start);
        }
        start = mark;
        nextMark = plus(mark, periodNanos);
        program.onInit(every, mark);
        eachUpTo = NONE;
        return --marksLeft == 0 && hasMark(clock) ? skip(clock) : 0;
    }

    /** The last, partial pass; no interval follows, and no spread pass is running. */
    void finish(long time) {
        pass(time);
        nextMark = NEVER;
    }

    /** Runs {@code each} for a row that ends, unless it has had it for this interval. */
    void onRowEnd(long row, long time) {
        if (hasEach && row > eachUpTo) {
            if (spread != null) {
                spread.useNewerInterval();
            }
            // A late packet's row may end before the interval it is counted in began.
            program.onEach(every, row, time, Math.max(0, time - start));
        }
    }

    private void pass(long time) {
        passTime = time;
        if (hasEach) {
            table.forEachRow(this);
        }
        eachUpTo = ALL;
        program.onFinish(every, time, time - start);
    }

    @Override
    public void visit(long row) {
        eachUpTo = row;
        program.onEach(every, row, passTime, passTime - start);
    }

    private long skip(long clock) {
        // As unsigned numbers the difference of any two times is right.
        final long skipped = Long.divideUnsigned(clock - nextMark, periodNanos) + 1;
        final long next = nextMark + skipped * periodNanos;
        nextMark = next <= clock ? NEVER : next;
        return skipped;
    }

    @Override
    public void close() {
        if (spread != null) {
            spread.close();
        }
    }

    private static long plus(long time, long nanos) {
        final long sum = time + nanos;
        return sum < time ? NEVER : sum;
    }
}
