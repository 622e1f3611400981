package flowc.runtime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The index against a map, while it grows, with keys of all lengths and hashes of all qualities. */
class LaneIndexTest {
    private static final LongUnaryOperator GOOD = key -> key * 0x9e3779b97f4a7c15L ^ key << 40;
    private static final LongUnaryOperator FEW = key -> GOOD.applyAsLong(key % 7);
    private static final LongUnaryOperator ALL_LAST = _ -> -1L;
    private static final LongUnaryOperator ALL_FIRST = _ -> 0;
    private static final LongUnaryOperator ONE_LANE = key -> GOOD.applyAsLong(key) >>> 6;

    private final long seed = Long.getLong("flowc.seed", 20261122);
    private final Random random = new Random(seed);
    private final Region place = Region.allocate(1024, "a test's key");

    @AfterEach
    void release() {
        place.close();
    }

    /** An index with its rows, and what it must hold. */
    private final class Indexed implements AutoCloseable {
        private final TableSettings settings;
        private final LongUnaryOperator spread;
        private final TableKeys keys;
        private final RowStore rows;
        private final LaneIndex index;
        private final Map<Long, Long> rowOf = new HashMap<>();
        private final List<Long> held = new ArrayList<>();

        Indexed(TableSettings settings, LongUnaryOperator spread) {
            this.settings = settings;
            this.spread = spread;
            this.keys = new TableKeys(settings);
            this.rows = new RowStore(settings);
            this.index = new LaneIndex(settings, rows, keys);
        }

        /** Keys are compact by turns where the table has both forms; only the last word tells them apart. */
        private long hash(long key) {
            final long form = settings.compactKeyBytes() != 0 && key % 2 == 0 ? KeyForm.COMPACT : KeyForm.WIDE;
            final long bytes = form == KeyForm.WIDE ? settings.keyBytes() : settings.compactKeyBytes();
            Memory.zero(place.address(), bytes);
            Memory.putI64(place.address() + bytes - Long.BYTES, key);
            final long hash = spread.applyAsLong(key);
            return form == KeyForm.WIDE ? hash & ~settings.formBit() : hash | settings.formBit();
        }

        void add(long key) {
            final long hash = hash(key);
            if (rowOf.containsKey(key) || index.count(index.lane(hash)) == settings.limitPerLane()) {
                return;
            }
            final long row = rows.take(keys.form(hash));
            rows.begin(row, RowStore.LIVE, LaneIndex.tag(hash), 0, 0);
            keys.put(row, place.address(), hash);
            index.insert(rows.number(row), hash);
            rowOf.put(key, row);
            held.add(key);
        }

        void removeAny() {
            final int at = random.nextInt(held.size());
            final long key = held.get(at);
            held.set(at, held.getLast());
            held.removeLast();
            final long row = rowOf.remove(key);
            index.remove(rows.number(row), Memory.u32(row + RowLayout.TAG_OFFSET));
            rows.pin(row);
            RowStore.mark(row, RowStore.marks(row) ^ RowStore.LIVE ^ RowStore.ENDED);
            rows.unpin(row);
            assertFinds(key);
        }

        void assertFinds(long key) {
            final long hash = hash(key);
            assertEquals(rowOf.getOrDefault(key, 0L), index.find(place.address(), hash), () -> "key " + key + " of " + settings + " seed " + seed);
        }

        void assertFindsAll() {
            held.forEach(this::assertFinds);
            assertEquals(held.size(), java.util.stream.IntStream.range(0, settings.lanes()).mapToLong(index::count).sum());
        }

        @Override
        public void close() {
            index.close();
            rows.close();
        }
    }

    private static TableSettings settings(long keyBytes, long compactKeyBytes, long limit) {
        return new TableSettings("test", keyBytes, compactKeyBytes, 8, 0, 0, limit, EvictionPolicy.REFUSE, 3);
    }

    /** Fills, halves and fills again, so that it is full, grows and has holes by turns. */
    private void churn(Indexed indexed, int keys, int rounds, int checkEvery) {
        for (int round = 0; round < rounds; round++) {
            indexed.add(random.nextInt(keys));
            indexed.assertFinds(random.nextInt(keys));
            while (round % keys > keys / 2 && indexed.held.size() > keys / 4) {
                indexed.removeAny();
            }
            if (round % checkEvery == 0) {
                indexed.assertFindsAll();
            }
        }
        indexed.assertFindsAll();
    }

    @Test
    void findsWhatTinyTablesHoldWhateverTheHashes() {
        System.out.println("LaneIndexTest: -Dflowc.seed=" + seed);
        for (final LongUnaryOperator spread : List.of(GOOD, FEW, ALL_LAST, ALL_FIRST)) {
            for (final long limit : new long[] {1, 2, 5, 6, 7, 11, 12, 40, 300}) {
                try (Indexed indexed = new Indexed(settings(16, 8, limit), spread)) {
                    churn(indexed, (int) limit * 2, 600, 7);
                }
            }
        }
    }

    @Test
    void findsKeysOfEveryLength() {
        for (int bytes = 8; bytes <= 1024; bytes += random.nextInt(5) * 8 + 8) {
            try (Indexed indexed = new Indexed(settings(bytes, 0, 100), GOOD)) {
                churn(indexed, 120, 240, 50);
            }
            try (Indexed indexed = new Indexed(settings(bytes, Math.max(8, bytes / 16 * 8), 100), GOOD)) {
                churn(indexed, 120, 240, 50);
            }
        }
    }

    @Test
    void findsWhatManyLanesHoldWhileTheyGrow() {
        for (final LongUnaryOperator spread : List.of(GOOD, ONE_LANE)) {
            try (Indexed indexed = new Indexed(settings(24, 16, 70_000), spread)) {
                churn(indexed, 40_000, 60_000, 20_000);
            }
        }
    }

    @Test
    void growsAFewLinesAtATimeAndFindsEverythingMeanwhile() {
        try (Indexed indexed = new Indexed(settings(8, 0, 60_000), GOOD)) {
            int insertionsWhileGrowing = 0;
            int growths = 0;
            for (int key = 0; key < 40_000; key++) {
                final boolean before = indexed.index.isGrowing();
                indexed.add(key);
                if (indexed.index.isGrowing()) {
                    growths += before ? 0 : 1;
                    insertionsWhileGrowing++;
                    indexed.assertFinds(random.nextInt(key + 1));
                    if (insertionsWhileGrowing % 50 == 0) {
                        indexed.removeAny();
                        indexed.assertFindsAll();
                    }
                }
            }
            assertTrue(growths >= 3, "an index of thousands of lines must grow in steps: " + growths);
            assertTrue(insertionsWhileGrowing > 200, "a growth must take many insertions: " + insertionsWhileGrowing);
            indexed.assertFindsAll();
            assertFalse(indexed.index.isGrowing());
        }
    }

    @Test
    void aWorkersLanesAreIndexedLikeThoseOfAll() {
        final TableSettings all = settings(8, 0, 70_000);
        final LaneRange range = new LaneRange(21, 42);
        try (Indexed indexed = new Indexed(all.owning(range), key -> GOOD.applyAsLong(key) >>> 6 | (21 + Math.floorMod(key, 21L)) << 58)) {
            churn(indexed, 20_000, 30_000, 10_000);
        }
    }
}
