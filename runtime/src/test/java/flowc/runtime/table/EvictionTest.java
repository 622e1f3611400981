package flowc.runtime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvictionTest {
    @Test
    void theOldestGoesAtTheLimitAndAtTheTimeOfTheNewPacket() {
        try (TestTable test = new TestTable(0, 0, 3, EvictionPolicy.OLDEST)) {
            test.touch(1, 10);
            test.touch(2, 11);
            test.touch(3, 12);
            test.touch(1, 13);
            assertNotEquals(TestTable.NONE, test.touch(4, 20));
            assertEquals(List.of("2 at 20 EVICTED"), test.taken());
            assertEquals(0, test.find(2));
            assertEquals(3, test.table.counters().live());
            assertEquals(1, test.table.counters().evicted());
        }
    }

    @Test
    void theSmallestRankGoesSigned() {
        try (TestTable test = new TestTable(0, 0, 3, EvictionPolicy.SMALLEST)) {
            test.touchRanked(1, 10, 5);
            test.touchRanked(2, 11, -5);
            test.touchRanked(3, 9, 0);
            test.touchRanked(4, 20, 1);
            test.touchRanked(5, 21, 1);
            assertEquals(List.of("2 at 20 EVICTED", "3 at 21 EVICTED"), test.taken());
        }
    }

    @Test
    void aTableThatRefusesKeepsItsRows() {
        try (TestTable test = new TestTable(0, 0, 2, EvictionPolicy.REFUSE)) {
            test.touch(1, 10);
            test.touch(2, 11);
            assertEquals(TestTable.NONE, test.touch(3, 12));
            assertNotEquals(TestTable.NONE, test.touch(1, 13));
            assertEquals(1, test.table.counters().refused());
            assertEquals(List.of(), test.taken());
            test.table.end(test.find(1), 14, EndReason.CLOSED.ordinal());
            assertNotEquals(TestTable.NONE, test.touch(3, 15));
        }
    }

    @Test
    void aLimitOfOneHoldsTheLatest() {
        try (TestTable test = new TestTable(0, 0, 1, EvictionPolicy.OLDEST)) {
            test.touch(1, 10);
            test.touch(2, 11);
            test.touch(3, 12);
            assertEquals(List.of("1 at 11 EVICTED", "2 at 12 EVICTED"), test.taken());
        }
    }

    @Test
    void pinnedRowsStayAndWhenAllArePinnedTheNewKeyIsRefused() {
        try (TestTable test = new TestTable(0, 0, 2, EvictionPolicy.OLDEST)) {
            final long first = test.touch(1, 10);
            final long second = test.touch(2, 11);
            test.table.pin(first);
            test.table.pin(second);
            assertEquals(TestTable.NONE, test.touch(3, 12));
            assertEquals(1, test.table.counters().refused());
            test.table.unpin(second);
            test.touch(3, 12);
            assertEquals(List.of("2 at 12 EVICTED"), test.taken());
        }
    }

    @Test
    void tiesGoByHashThenByKey() {
        try (TestTable test = new TestTable(0, 0, 3, EvictionPolicy.OLDEST)) {
            test.touchHashed(9, -1, 10);
            test.touchHashed(8, 5, 10);
            test.touchHashed(7, 5, 10);
            test.touchHashed(6, 6, 11);
            test.touchHashed(5, 6, 11);
            test.touchHashed(4, 6, 11);
            assertEquals(List.of("7 at 11 EVICTED", "8 at 11 EVICTED", "9 at 11 EVICTED"), test.taken());
        }
    }

    @Test
    void theVictimsHandlersMayUseTheMemoryOfTheNewKey() {
        try (TestTable test = new TestTable(0, 0, 1, EvictionPolicy.OLDEST)) {
            test.touch(1, 10);
            test.onEnd = () -> test.find(777);
            test.touch(2, 11);
            assertNotEquals(0, test.find(2));
            assertEquals(0, test.find(777));
        }
    }

    @Test
    void theRowGoesFromTheBlockOfTheNewKeyHoweverYoung() {
        // 64 rows in 4 blocks of 16; the new key falls into the third block, where all rows are younger than elsewhere.
        try (TestTable test = new TestTable(0, 0, 64, EvictionPolicy.OLDEST)) {
            for (long key = 0; key < 64; key++) {
                final long block = key / 16;
                test.touchHashed(key, block << 62 | key << 40, block == 2 ? 1_000 + key : key);
            }
            test.touchHashed(100, 2L << 62, 2_000);
            assertEquals(List.of("32 at 2000 EVICTED"), test.taken());
        }
    }

    @Test
    void anEmptyOrPinnedBlockPassesTheDutyOnAround() {
        try (TestTable test = new TestTable(0, 0, 64, EvictionPolicy.OLDEST)) {
            for (long key = 0; key < 64; key++) {
                final long row = test.touchHashed(key, (key < 32 ? 0L : 3L) << 62 | key << 40, key);
                if (key >= 32) {
                    test.table.pin(row);
                }
            }
            test.touchHashed(100, 1L << 62, 2_000);
            assertEquals(List.of("0 at 2000 EVICTED"), test.taken());
        }
    }

    @Test
    void blocksHoldEightToSixteenRowsOnAverage() {
        assertEquals(0, EvictionScan.blockBits(1));
        assertEquals(0, EvictionScan.blockBits(16));
        assertEquals(1, EvictionScan.blockBits(17));
        assertEquals(1, EvictionScan.blockBits(32));
        assertEquals(2, EvictionScan.blockBits(33));
        for (long limit = 17; limit < TableSettings.MAX_LIMIT; limit = limit * 3 / 2 + 1) {
            final double average = limit / (double) (1L << EvictionScan.blockBits(limit));
            assertTrue(average > 8 && average <= 16, limit + " rows: " + average);
        }
    }

    @Test
    void anIndexAtItsLimitIsSevenTenthsFullAtMost() {
        for (long limit = 1; limit < TableSettings.MAX_LIMIT; limit = limit * 9 / 8 + 1) {
            final long entries = 8 * LaneIndex.linesFor(limit);
            assertTrue(limit * 10 <= entries * 7, limit + " rows in " + entries + " places");
            assertTrue(limit * 10 > (entries - 8) * 7, limit + " rows need not " + entries + " places");
        }
    }
}
