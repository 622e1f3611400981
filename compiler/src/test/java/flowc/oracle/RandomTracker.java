package flowc.oracle;

import flowc.runtime.table.EvictionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Describes a random tracker: {@code t0} has flows of packets, some tables after it too, others are filled by it. */
final class RandomTracker {
    /** More than any run has, and enough for lanes that several workers own. */
    private static final long ROWS_OF_MANY_LANES = 70_000;

    private static final long UNIT = 1_000;
    private static final List<String> PACKET_FIELDS = List.of("key", "n", "small", "q", "c", "bytes", "last", "home", "now", "isNew");
    private static final List<String> END_FIELDS = List.of("key", "n", "small", "q", "c", "bytes", "last", "home", "now", "reason");
    private static final List<String> EACH_FIELDS = List.of("key", "n", "c", "now", "elapsed");

    private final RandomGenerator random;
    private int names;
    private int statements;
    private final List<KeyKind> kinds = new ArrayList<>();

    private RandomTracker(RandomGenerator random) {
        this.random = random;
    }

    static TrackerSpec of(RandomGenerator random) {
        return new RandomTracker(random).tracker();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private TrackerSpec tracker() {
        kinds.add(one(List.of(KeyKind.FLOW5, KeyKind.FLOW5, KeyKind.TAGGED, KeyKind.ONE_WAY)));
        for (int more = random.nextInt(3); more > 0; more--) {
            kinds.add(one(List.of(KeyKind.values())));
        }
        final List<TableSpec> tables = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            tables.add(table(i));
        }
        return new TrackerSpec(chance(25) ? header(1) : null, tables);
    }

    private TableSpec table(int index) {
        final boolean touched = kinds.get(index).isTouched();
        statements = 25;
        final EvictionPolicy eviction = one(List.of(EvictionPolicy.values()));
        final long limit = chance(40) ? 1 + random.nextInt(4) : chance(60) ? 17 + random.nextInt(30) : ROWS_OF_MANY_LANES;
        return new TableSpec("t" + index, kinds.get(index), touched && chance(30) ? header(1) : null, chance(70) ? duration(60 * UNIT) : 0,
                chance(40) ? duration(150 * UNIT) : 0, limit, eviction, chance(50), handlers(index), everies());
    }

    /** Often of whole units, as packets' times are, so that they meet at the same instant. */
    private long duration(long most) {
        final long nanos = 1 + random.nextLong(most);
        return chance(60) ? (nanos / UNIT + 1) * UNIT : nanos;
    }

    private List<TableSpec.Handler> handlers(int index) {
        final List<TableSpec.Handler> handlers = new ArrayList<>();
        if (kinds.get(index).isTouched()) {
            if (chance(40)) {
                handlers.add(new TableSpec.Handler(TableSpec.Event.NEW, -1, chance(20) ? header(1) : null, body(index, 1)));
            }
            handlers.add(new TableSpec.Handler(TableSpec.Event.PACKET, -1, chance(30) ? header(1) : null, counting(index)));
            for (int other = 0; other < kinds.size(); other++) {
                if (other != index && kinds.get(other).isTouched() && chance(30)) {
                    final TableSpec.Event event = chance(50) ? TableSpec.Event.NEW : TableSpec.Event.PACKET;
                    handlers.add(new TableSpec.Handler(event, other, chance(20) ? header(1) : null, body(index, 1)));
                }
            }
        }
        final List<Action> end = new ArrayList<>(List.of(new Action.Emit("ended" + index, END_FIELDS)));
        if (index == 0 && chance(50)) {
            typed().forEach(table -> end.add(new Action.Fill(table, chance(50) ? Action.Side.KEY_SRC : Action.Side.KEY_DST)));
        }
        handlers.add(new TableSpec.Handler(TableSpec.Event.EXPIRE, -1, chance(20) ? new Condition.Every(3, 1) : null, end));
        return handlers;
    }

