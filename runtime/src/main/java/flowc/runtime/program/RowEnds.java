package flowc.runtime.program;

import flowc.runtime.table.HashFlowTable;
import flowc.runtime.table.RowListener;

/** Tells the program what ends in one of its tables: {@code each} of the open intervals first, then {@code on expire}; and gives rows their turn in passes. */
final class RowEnds implements RowListener {
    private final int table;
    private Interval[] intervals = {};
    private FlowProgram program;
    private SpreadPasses passes;
    private HashFlowTable rows;

    RowEnds(int table) {
        this.table = table;
    }

    void connect(FlowProgram program, HashFlowTable rows, SpreadPasses passes, Interval[] intervals) {
        this.program = program;
        this.rows = rows;
        this.passes = passes;
        this.intervals = intervals;
    }

    @Override
    public void onEnd(long row, long time, long reason) {
        for (final Interval interval : intervals) {
            interval.onRowEnd(row, time);
        }
        program.onExpire(table, row, time, reason);
    }

    @Override
    public void onTurn(long row, long turns) {
        passes.turn(rows, row, turns);
    }

    @Override
    public long rank(long row) {
        // Each may change what it is ranked by.
        rows.passes().settle(row);
        return program.rank(table, row);
    }
}
