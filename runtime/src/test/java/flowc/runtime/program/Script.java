package flowc.runtime.program;

import flowc.runtime.table.EndReason;
import java.util.ArrayList;
import java.util.List;

/**
 * The tracker of a history: logs every callback and reacts to some of them, the same way whatever machine runs it. Reactions go to later
 * tables only, as the compiler demands.
 */
final class Script {
    final List<String> log = new ArrayList<>();
    private final Setup setup;
    private final boolean reacts;
    private final boolean reactsToPasses;

    Script(Setup setup, boolean reacts) {
        this(setup, reacts, reacts);
    }

    Script(Setup setup, boolean reacts, boolean reactsToPasses) {
        this.setup = setup;
        this.reacts = reacts;
        this.reactsToPasses = reactsToPasses;
    }

    /** A row as a callback sees it: {@code handle} is what its machine knows it by. */
    record RowView(int table, Object handle, int key, String text) {}

    boolean reacts() {
        return reacts;
    }

    int tableCount() {
        return setup.tables().size();
    }

    void onExpire(Machine machine, RowView row, long time, long reason) {
        if (!setup.hearsEnds()) {
            return;
        }
        final int table = row.table;
        final int key = row.key;
        log.add("end " + row.text + " at " + time + " " + EndReason.values()[(int) reason] + (machine.contains(table, key) ? " still found" : ""));
        if (reacts && key % 3 == 0) {
            touchLater(machine, table, key, time);
        }
        if (reacts && key % 5 == 0) {
            machine.expireRow(table, row.handle, time);
        }
    }

    void onInit(Machine machine, int every, long time) {
        log.add("init " + every + " at " + time);
        if (reactsToPasses) {
            touchLater(machine, setup.everies().get(every).table(), every, time);
        }
    }

    void onEach(Machine machine, int every, RowView row, long time, long elapsed) {
        final int table = row.table;
        final int key = row.key;
        log.add("each " + every + " " + row.text + " at " + time + " elapsed " + elapsed);
        if (reactsToPasses && (key + time) % 7 == 0) {
            machine.expireRow(table, row.handle, time);
        }
        if (reactsToPasses && (key + time) % 4 == 0) {
            touchLater(machine, table, key + 1, time);
        }
    }

    void onFinish(Machine machine, int every, long time, long elapsed) {
        log.add("finish " + every + " at " + time + " elapsed " + elapsed);
        if (reactsToPasses) {
            touchLater(machine, setup.everies().get(every).table(), every + 10, time);
        }
    }

    private void touchLater(Machine machine, int table, int key, long time) {
        if (table + 1 < setup.tables().size()) {
            log.add("react " + machine.touch(table + 1, key, time, key));
        }
    }
}
