package flowc.runtime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes before the packets of a burst are handled. */
class ApproachTest {
    private static final long STRIDE = TouchLayout.KEY_OFFSET + 2 * Long.BYTES;
    private static final int BURST = 100;
    private static final long UNTOUCHED = -1;

    @Test
    void hashesTheKeysOfABurstAndLeavesTheOthersAlone() {
        try (TestTable test = new TestTable(0, 0); Region burst = burst(1)) {
            test.table.prepare(burst.address(), STRIDE, BURST);
            assertHashes(test, burst);
            assertEquals(0, test.table.counters().created());
        }
    }

    /** More rows than fit into a cache, and home slots that are empty, another's or the key's own. */
    @Test
    void changesNothingInALargeTable() {
        try (TestTable test = new TestTable(0, 0, 70_000, EvictionPolicy.OLDEST); Region burst = burst(1_000)) {
            for (long key = 0; key < 60_000; key++) {
                test.touch(key, key);
            }
            assertTrue(test.table.counters().live() * 64 > Approach.WORTH_IT_BYTES, "the table must be large enough to be approached");
            final List<Long> before = rows(test);
            test.table.prepare(burst.address(), STRIDE, BURST);
            assertHashes(test, burst);
            assertEquals(before, rows(test));
        }
    }

    /** In a table of few rows and in one of many, which have ways of their own. */
    @Test
    void touchesWhatItFoundUnlessThatRowHasEndedSince() {
        for (final long rows : new long[] {3, BURST}) {
            try (TestTable test = new TestTable(0, 0, 70_000, EvictionPolicy.OLDEST); Region burst = burst(1)) {
                for (long key = 0; key < rows; key++) {
                    test.touch(key, key);
                }
                test.table.prepare(burst.address(), STRIDE, BURST);
                test.table.approach(burst.address(), STRIDE, BURST);
                final long first = touch(test, burst, 1);
                assertEquals(0, first & 1, "the row was there");
                assertEquals(1, TestTable.key(first));
                test.table.end(test.table.find(burst.address() + 2 * STRIDE + TouchLayout.KEY_OFFSET, test.hash(2)), 5_000, 0);
                test.touch(1_000, 5_000);
                final long second = touch(test, burst, 2);
                assertEquals(1, second & 1, "its row has ended, and another flow has the place");
                assertEquals(2, TestTable.key(second - 1));
                assertEquals(first, touch(test, burst, 1));
            }
        }
    }

    /** In pieces, as a worker does while it prepares packets, or handles others between: flows that begin and end there are seen. */
    @Test
    void leavesTheSameWhenLinesWereBroughtAhead() {
        try (TestTable test = new TestTable(0, 0, 70_000, EvictionPolicy.OLDEST); Region pieces = burst(1)) {
            for (long key = 0; key < BURST; key += 2) {
                test.touch(key, key);
            }
            test.table.prepare(pieces.address(), STRIDE, BURST);
            assertTrue(test.table.begin(), "a checked table of some rows must bring lines ahead");
            test.table.bringIndex(pieces.address(), STRIDE, 32);
            test.table.bringIndex(pieces.address() + 32 * STRIDE, STRIDE, BURST - 32);
            end(test, 2);
            test.touch(5, 5_000);
            test.table.bringRows(pieces.address(), STRIDE, 32);
            test.table.bringRows(pieces.address() + 32 * STRIDE, STRIDE, BURST - 32);
            end(test, 4);
            end(test, 98);
            test.touch(7, 5_000);
            test.table.approach(pieces.address(), STRIDE, BURST);
            for (int i = 0; i < BURST; i++) {
                final boolean ended = i == 2 || i == 4 || i == 98;
                final boolean wasThere = i % 2 == 0 && !ended;
                final long row = Memory.i64(pieces.address() + i * STRIDE + TouchLayout.LIKELY_OFFSET);
                if (i % 3 != 0 && (wasThere || row != 0)) {
                    assertEquals(i, TestTable.key(row), "touch " + i);
                    assertFalse(ended, "touch " + i + " has a row that ended");
                }
            }
            assertEquals(5, TestTable.key(touch(test, pieces, 5)), "a flow that began meanwhile");
            assertEquals(1, touch(test, pieces, 98) & 1, "a flow that ended meanwhile");
        }
    }

