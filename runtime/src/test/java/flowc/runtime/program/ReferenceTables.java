package flowc.runtime.program;

import flowc.runtime.program.ReferenceTable.Row;
import flowc.runtime.table.EndReason;
import flowc.runtime.table.EvictionPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What tables and clock must do, said as plainly as possible: rows in maps, every question answered by looking at all of them. Shares no code
 * with what it judges.
 */
final class ReferenceTables implements Machine {
    private static final Comparator<Row> START = Comparator.<Row, Long>comparing(row -> row.start).thenComparing(ReferenceTable.HASH_AND_KEY);
    private static final Comparator<Row> DUE =
            Comparator.comparing(Row::end).thenComparing(row -> !row.isActive()).thenComparing(row -> row.table.index).thenComparing(ReferenceTable.HASH_AND_KEY);

    private final Setup setup;
    private final Script script;
    private final List<ReferenceTable> tables = new ArrayList<>();
    private final List<Every> everies = new ArrayList<>();
    private final Deque<Row> pins = new ArrayDeque<>();
    private long clock = Long.MIN_VALUE;
    private boolean started;
    private long skipped;

    ReferenceTables(Setup setup, Script script) {
        this.setup = setup;
        this.script = script;
        for (int i = 0; i < setup.tables().size(); i++) {
            tables.add(new ReferenceTable(i, setup.tables().get(i)));
        }
        for (int i = 0; i < setup.everies().size(); i++) {
            everies.add(new Every(i, setup.everies().get(i)));
        }
    }

    private final class Every {
        final int index;
        final EveryBlock block;
        final ReferenceTable table;
        final Set<Row> hadEach = new HashSet<>();
        boolean open;
        long start;
        long next = Long.MAX_VALUE;
        int marksInGap;

        Every(int index, EveryBlock block) {
            this.index = index;
            this.block = block;
            this.table = tables.get(block.table());
        }

        void begin(long time) {
            start = time;
            next = ReferenceTable.after(time, block.periodNanos());
            script.onInit(ReferenceTables.this, index, time);
            hadEach.clear();
            open = true;
        }

        void each(Row row, long time) {
            if (block.hasEach() && hadEach.add(row)) {
                script.onEach(ReferenceTables.this, index, row.view(), time, Math.max(0, time - start));
            }
        }

        void finish(long time) {
            table.bySlot().stream().filter(row -> row.live).forEach(row -> each(row, time));
            open = false;
            script.onFinish(ReferenceTables.this, index, time, time - start);
        }

        boolean isDue() {
            return next <= clock && next != Long.MAX_VALUE;
        }

        void mark() {
            final long mark = next;
            finish(mark);
            begin(mark);
            marksInGap++;
            while (marksInGap >= 1_000 && isDue()) {
                skipped++;
                next = ReferenceTable.after(next, block.periodNanos());
            }
        }
    }

    @Override
    public void advance(long time) {
        clock = Math.max(clock, time);
        if (!started) {
            started = true;
            everies.forEach(every -> every.begin(clock));
        }
        everies.forEach(every -> every.marksInGap = 0);
        while (step()) {
            // One event at a time.
        }
    }

    private boolean step() {
        final Every mark = everies.stream().filter(Every::isDue).min(Comparator.comparing(every -> every.next)).orElse(null);
        final long until = mark == null ? clock : mark.next;
        Row due = null;
        for (final ReferenceTable table : tables) {
            for (final Row row : table.rows.values()) {
                if (row.isDue(until) && (due == null || DUE.compare(row, due) < 0)) {
                    due = row;
                }
            }
        }
        if (due != null) {
            end(due, due.end(), due.isActive() ? EndReason.ACTIVE : EndReason.IDLE);
        } else if (mark != null) {
            mark.mark();
        }
        return due != null || mark != null;
    }

    @Override
    public void endOfInput() {
        if (!started) {
            return;
        }
        advance(clock);
        everies.forEach(every -> every.finish(clock));
        while (tables.stream().anyMatch(table -> !table.rows.isEmpty())) {
            for (final ReferenceTable table : tables) {
                table.rows.values().stream().sorted(START).toList()
                        .forEach(row -> end(row, clock, EndReason.END));
            }
        }
    }

    private void end(Row row, long time, EndReason reason) {
        if (!row.live) {
            return;
        }
        row.live = false;
        row.pins++;
        row.table.rows.remove(row.key);
        row.table.ended[reason.ordinal()]++;
        everies.stream().filter(every -> every.open && every.table == row.table).forEach(every -> every.each(row, time));
        script.onExpire(this, row.view(), time, reason.ordinal());
        release(row);
    }

    private void release(Row row) {
        if (--row.pins == 0 && !row.live) {
            row.table.giveSlot(row);
        }
    }

    @Override
    public Touch touch(int table, int key, long time, long rank) {
        final ReferenceTable t = tables.get(table);
        final Row found = t.rows.get(key);
        if (found != null) {
            found.lastSeen = Math.max(found.lastSeen, time);
            found.rank = rank;
            return Touch.FOUND;
        }
        final long hash = t.hashes.computeIfAbsent(key, _ -> setup.hash(table, key));
        final List<Row> lane = t.inLane(t.lane(hash));
        final boolean full = lane.size() >= t.limitPerLane;
        final Row victim = full && t.settings.eviction() != EvictionPolicy.REFUSE ? t.victim(lane, hash) : null;
        if ((full && victim == null) || !t.hasSlot(hash)) {
            t.refused++;
            return Touch.REFUSED;
        }
        final int slot = t.takeSlot(hash);
        if (victim != null) {
            end(victim, time, EndReason.EVICTED);
        }
        final Row row = new Row();
        row.table = t;
        row.key = key;
        row.hash = hash;
        row.bytes = setup.keyBytes(table, key);
        row.start = time;
        row.lastSeen = time;
        row.rank = rank;
        row.slot = slot;
        t.rows.put(key, row);
        t.created++;
        return Touch.CREATED;
    }

    @Override
    public boolean contains(int table, int key) {
        return tables.get(table).rows.containsKey(key);
    }

    @Override
    public void refresh(int table, int key, long time) {
        final Row row = tables.get(table).rows.get(key);
        if (row != null) {
            row.lastSeen = Math.max(row.lastSeen, time);
        }
    }

    @Override
    public void expire(int table, int key, long time) {
        final Row row = tables.get(table).rows.get(key);
        if (row != null) {
            end(row, time, EndReason.EXPIRED);
        }
    }

    @Override
    public void expireRow(int table, Object row, long time) {
        end((Row) row, time, EndReason.EXPIRED);
    }

    @Override
    public void pin(int table, int key) {
        final Row row = tables.get(table).rows.get(key);
        if (row != null) {
            row.pins++;
            pins.add(row);
        }
    }

    @Override
    public void unpin() {
        if (!pins.isEmpty()) {
            release(pins.remove());
        }
    }

    @Override
    public List<String> contents() {
        return new ArrayList<>(new TreeSet<>(tables.stream().flatMap(table -> table.rows.values().stream()).map(Row::text).toList()));
    }

    @Override
    public String counters() {
        final StringBuilder text = new StringBuilder();
        for (final ReferenceTable table : tables) {
            text.append(table.created).append(" created ").append(table.refused).append(" refused ").append(table.rows.size()).append(" live");
            Arrays.stream(table.ended).forEach(count -> text.append(' ').append(count));
            text.append("; ");
        }
        return text.append(skipped).append(" skipped").toString();
    }
}