    private List<Integer> typed() {
        final List<Integer> typed = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i) == KeyKind.TYPED) {
                typed.add(i);
            }
        }
        return typed;
    }

    private List<Action> counting(int index) {
        final List<Action> body = new ArrayList<>(List.of(new Action.Add("n", 1), new Action.AddLength(), new Action.Add("c", 1)));
        body.addAll(body(index, 2));
        return body;
    }

    private List<Action> body(int index, int depth) {
        final List<Action> body = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            body.add(action(index, depth));
        }
        return body;
    }

    /** A handler that is too long for the JVM's compiler is an error of its own. */
    private Action action(int index, int depth) {
        if (--statements < 0) {
            return new Action.Add("small", 1);
        }
        return switch (random.nextInt(depth > 0 ? 14 : 8)) {
            case 0 -> new Action.Add(one(List.of("n", "small", "c")), 1 + random.nextInt(5));
            case 1 -> new Action.AddLength();
            case 2 -> new Action.Keep();
            case 3 -> chance(50) ? new Action.Divide(2 + random.nextInt(5)) : new Action.Add("small", 3);
            case 4, 5 -> new Action.Emit("saw" + index, PACKET_FIELDS);
            case 6 -> chance(30) ? new Action.When(new Condition.Every(5, 3), List.of(chance(60) ? new Action.Expire() : new Action.Return()), List.of()) : new Action.Keep();
            case 7 -> typed().isEmpty() || index != 0 ? new Action.Add("n", 1) : new Action.Fill(one(typed()), chance(50) ? Action.Side.SRC : Action.Side.DST);
            case 8, 9 -> new Action.When(condition(index, 1), body(index, depth - 1), chance(50) ? body(index, depth - 1) : List.of());
            case 10 -> new Action.Loop(++names, 1 + random.nextInt(4), random.nextInt(5), random.nextInt(6), body(index, depth - 1));
            default -> look(index, depth);
        };
    }

    private Action look(int index, int depth) {
        final int table = random.nextInt(kinds.size());
        final Action.Side side = chance(50) ? Action.Side.SRC : Action.Side.DST;
        if (kinds.get(table) == KeyKind.TAGGED || kinds.get(table) == KeyKind.ONE_WAY) {
            return new Action.Add("n", 2);
        }
        if (kinds.get(table) == KeyKind.TYPED && chance(30)) {
            return new Action.Ask(table, side);
        }
        final boolean moved = kinds.get(table) == KeyKind.TYPED && index == 0 && chance(50);
        return new Action.Look(++names, table, side, moved, body(index, depth - 1), chance(30) ? body(index, depth - 1) : List.of());
    }

    private Condition condition(int index, int depth) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Condition.Every(2 + random.nextInt(4), random.nextInt(2));
            case 2 -> new Condition.IsNew();
            case 3 -> kinds.get(index).isUnordered() ? new Condition.Reverse() : new Condition.IsNew();
            case 4 -> new Condition.Moved();
            case 5 -> depth > 0 ? new Condition.And(condition(index, depth - 1), header(1)) : header(0);
            default -> header(depth);
        };
    }

    private Condition header(int depth) {
        return switch (depth > 0 ? random.nextInt(7) : 0) {
            case 1 -> new Condition.Not(header(depth - 1));
            case 2 -> new Condition.And(header(depth - 1), header(depth - 1));
            case 3 -> new Condition.Or(header(depth - 1), header(depth - 1));
            default -> one(List.of(Condition.Header.values()));
        };
    }

    private List<TableSpec.Every> everies() {
        final List<TableSpec.Every> everies = new ArrayList<>();
        while (everies.size() < 2 && chance(30)) {
            final boolean sums = everies.isEmpty();
            final List<Action> each = new ArrayList<>();
            if (sums) {
                each.add(new Action.Sum());
            }
            each.add(chance(60) ? new Action.Emit("each", EACH_FIELDS) : new Action.Add("n", 3));
            if (chance(40)) {
                each.add(new Action.When(new Condition.Every(4, 1), List.of(chance(60) ? new Action.Expire() : new Action.Divide(2)), List.of()));
            }
            if (chance(30)) {
                each.add(new Action.Divide(5));
                each.add(new Action.Add("small", 1));
            }
            everies.add(new TableSpec.Every((chance(10) ? 0 : UNIT) + duration(chance(50) ? 20 * UNIT : 200 * UNIT), sums, each));
        }
        return everies;
    }
}
