package flowc.oracle;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The running interval of an {@code every} block. */
final class Interval {
    private static final int MOST_MARKS = 1_000;

    private final Table table;
    private final TableSpec.Every every;
    private final Handlers handlers;
    private final Set<Row> had = new HashSet<>();
    private boolean open;
    private long start;
    private long next;
    private int marks;
    private boolean finished;
    private long rows;
    private long sum;

    Interval(Table table, TableSpec.Every every, Handlers handlers) {
        this.table = table;
        this.every = every;
        this.handlers = handlers;
    }

    Table table() {
        return table;
    }

    long next() {
        return finished ? Long.MAX_VALUE : next;
    }

    void begin(long time) {
        next = time + every.period();
        init(time);
    }

    private void init(long time) {
        start = time;
        rows = 0;
        sum = 0;
        had.clear();
        open = true;
    }

    void gap() {
        marks = 0;
    }

    /** Gives how many marks are left out. */
    long mark(long clock) {
        final long time = next;
        pass(time);
        next = time + every.period();
        init(time);
        long skipped = 0;
        if (++marks == MOST_MARKS) {
            while (next <= clock) {
                next += every.period();
                skipped++;
            }
        }
        return skipped;
    }

    void finish(long time) {
        pass(time);
        finished = true;
    }

    private void pass(long time) {
        final List<Row> inOrder = table.rows().stream().sorted(Comparator.<Row, Key.Form>comparing(row -> row.key.form()).thenComparing(row -> row.place)).toList();
        for (final Row row : inOrder) {
            if (row.live && had.add(row)) {
                each(row, time, time - start);
            }
        }
        open = false;
        handlers.finish(table, every, new long[] {rows, sum, time, time - start});
    }

    void rowEnds(Row row, long time) {
        if (open && had.add(row)) {
            each(row, time, Math.max(0, time - start));
        }
    }

    private void each(Row row, long time, long elapsed) {
        handlers.each(row, every, time, elapsed, this);
    }

    void sum(Row row) {
        rows++;
        sum += row.count - row.countBefore;
    }
}
