package flowc.runtime.program;

import flowc.runtime.table.RowListener;

/** Tells the program what ends in one of its tables: {@code each} of the open intervals first, then {@code on expire}. */
final class RowEnds implements RowListener {
    private final int table;
    private Interval[] intervals = {};
    private FlowProgram program;

    RowEnds(int table) {
        this.table = table;
    }

    void connect(FlowProgram program, Interval[] intervals) {
        this.program = program;
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
    public long rank(long row) {
        return program.rank(table, row);
    }
}
