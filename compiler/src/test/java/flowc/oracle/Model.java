package flowc.oracle;

import flowc.runtime.table.EndReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What rules 4 to 12 of the language promise of a described tracker: the clock, what is due on it, which rows there are, who hears of a packet. */
final class Model {
    private static final Comparator<Row> DUE = Comparator.comparing(Row::end).thenComparing(row -> !row.endsActive())
            .thenComparing(row -> row.table.index()).thenComparing(Table.HASH_AND_KEY);

    private final TrackerSpec spec;
    private final List<Table> tables = new ArrayList<>();
    private final List<Interval> intervals = new ArrayList<>();
    private final Handlers handlers;
    private long clock = Long.MIN_VALUE;
    long skippedMarks;

    Model(TrackerSpec spec, long seed) {
        this.spec = spec;
        this.handlers = new Handlers(this, spec);
        for (int i = 0; i < spec.tables().size(); i++) {
            final Table table = new Table(i, spec.tables().get(i), seed);
            tables.add(table);
            table.spec().everies().forEach(every -> intervals.add(new Interval(table, every, handlers)));
        }
    }

    /** The records, in the order in which they came. */
    List<String> run(List<Packet> packets) {
        for (final Packet packet : packets) {
            advance(packet.time());
            packet(new Seen(packet));
        }
        if (!packets.isEmpty()) {
            end();
        }
        return handlers.records();
    }

    List<Table> tables() {
        return tables;
    }

    long faults() {
        return handlers.faults();
    }

    private void advance(long time) {
        if (clock == Long.MIN_VALUE) {
            intervals.forEach(interval -> interval.begin(time));
        }
        clock = Math.max(clock, time);
        due();
    }

    /** Ends and marks in order of time; at the same time ends first. */
    private void due() {
        intervals.forEach(Interval::gap);
        while (true) {
            final Interval mark = intervals.stream().filter(interval -> interval.next() <= clock).min(Comparator.comparing(Interval::next)).orElse(null);
            final Row row = earliest(mark == null ? clock : mark.next());
            if (row != null) {
                end(row, row.end(), row.endsActive() ? EndReason.ACTIVE : EndReason.IDLE);
            } else if (mark != null) {
                skippedMarks += mark.mark(clock);
            } else {
                return;
            }
        }
    }

    private Row earliest(long until) {
        Row earliest = null;
        for (final Table table : tables) {
            for (final Row row : table.rows()) {
                if (row.isDue(until) && (earliest == null || DUE.compare(row, earliest) < 0)) {
                    earliest = row;
                }
            }
        }
        return earliest;
    }

    private void end() {
        due();
        intervals.forEach(interval -> interval.finish(clock));
        for (int round = 0; round <= tables.size(); round++) {
            for (final Table table : tables) {
                table.rows().stream().sorted(Comparator.<Row, Long>comparing(row -> row.start).thenComparing(Table.HASH_AND_KEY)).toList()
                        .forEach(row -> end(row, clock, EndReason.END));
            }
        }
    }

    void end(Row row, long time, EndReason reason) {
        if (!row.live) {
            return;
        }
        row.table.remove(row);
        row.table.ended[reason.ordinal()]++;
        row.pins++;
        intervals.stream().filter(interval -> interval.table() == row.table).forEach(interval -> interval.rowEnds(row, time));
        handlers.expire(row, time, reason);
        row.pins--;
        row.table.release(row);
    }

    /** What a packet touched in one table; {@code isNew} holds for all of the packet. */
    private static final class Touched {
        Key key;
        Row row;
        boolean isNew;
    }

    private void packet(Seen packet) {
        final boolean passes = spec.input() == null || handlers.holds(spec.input(), packet);
        final List<Touched> touched = new ArrayList<>();
        for (final Table table : tables) {
            final Touched one = new Touched();
            final TableSpec own = table.spec();
            if (passes && own.key().isTouched() && packet.hasIp() && (own.where() == null || handlers.holds(own.where(), packet))) {
                one.key = own.key().of(packet);
            }
            touched.add(one);
        }
        for (int i = 0; i < tables.size(); i++) {
            turn(i, touched, packet);
        }
    }

    private void turn(int index, List<Touched> touched, Seen packet) {
        final Touched own = touched.get(index);
        if (!enter(index, own, packet)) {
            return;
        }
        for (int other = 0; other < tables.size(); other++) {
            if (own.isNew) {
                hear(other, index, TableSpec.Event.NEW, touched.get(other), packet);
            }
            hear(other, index, TableSpec.Event.PACKET, touched.get(other), packet);
        }
        run(index, own, handlersOf(index, TableSpec.Event.PACKET, -1), packet);
    }

    private void hear(int listener, int of, TableSpec.Event event, Touched touched, Seen packet) {
        final List<TableSpec.Handler> hearing = handlersOf(listener, event, of);
        if (!hearing.isEmpty() && enter(listener, touched, packet)) {
            run(listener, touched, hearing, packet);
        }
    }

    private List<TableSpec.Handler> handlersOf(int table, TableSpec.Event event, int of) {
        return tables.get(table).spec().handlers().stream().filter(handler -> handler.event() == event && handler.of() == of).toList();
    }

    /** Until one ends the row: then the packet has no more to do with the table. */
    private void run(int table, Touched touched, List<TableSpec.Handler> bodies, Seen packet) {
        for (final TableSpec.Handler body : bodies) {
            if (touched.key != null && !handlers.packet(body, touched.row, touched.key, packet, touched.isNew)) {
                touched.key = null;
            }
        }
    }

    private boolean enter(int index, Touched touched, Seen packet) {
        if (touched.key == null || touched.row != null) {
            return touched.key != null;
        }
        final Table table = tables.get(index);
        touched.isNew = table.find(touched.key) == null;
        touched.row = touch(table, touched.key, packet, packet.time());
        if (touched.row == null) {
            touched.key = null;
        } else if (touched.isNew) {
            run(index, touched, handlersOf(index, TableSpec.Event.NEW, -1), packet);
        }
        return touched.key != null;
    }

    /** Finds or makes a row; null when it is refused. */
    Row touch(Table table, Key key, Seen packet, long time) {
        final Row found = table.find(key);
        if (found != null) {
            found.lastSeen = Math.max(found.lastSeen, time);
            return found;
        }
        final Row victim = table.isFull() ? table.victim(key.hash(table.seed())) : null;
        if (table.isFull() && victim == null) {
            table.refused++;
            return null;
        }
        final int place = table.takePlace(key.form());
        if (victim != null) {
            end(victim, time, EndReason.EVICTED);
        }
        final Row row = new Row(table, key, packet, time, place);
        table.add(row);
        return row;
    }

    long clock() {
        return clock;
    }
}
