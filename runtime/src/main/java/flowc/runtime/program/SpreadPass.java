package flowc.runtime.program;

import flowc.runtime.table.HashFlowTable;
import flowc.runtime.table.RowVisitor;
import flowc.runtime.table.RowWalk;

/**
 * {@code each} over all rows of a table for the interval that ended at a mark, spread over the bursts that follow, so that none waits for it.
 * Rows that are about to be used have it first, so every row has it as it was at the mark.
 */
final class SpreadPass implements RowVisitor, AutoCloseable {
    private final int every;
    private final int pass;
    private final long periodNanos;
    private final boolean hasEach;
    private final HashFlowTable table;
    private final FlowProgram program;
    private final IntervalSets sets;
    private final RowWalk walk;
    private boolean running;
    private long time;
    private long elapsed;

    /** {@code pass} is the number that the table knows it by. */
    SpreadPass(int every, EveryBlock block, HashFlowTable table, int pass, FlowProgram program) {
        this.every = every;
        this.pass = pass;
        this.periodNanos = block.periodNanos();
        this.hasEach = block.hasEach();
        this.table = table;
        this.program = program;
        this.sets = new IntervalSets(block, program.frame);
        this.walk = table.walk(this);
    }

    /** At the mark at {@code time}, before {@code init} opens the next interval. */
    void begin(long time, long elapsed) {
        this.time = time;
        this.elapsed = elapsed;
        running = true;
        sets.begin();
        if (hasEach) {
            table.passes().begin(pass);
            walk.begin();
        }
    }

    boolean isRunning() {
        return running;
    }

    boolean isOver(HashFlowTable other) {
        return table == other;
    }

    /** Whether it is one of those whose bits are set in {@code passes}. */
    boolean isAmong(long passes) {
        return hasEach && (passes >>> pass & 1) != 0;
    }

    /** Makes room for a row of the interval that has begun meanwhile. */
    void useNewerInterval() {
        sets.useNewer();
    }

    void each(long row) {
        sets.useOlder();
        program.onEach(every, row, time, elapsed);
    }

    @Override
    public void visit(long row) {
        table.passes().settle(row);
    }

    /** Passes some rows; how many, {@code pace} says. True when none is left. */
    boolean step(long now, HousekeepingPace pace) {
        if (hasEach) {
            walk.step(pace.places(walk.length(), walk.left(), now - time, periodNanos));
        }
        return !hasEach || walk.left() == 0;
    }

    /** Passes all rows that are left, and runs {@code finish}. */
    void finish() {
        if (hasEach) {
            walk.step(walk.left());
            table.passes().end();
        }
        running = false;
        sets.useOlder();
        program.onFinish(every, time, elapsed);
        sets.useNewer();
    }

    @Override
    public void close() {
        sets.close();
    }
}
