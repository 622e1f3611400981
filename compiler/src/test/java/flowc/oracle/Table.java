package flowc.oracle;

import flowc.runtime.table.EndReason;
import flowc.runtime.table.EvictionPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Rows of a table in a list; every question is answered by looking at all of them. */
final class Table {
    static final Comparator<Row> HASH_AND_KEY =
            Comparator.<Row>comparingLong(row -> row.hash >>> 32).thenComparing(row -> row.key.bytes(), Arrays::compareUnsigned);
    private static final int ROWS_OF_A_BLOCK = 16;

    private final int index;
    private final TableSpec spec;
    private final long seed;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Key.Form, Deque<Integer>> free = new EnumMap<>(Key.Form.class);
    private final Map<Key.Form, Integer> places = new EnumMap<>(Key.Form.class);
    final long[] ended = new long[EndReason.values().length];
    long made;
    long refused;

    Table(int index, TableSpec spec, long seed) {
        this.index = index;
        this.spec = spec;
        this.seed = seed;
    }

    int index() {
        return index;
    }

    TableSpec spec() {
        return spec;
    }

    long seed() {
        return seed;
    }

    /** As they are: who changes the table meanwhile takes a copy. */
    List<Row> rows() {
        return rows;
    }

    /** Null without one. */
    Row find(Key key) {
        return rows.stream().filter(row -> row.key.is(key)).findFirst().orElse(null);
    }

    boolean isFull() {
        return rows.size() >= spec.limit();
    }

    int takePlace(Key.Form form) {
        final Deque<Integer> given = free.getOrDefault(form, new ArrayDeque<>());
        return given.isEmpty() ? places.merge(form, 1, Integer::sum) : given.pop();
    }

    void add(Row row) {
        rows.add(row);
        made++;
    }

    void remove(Row row) {
        rows.remove(row);
        row.live = false;
    }

    void release(Row row) {
        if (!row.live && row.pins == 0) {
            free.computeIfAbsent(row.key.form(), _ -> new ArrayDeque<>()).push(row.place);
        }
    }

    /** Who makes way for a key of this hash; null when nobody may. */
    Row victim(long hash) {
        if (spec.eviction() == EvictionPolicy.REFUSE) {
            return null;
        }
        long blocks = 1;
        while (spec.limit() > blocks * ROWS_OF_A_BLOCK) {
            blocks *= 2;
        }
        for (long step = 0; step < blocks; step++) {
            final long block = (block(hash, blocks) + step) % blocks;
            final long all = blocks;
            final var victim = rows.stream().filter(row -> row.pins == 0 && block(row.hash, all) == block).min(this::order);
            if (victim.isPresent()) {
                return victim.get();
            }
        }
        return null;
    }

    private static long block(long hash, long blocks) {
        return blocks == 1 ? 0 : hash >>> Long.SIZE - Long.numberOfTrailingZeros(blocks);
    }

    private int order(Row left, Row right) {
        final int first = spec.eviction() == EvictionPolicy.OLDEST ? Long.compare(left.lastSeen, right.lastSeen)
                : spec.byDelta() ? Long.compare(left.count, right.count) : Long.compareUnsigned(left.n, right.n);
        return first != 0 ? first : HASH_AND_KEY.compare(left, right);
    }
}
