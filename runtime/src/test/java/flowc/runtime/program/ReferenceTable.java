package flowc.runtime.program;

import flowc.runtime.table.EndReason;
import flowc.runtime.table.EvictionPolicy;
import flowc.runtime.table.TableSettings;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** One table of the reference model: its rows, when they are due, and which one goes at the limit. */
final class ReferenceTable {
    static final Comparator<Row> HASH_AND_KEY =
            Comparator.<Row>comparingLong(row -> row.hash >>> 32).thenComparing(row -> row.bytes, Arrays::compareUnsigned);

    final int index;
    final TableSettings settings;
    final Map<Integer, Row> rows = new HashMap<>();
    final Map<Integer, Long> hashes = new HashMap<>();
    private final Map<Boolean, Deque<Integer>> freeSlots = Map.of(false, new ArrayDeque<>(), true, new ArrayDeque<>());
    private final Map<Boolean, Integer> slots = new HashMap<>(Map.of(false, 0, true, 0));
    final long[] ended = new long[EndReason.values().length];
    final int lanes;
    final long limitPerLane;
    long created;
    long refused;

    ReferenceTable(int index, TableSettings settings) {
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
        return rows.values().stream().sorted(Comparator.<Row, Boolean>comparing(this::isCompact).thenComparing(row -> row.slot)).toList();
    }

    /** Rows of either form have places of their own, those of the wide ones before the others. */
    private boolean isCompact(Row row) {
        return isCompact(row.hash);
    }

    private boolean isCompact(long hash) {
        return (hash & settings.formBit()) != 0;
    }

    boolean hasSlot(long hash) {
        return !freeSlots.get(isCompact(hash)).isEmpty() || slots.get(isCompact(hash)) < limitPerLane * lanes + 64;
    }

    int takeSlot(long hash) {
        final Deque<Integer> free = freeSlots.get(isCompact(hash));
        return free.isEmpty() ? slots.merge(isCompact(hash), 1, Integer::sum) : free.pop();
    }

    void giveSlot(Row row) {
        freeSlots.get(isCompact(row)).push(row.slot);
    }

    static final class Row {
        ReferenceTable table;
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

        Script.RowView view() {
            return new Script.RowView(table.index, this, key, text());
        }

        String text() {
            return RealTables.rowText(table.index, key, start, lastSeen, rank);
        }
    }

    /** The definition in EvictionScan, read slowly. */
    Row victim(List<Row> lane, long hash) {
        int bits = 0;
        while (limitPerLane / (double) (1 << bits) > 16) {
            bits++;
        }
        final int blocks = 1 << bits;
        final long first = block(hash, blocks);
        final boolean oldest = settings.eviction() == EvictionPolicy.OLDEST;
        final Comparator<Row> worth = Comparator.comparing(row -> oldest ? row.lastSeen : row.rank);
        return Stream.iterate(0L, step -> step < blocks, step -> step + 1)
                .map(step -> lane.stream().filter(row -> block(row.hash, blocks) == (first + step) % blocks && row.pins == 0)
                        .min(worth.thenComparing(HASH_AND_KEY)).orElse(null))
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    private long block(long hash, int blocks) {
        final long belowLane = lanes == 1 ? hash : hash << 6;
        return Math.unsignedMultiplyHigh(belowLane, blocks);
    }

    /** Beyond the range of times is never. */
    static long after(long time, long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        try {
            return Math.addExact(time, nanos);
        } catch (final ArithmeticException beyond) {
            return Long.MAX_VALUE;
        }
    }
}
