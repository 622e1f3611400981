package flowc.oracle;

import flowc.runtime.table.EndReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the statements of described trackers and collects what they emit. */
final class Handlers {
    /** How a statement ended: go on, leave the handler, the row is gone, leave the loop or the round. */
    private enum Way { ON, LEAVE, GONE, BREAK, CONTINUE }

    /** Where a handler runs; {@code packet} and {@code key}, the flow's key as this packet has it, are null without a packet. */
    private record At(Row row, Key key, Seen packet, long now, boolean isNew, EndReason reason, Interval interval, long elapsed) {}

    private final Model model;
    private final TrackerSpec tracker;
    private final List<String> records = new ArrayList<>();
    private long faults;

    Handlers(Model model, TrackerSpec tracker) {
        this.model = model;
        this.tracker = tracker;
    }

    List<String> records() {
        return records;
    }

    long faults() {
        return faults;
    }

    /** False when the row has ended. */
    boolean packet(TableSpec.Handler handler, Row row, Key key, Seen packet, boolean isNew) {
        final At at = new At(row, key, packet, model.clock(), isNew, null, null, 0);
        return handler.where() != null && !holds(handler.where(), at) || run(handler.body(), at) != Way.GONE;
    }

    void expire(Row row, long time, EndReason reason) {
        final At at = new At(row, null, null, time, false, reason, null, 0);
        row.table.spec().handlers().stream().filter(handler -> handler.event() == TableSpec.Event.EXPIRE)
                .filter(handler -> handler.where() == null || holds(handler.where(), at)).forEach(handler -> run(handler.body(), at));
    }

    void each(Row row, TableSpec.Every every, long time, long elapsed, Interval interval) {
        final Way way = run(every.each(), new At(row, null, null, time, false, null, interval, elapsed));
        if (way != Way.GONE && every.sums()) {
            row.countBefore = row.count;
        }
    }

    void finish(Table table, TableSpec.Every every, long[] rowsSumNowElapsed) {
        final String sums = every.sums() ? "\"rows\":" + rowsSumNowElapsed[0] + ",\"sum\":" + rowsSumNowElapsed[1] + "," : "";
        record(table.spec().name() + "pass", rowsSumNowElapsed[2], sums + "\"now\":" + Json.time(rowsSumNowElapsed[2]) + ",\"elapsed\":" + Json.duration(rowsSumNowElapsed[3]));
    }

    private void record(String name, long time, String members) {
        records.add("{\"record\":\"" + name + "\",\"time\":" + Json.time(time) + "," + members + "}");
    }

    private Way run(List<Action> actions, At at) {
        for (final Action action : actions) {
            final Way way = run(action, at);
            if (way != Way.ON) {
                return way;
            }
        }
        return Way.ON;
    }

    private Way run(Action action, At at) {
        switch (action) {
            case Action.Add add -> add(add, at.row());
            case Action.AddLength _ -> at.row().bytes += at.packet().wire().wireLength();
            case Action.Keep _ -> {
                at.row().last = Math.max(at.row().last, at.packet().time());
                at.row().home = at.packet().src();
            }
            case Action.Divide divide -> {
                final long divisor = Long.remainderUnsigned(at.row().n, divide.modulus());
                if (divisor == 0) {
                    faults++;
                    return Way.LEAVE;
                }
                at.row().q = 1000 / divisor;
            }
            case Action.When when -> {
                return run(holds(when.condition(), at) ? when.then() : when.otherwise(), at);
            }
            case Action.Expire _ -> {
                model.end(at.row(), at.now(), EndReason.EXPIRED);
                return Way.GONE;
            }
            case Action.Return _ -> {
                return Way.LEAVE;
            }
            case Action.Loop loop -> {
                return loop(loop, at);
            }
            case Action.Emit emit -> emit(emit, at);
            case Action.Fill fill -> fill(fill, at);
            case Action.Look look -> {
                return look(look, at);
            }
            case Action.Ask ask -> {
                final Row other = find(ask.table(), ask.side(), at);
                at.row().n += other == null ? 7 : other.n;
            }
            case Action.Sum _ -> at.interval().sum(at.row());
        }
        return Way.ON;
    }

    private static void add(Action.Add add, Row row) {
        switch (add.field()) {
            case "n" -> row.n += add.by();
            case "small" -> row.small = row.small + add.by() & 0xffff;
            case "c" -> row.count += add.by();
            default -> throw new AssertionError(add.field());
        }
    }

    private Way loop(Action.Loop loop, At at) {
        for (int i = 0; i < loop.rounds(); i++) {
            if (i == loop.skipped()) {
                continue;
            }
            if (i == loop.stopped()) {
                break;
            }
            final Way way = run(loop.body(), at);
            if (way == Way.BREAK) {
                break;
            }
            if (way != Way.ON && way != Way.CONTINUE) {
                return way;
            }
        }
        return Way.ON;
    }