    /** While a pass runs a row is found like any other, and has its turn when it is touched, once; in a table of few rows and in one of many. */
    @Test
    void findsRowsThatAwaitAPass() {
        for (final long rows : new long[] {3, BURST}) {
            try (TestTable test = new TestTable(0, 0, 70_000, EvictionPolicy.OLDEST); Region burst = burst(1)) {
                for (long key = 0; key < rows; key++) {
                    test.touch(key, key);
                }
                final RowPasses passes = test.table.passes();
                final int pass = passes.add();
                passes.begin(pass);
                test.touch(1, 100);
                test.turns.clear();
                test.table.prepare(burst.address(), STRIDE, BURST);
                test.table.approach(burst.address(), STRIDE, BURST);
                assertEquals(TestTable.key(test.table.known(burst.address() + STRIDE)), 1, "had its turn");
                final long awaiting = test.table.known(burst.address() + 2 * STRIDE);
                assertTrue(awaiting < 0, "awaits it");
                assertEquals(~awaiting, touch(test, burst, 2));
                assertEquals(List.of(1L << pass), test.turns);
                touch(test, burst, 2);
                assertEquals(1, test.turns.size());
            }
        }
    }

    @Test
    void looksAgainForARowThatAwaitedAPassAndHasEnded() {
        try (TestTable test = new TestTable(0, 0); Region burst = burst(1)) {
            for (long key = 0; key < BURST; key++) {
                test.touch(key, key);
            }
            final RowPasses passes = test.table.passes();
            passes.begin(passes.add());
            test.table.prepare(burst.address(), STRIDE, BURST);
            test.table.approach(burst.address(), STRIDE, BURST);
            end(test, 2);
            test.touch(1_000, 5_000);
            final long touched = touch(test, burst, 2);
            assertEquals(1, touched & 1, "its row has ended, and another flow has the place");
            assertEquals(2, TestTable.key(touched - 1));
        }
    }

    /** What was found before a pass began is looked at again. */
    @Test
    void forgetsWhatItFoundWhenAPassBegins() {
        try (TestTable test = new TestTable(0, 0); Region burst = burst(1)) {
            for (long key = 0; key < BURST; key++) {
                test.touch(key, key);
            }
            final RowPasses passes = test.table.passes();
            final int pass = passes.add();
            final int other = passes.add();
            passes.begin(pass);
            test.table.prepare(burst.address(), STRIDE, BURST);
            test.table.approach(burst.address(), STRIDE, BURST);
            passes.begin(other);
            assertEquals(0, test.table.known(burst.address() + STRIDE));
            assertEquals(1, TestTable.key(touch(test, burst, 1)));
            assertEquals(List.of(1L << pass | 1L << other), test.turns);
        }
    }

    private static long touch(TestTable test, Region burst, int place) {
        return test.table.touch(burst.address() + place * STRIDE, 6_000);
    }

    private static void end(TestTable test, long key) {
        test.table.end(test.find(key), 5_000, 0);
    }

    private static List<Long> rows(TestTable test) {
        final List<Long> rows = new ArrayList<>();
        test.table.forEachRow(row -> {
            rows.add(row);
            rows.add(Memory.i64(row + RowLayout.LAST_SEEN_OFFSET));
            rows.add(TestTable.key(row));
        });
        return rows;
    }

    /** Every third one is not valid. */
    private static Region burst(long spread) {
        final Region burst = Region.allocate(BURST * STRIDE, "a test's burst");
        for (int i = 0; i < BURST; i++) {
            final long touch = burst.address() + i * STRIDE;
            Memory.putI64(touch + TouchLayout.VALID_OFFSET, i % 3 == 0 ? 0 : 1);
            Memory.putI64(touch + TouchLayout.HASH_OFFSET, UNTOUCHED);
            Memory.putI64(touch + TouchLayout.KEY_OFFSET, i * spread);
        }
        return burst;
    }

    private static void assertHashes(TestTable test, Region burst) {
        for (int i = 0; i < BURST; i++) {
            final long touch = burst.address() + i * STRIDE;
            assertEquals(i % 3 == 0 ? UNTOUCHED : test.hash(Memory.i64(touch + TouchLayout.KEY_OFFSET)), Memory.i64(touch + TouchLayout.HASH_OFFSET));
        }
    }
}
