package flowc.runtime.program;

import flowc.runtime.table.EndReason;
import flowc.runtime.table.EvictionPolicy;
import flowc.runtime.table.TableSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What tables and clock must do, said as plainly as possible: rows in maps, every question answered by looking at all of them. Shares no code
 * with what it judges.
 */
final class ReferenceTables implements Machine {
    private static final Comparator<Row> HASH_AND_KEY =
            Comparator.<Row, Long>comparing(row -> row.hash, Long::compareUnsigned).thenComparing(row -> row.bytes, Arrays::compareUnsigned);
    private static final Comparator<Row> DUE =
            Comparator.comparing(Row::end).thenComparing(row -> !row.isActive()).thenComparing(row -> row.table.index).thenComparing(HASH_AND_KEY);

    private final Setup setup;
    private final Script script;
    private final List<Table> tables = new ArrayList<>();
    private final List<Every> everies = new ArrayList<>();
    private final Deque<Row> pins = new ArrayDeque<>();
    private long clock = Long.MIN_VALUE;
    private boolean started;
    private long skipped;

    ReferenceTables(Setup setup, Script script) {
        this.setup = setup;
        this.script = script;
        for (int i = 0; i < setup.tables().size(); i++) {
            tables.add(new Table(i, setup.tables().get(i)));
        }
        for (int i = 0; i < setup.everies().size(); i++) {
            everies.add(new Every(i, setup.everies().get(i)));
        }
    }

    private static final class Row {
        Table table;
        int key;
        long hash;
        byte[] bytes;
        long start;
        long lastSeen;
        long rank;
        int pins;
        boolean live = true;
        int slot;

        long idleEnd() {
            return after(lastSeen, table.settings.idleNanos());
        }

        long activeEnd() {
            return after(start, table.settings.activeNanos());
        }

        long end() {
            return Math.min(idleEnd(), activeEnd());
        }

        boolean isActive() {
            return activeEnd() <= idleEnd();
        }

        boolean isDue(long clock) {
            return (idleEnd() < Long.MAX_VALUE - 1 && clock > idleEnd()) || (activeEnd() < Long.MAX_VALUE && clock >= activeEnd());
        }

        String text() {
            return RealTables.rowText(table.index, key, start, lastSeen, rank);
        }
    }

    private static final class Table {
        final int index;
        final TableSettings settings;
        final Map<Integer, Row> rows = new HashMap<>();
        final Map<Integer, Long> hashes = new HashMap<>();
        final Deque<Integer> freeSlots = new ArrayDeque<>();
        final long[] ended = new long[EndReason.values().length];
        final int lanes;
        final long limitPerLane;
        int slots;
        long created;
        long refused;

        Table(int index, TableSettings settings) {
            this.index = index;
            this.settings = settings;
            this.lanes = settings.limit() >= 65_536 ? 64 : 1;
            this.limitPerLane = (long) Math.ceil(settings.limit() / (double) lanes);
        }

        long lane(long hash) {
            return lanes == 1 ? 0 : hash >>> 58;
        }

        List<Row> inLane(long lane) {
            return rows.values().stream().filter(row -> lane(row.hash) == lane).toList();
        }

        List<Row> bySlot() {
            return rows.values().stream().sorted(Comparator.comparing(row -> row.slot)).toList();
        }
    }

    private final class Every {
        final int index;
        final EveryBlock block;
        final Table table;
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
            next = after(time, block.periodNanos());
            script.onInit(ReferenceTables.this, index, time);
            hadEach.clear();
            open = true;
        }

        void each(Row row, long time) {
            if (block.hasEach() && hadEach.add(row)) {
                script.onEach(ReferenceTables.this, index, row, row.text(), row.key, time, Math.max(0, time - start));
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
                next = after(next, block.periodNanos());
            }
        }
    }

    private static long after(long time, long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        try {
            return Math.addExact(time, nanos);
        } catch (final ArithmeticException beyond) {
            return Long.MAX_VALUE;
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
        for (final Table table : tables) {
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
            for (final Table table : tables) {
                table.rows.values().stream().sorted(Comparator.<Row, Long>comparing(row -> row.start).thenComparing(HASH_AND_KEY)).toList()
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
        script.onExpire(this, row.table.index, row, row.text(), row.key, time, reason.ordinal());
        release(row);
    }

    private void release(Row row) {
        if (--row.pins == 0 && !row.live) {
            row.table.freeSlots.push(row.slot);
        }
    }

    @Override
    public Touch touch(int table, int key, long time, long rank) {
        final Table t = tables.get(table);
        final Row found = t.rows.get(key);
        if (found != null) {
            found.lastSeen = Math.max(found.lastSeen, time);
            found.rank = rank;
            return Touch.FOUND;
        }
        final long hash = t.hashes.computeIfAbsent(key, _ -> setup.hash(table, key));
        final List<Row> lane = t.inLane(t.lane(hash));
        final boolean full = lane.size() >= t.limitPerLane;
        final Row victim = full && t.settings.eviction() != EvictionPolicy.REFUSE ? victim(t, lane, hash) : null;
        if ((full && victim == null) || (t.freeSlots.isEmpty() && t.slots == t.limitPerLane * t.lanes + 64)) {
            t.refused++;
            return Touch.REFUSED;
        }
        final int slot = t.freeSlots.isEmpty() ? ++t.slots : t.freeSlots.pop();
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

    /** The definition in EvictionScan, read slowly. */
    private static Row victim(Table table, List<Row> lane, long hash) {
        int bits = 0;
        while (table.limitPerLane / (double) (1 << bits) > 16) {
            bits++;
        }
        final int blocks = 1 << bits;
        final long first = block(table, hash, blocks);
        final Comparator<Row> worth = table.settings.eviction() == EvictionPolicy.OLDEST ? Comparator.comparing(row -> row.lastSeen) : Comparator.comparing(row -> row.rank);
        return Stream.iterate(0L, step -> step < blocks, step -> step + 1)
                .map(step -> lane.stream().filter(row -> block(table, row.hash, blocks) == (first + step) % blocks && row.pins == 0)
                        .min(worth.thenComparing(HASH_AND_KEY)).orElse(null))
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static long block(Table table, long hash, int blocks) {
        final long belowLane = table.lanes == 1 ? hash : hash << 6;
        return Math.unsignedMultiplyHigh(belowLane, blocks);
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
        for (final Table table : tables) {
            text.append(table.created).append(" created ").append(table.refused).append(" refused ").append(table.rows.size()).append(" live");
            Arrays.stream(table.ended).forEach(count -> text.append(' ').append(count));
            text.append("; ");
        }
        return text.append(skipped).append(" skipped").toString();
    }
}
