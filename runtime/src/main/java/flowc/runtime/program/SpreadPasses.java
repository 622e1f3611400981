package flowc.runtime.program;

import flowc.runtime.table.HashFlowTable;

/** The passes that are running, of all tables, in the order in which they began, which is also the order in which they end. */
final class SpreadPasses {
    private final HousekeepingPace pace;
    private SpreadPass[] running = {};
    private int known;
    private int count;
    /** 1 while it looks as if one ran. */
    private int rehearsed;

    SpreadPasses(HousekeepingPace pace) {
        this.pace = pace;
    }

    /** What runs the passes of a block bit by bit; null when they must not or cannot. The table is open. */
    SpreadPass add(int every, EveryBlock block, HashFlowTable table, FlowProgram program) {
        final int pass = block.isSpread() ? table.passes().add() : -1;
        if (pass < 0) {
            return null;
        }
        running = new SpreadPass[++known];
        return new SpreadPass(every, block, table, pass, program);
    }

    void begin(SpreadPass pass, long time, long elapsed) {
        pass.begin(time, elapsed);
        running[count++] = pass;
    }

    boolean areRunning() {
        return count + rehearsed != 0;
    }

    /** Lets it look as if a pass ran, until {@link #endRehearsal}. */
    void rehearse() {
        rehearsed = 1;
    }

    void endRehearsal() {
        rehearsed = 0;
    }

    /** A burst's share of the work. */
    void step(long now) {
        if (count > 0 && running[0].step(now, pace)) {
            finishFirst();
        }
    }

    /** Runs the turns of a row of {@code table} in the passes whose bits are set in {@code passes}. */
    void turn(HashFlowTable table, long row, long passes) {
        for (int i = 0; i < count; i++) {
            if (running[i].isOver(table) && running[i].isAmong(passes)) {
                running[i].each(row);
            }
        }
    }

    /** Ends {@code pass} if it is running, and those that began before. */
    void finish(SpreadPass pass) {
        while (pass.isRunning()) {
            finishFirst();
        }
    }

    /** Ends the passes over a table. */
    void finish(HashFlowTable table) {
        for (int i = count - 1; i >= 0; i--) {
            if (i < count && running[i].isOver(table)) {
                finish(running[i]);
            }
        }
    }

    void finishAll() {
        while (count > 0) {
            finishFirst();
        }
    }

    private void finishFirst() {
        running[0].finish();
        System.arraycopy(running, 1, running, 0, --count);
    }
}
