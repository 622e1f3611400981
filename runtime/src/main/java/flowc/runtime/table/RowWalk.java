package flowc.runtime.table;

/** A way through a table's rows that may be left and gone on with: all that there are when it begins, in the order of {@link HashFlowTable#forEachRow}. */
public final class RowWalk {
    private final RowStore rows;
    private final RowVisitor visitor;
    private long wideEnd;
    private long end;
    /** Places passed, those of the wide rows before those of the compact ones. */
    private long passed;

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

    /** Passes the next {@code places} places, or those that are left, and visits the live rows there. */
    public void step(long places) {
        final long until = passed + Math.min(places, left());
        while (passed < until) {
            final boolean wide = passed < wideEnd;
            final long count = (wide ? Math.min(until, wideEnd) : until) - passed;
            final RowArea area = wide ? rows.wide() : rows.compact();
            area.forEach(1 + (wide ? passed : passed - wideEnd), count, visitor);
            passed += count;
        }
    }
}
