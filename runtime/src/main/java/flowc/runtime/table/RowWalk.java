package flowc.runtime.table;

/** A way through a table's rows that may be left and gone on with: all that there are when it begins, in the order of {@link HashFlowTable#forEachRow}. */
public final class RowWalk {
    private static final long ROWS_AHEAD = 32;

    private final RowStore rows;
    private final RowVisitor visitor;
    private long wideEnd;
    private long end;
    /** Places passed, those of the wide rows before those of the compact ones. */
    private long passed;
    /** Written so that no load can be left out. */
    private long loaded;

    RowWalk(RowStore rows, RowVisitor visitor) {
        this.rows = rows;
        this.visitor = visitor;
    }

    public void begin() {
        wideEnd = rows.wide().touched();
        end = wideEnd + rows.compact().touched();
        passed = 0;
    }

    /** Places of rows still to pass; at some there may be none. */
    public long left() {
        return end - passed;
    }

    public long length() {
        return end;
    }

    /** Between two visits there is more code than a processor looks ahead, so some rows are loaded before the first of them is visited. */
    private void visit(RowArea area, long first, long count) {
        for (long done = 0; done < count; done += ROWS_AHEAD) {
            final long some = Math.min(ROWS_AHEAD, count - done);
            loaded += area.load(first + done, some);
            area.forEach(first + done, some, visitor);
        }
    }

    /** Passes the next {@code places} places, or those that are left, and visits the live rows there. */
    public void step(long places) {
        final long until = passed + Math.min(places, left());
        while (passed < until) {
            final boolean wide = passed < wideEnd;
            final long count = (wide ? Math.min(until, wideEnd) : until) - passed;
            final RowArea area = wide ? rows.wide() : rows.compact();
            visit(area, 1 + (wide ? passed : passed - wideEnd), count);
            passed += count;
        }
    }
}