    private static Endpoint endpoint(Action.Side side, At at) {
        return switch (side) {
            case SRC -> at.packet().src();
            case DST -> at.packet().dst();
            case KEY_SRC -> at.row().first.src();
            case KEY_DST -> at.row().first.dst();
        };
    }

    private static long time(At at) {
        return at.packet() == null ? at.now() : at.packet().time();
    }

    private void fill(Action.Fill fill, At at) {
        final long n = at.row().n;
        final Key who = new Key(at.row().key.bytes(), at.row().key.form(), at.row().key.swapped(), at.row().key.json());
        final Row row = model.touch(model.tables().get(fill.table()), Key.endpoint(endpoint(fill.side(), at)), null, time(at));
        if (row != null) {
            row.n = n;
            row.who = who;
        }
    }

    /** A hit in a table that handlers fill keeps the row from becoming idle. */
    private Row find(int index, Action.Side side, At at) {
        final Table table = model.tables().get(index);
        if (table.spec().key() != KeyKind.TYPED) {
            return table.find(table.spec().key().of(at.packet()));
        }
        final Row row = table.find(Key.endpoint(endpoint(side, at)));
        if (row != null) {
            row.lastSeen = Math.max(row.lastSeen, time(at));
        }
        return row;
    }

    private Way look(Action.Look look, At at) {
        final Row other = find(look.table(), look.side(), at);
        if (other == null || !(look.moved() ? !other.who.is(at.row().key) : Long.remainderUnsigned(other.n, 3) != 0)) {
            return run(look.otherwise(), at);
        }
        other.pins++;
        other.n += 100;
        final Way way = run(look.then(), at);
        if (way == Way.ON) {
            record("seen" + look.table(), at.now(), "\"rn\":" + Long.toUnsignedString(other.n) + ",\"rkey\":" + other.key.json()
                    + (look.moved() ? ",\"who\":" + other.who.json() : ""));
        }
        other.pins--;
        other.table.release(other);
        return way;
    }

    private void emit(Action.Emit emit, At at) {
        final List<String> members = new ArrayList<>();
        emit.fields().forEach(field -> members.add("\"" + field + "\":" + value(field, at)));
        record(emit.record(), at.now(), String.join(",", members));
    }

    private static String value(String field, At at) {
        final Row row = at.row();
        return switch (field) {
            case "key" -> row.key.json();
            case "n" -> Long.toUnsignedString(row.n);
            case "small" -> Integer.toString(row.small);
            case "q" -> Long.toString(row.q);
            case "c" -> Long.toString(row.count);
            case "bytes" -> Long.toString(row.bytes);
            case "last" -> Json.time(row.last);
            case "home" -> Json.text(row.home == null ? null : row.home.text());
            case "now" -> Json.time(at.now());
            case "isNew" -> Boolean.toString(at.isNew());
            case "dir" -> Json.text(isReverse(at) ? "rev" : "fwd");
            case "reason" -> Json.text(at.reason().name().toLowerCase(Locale.ROOT));
            case "elapsed" -> Json.duration(at.elapsed());
            default -> throw new AssertionError(field);
        };
    }

    private static boolean isReverse(At at) {
        return at.key().swapped() != at.row().key.swapped();
    }

    boolean holds(Condition condition, Seen packet) {
        return holds(condition, new At(null, null, packet, 0, false, null, null, 0));
    }

    private boolean holds(Condition condition, At at) {
        return switch (condition) {
            case Condition.Header header -> header(header, at.packet());
            case Condition.Not not -> !holds(not.inner(), at);
            case Condition.And and -> holds(and.left(), at) && holds(and.right(), at);
            case Condition.Or or -> holds(or.left(), at) || holds(or.right(), at);
            case Condition.Every every -> Long.remainderUnsigned(at.row().n, every.modulus()) == every.rest();
            case Condition.IsNew _ -> at.isNew();
            case Condition.Reverse _ -> isReverse(at);
            case Condition.Moved _ -> at.row().home != null && !at.row().home.equals(at.packet().src());
        };
    }

    private static boolean header(Condition.Header header, Seen seen) {
        final Packet packet = seen.packet();
        final Wire wire = seen.wire();
        return switch (header) {
            case UDP -> wire.hasTransport(Packet.UDP);
            case TCP -> wire.hasTransport(Packet.TCP);
            case SYN -> wire.hasTransport(Packet.TCP) && (packet.flags() & 2) != 0;
            case TAGGED -> wire.hasTag();
            case DNS -> wire.hasTransport(Packet.UDP) && (packet.srcPort() == 53 || packet.dstPort() == 53);
            case LONG -> wire.wireLength() > 90;
            case FAR -> wire.hasIp() && packet.ttl() < 60;
            case LATER -> wire.hasIp() && wire.isFragment();
            case TO_LOW_PORT -> wire.hasPorts() && packet.dstPort() < 1024;
            case TAG_5 -> wire.hasTag() && packet.tags().getFirst() == 5;
        };
    }
}
