package flowc.runtime.worker;

import flowc.runtime.table.FlowTable;
import flowc.runtime.table.HashFlowTable;

/** A shared table as one worker's program sees it: a use takes the lock, and rows stay good until the worker gives it back. */
final class SharedTable extends FlowTable {
    private final SharedTables.Use use;
    private final HashFlowTable table;

    SharedTable(SharedTables.Use use, HashFlowTable table) {
        this.use = use;
        this.table = table;
    }

    /** Of the seed and the key only. */
    @Override
    public long hash(long key, long form) {
        return table.hash(key, form);
    }

    @Override
    public long form(long row) {
        use.hold();
        return table.form(row);
    }

    @Override
    public long cold(long row) {
        use.hold();
        return table.cold(row);
    }

    @Override
    public void prepare(long touches, long stride, long count) {
        table.prepare(touches, stride, count);
    }

    /** Others may use the table in between, and every look at it takes the lock. */
    @Override
    public boolean begin() {
        return false;
    }

    @Override
    public void bringIndex(long touches, long stride, long count) {}

    @Override
    public void bringRows(long touches, long stride, long count) {}

    @Override
    public void approach(long touches, long stride, long count) {
        use.hold();
        table.approach(touches, stride, count);
        table.forget();
    }

    @Override
    public long find(long key, long hash) {
        use.hold();
        return table.find(key, hash);
    }

    @Override
    public long touch(long key, long hash, long orientation, long time) {
        use.hold();
        return table.touch(key, hash, orientation, time);
    }

    @Override
    public long known(long touch) {
        use.hold();
        return table.known(touch);
    }

    @Override
    public long touchAnew(long touch, long time) {
        use.hold();
        return table.touchAnew(touch, time);
    }

    @Override
    public void refresh(long row, long time) {
        use.hold();
        table.refresh(row, time);
    }

    @Override
    public void end(long row, long time, long reason) {
        use.hold();
        table.end(row, time, reason);
    }

    @Override
    public void pin(long row) {
        use.hold();
        table.pin(row);
    }

    @Override
    public void unpin(long row) {
        use.hold();
        table.unpin(row);
    }
}
