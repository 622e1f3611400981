package flowc.runtime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.OutOfMemoryRegionException;
import flowc.runtime.memory.Region;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class HashFlowTableTest {
    private static final long EXPIRED = EndReason.EXPIRED.ordinal();

    private final TestTable test = new TestTable(0, 0);
    private final HashFlowTable table = test.table;

    @AfterEach
    void release() {
        test.close();
    }

    @Test
    void createsARowOnceAndFindsItAgain() {
        assertEquals(0, test.find(7));
        final long hash = test.hash(7);
        final long created = table.touch(test.key.address(), hash, 5, 100);
        assertEquals(1, created % 8, "new rows are marked");
        final long row = created - 1;
        assertEquals(row, test.find(7));
        assertEquals(row, table.touch(test.key.address(), hash, 9, 200));
        assertEquals(7, TestTable.key(row));
        assertEquals(100, Memory.i64(table.cold(row) + RowLayout.START_OFFSET));
        assertEquals(200, Memory.i64(row + RowLayout.LAST_SEEN_OFFSET));
        assertEquals(hash >>> 32, Memory.u32(row + RowLayout.TAG_OFFSET));
        assertEquals(5, Memory.u16(row + RowLayout.ORIENTATION_OFFSET));
        assertEquals(1, table.counters().created());
        assertEquals(1, table.counters().live());
    }

    @Test
    void saysHowMuchMemoryItsRowsAndIndexTookWhenFlowsCome() {
        assertEquals(0, table.bytesPerFlow());
        final long empty = table.bytesInUse();
        for (long key = 0; key < 500; key++) {
            test.touch(key, 0);
        }
        assertTrue(table.bytesInUse() >= empty + 500 * RowLayout.keyOffset(16) + 500 * 8, () -> "bytes in use: " + table.bytesInUse());
        assertEquals(table.bytesInUse() / 500.0, table.bytesPerFlow());
        final long full = table.bytesInUse();
        table.endAll(1, EXPIRED);
        assertEquals(full, table.bytesInUse(), "freed rows stay the table's");
    }

    @Test
    void keepsTheLatestTimeOfPacketsOutOfOrder() {
        final long row = test.touch(1, 100);
        test.touch(1, 50);
        table.refresh(row, 60);
        assertEquals(100, Memory.i64(row + RowLayout.LAST_SEEN_OFFSET));
        table.refresh(row, 101);
        assertEquals(101, Memory.i64(row + RowLayout.LAST_SEEN_OFFSET));
        assertEquals(100, Memory.i64(table.cold(row) + RowLayout.START_OFFSET));
    }

    @Test
    void givesZeroStateToAFlowThatUsesARowAgain() {
        final long row = test.touchRanked(1, 0, -1);
        Memory.putI64(TestTable.state(row) + 8, -1);
        table.end(row, 5, EXPIRED);
        test.touch(2, 0);
        final long again = test.find(2);
        assertEquals(row, again);
        assertEquals(0, Memory.i64(TestTable.state(again)) | Memory.i64(TestTable.state(again) + 8));
        assertEquals(0, test.find(1));
    }

    @Test
    void tellsKeysOfEqualHashApart() {
        final List<Long> rows = new ArrayList<>();
        for (long key = 0; key < 100; key++) {
            rows.add(test.touchHashed(key, 42, 0));
        }
        for (int key = 0; key < 100; key += 2) {
            table.end(rows.get(key), 0, EXPIRED);
        }
        for (long key = 0; key < 100; key++) {
            Memory.putI64(test.key.address(), key);
            assertEquals(key % 2 == 0 ? 0 : rows.get((int) key), table.find(test.key.address(), 42));
        }
    }

    @Test
    void anEndingRowIsWholeButNotFoundAndMayNotEndTwice() {
        final long row = test.touch(1, 10);
        final List<Long> found = new ArrayList<>();
        test.onEnd = () -> {
            found.add(test.find(1));
            table.end(row, 99, EXPIRED);
        };
        table.end(row, 20, EndReason.CLOSED.ordinal());
        assertEquals(List.of(0L), found);
        assertEquals(List.of("1 at 20 CLOSED"), test.taken());
        assertEquals(1, table.counters().ended(EndReason.CLOSED));
        assertEquals(0, table.counters().live());
    }

    @Test
    void aRowEndedWhilePinnedKeepsItsMemoryUntilTheLastPin() {
        final long row = test.touchRanked(1, 10, 77);
        table.pin(row);
        table.pin(row);
        table.end(row, 20, EXPIRED);
        table.end(row, 20, EXPIRED);
        assertNotEquals(row, test.touch(2, 20));
        assertEquals(77, Memory.i64(TestTable.state(row)));
        table.unpin(row);
        assertNotEquals(row, test.touch(3, 20));
        table.unpin(row);
        assertEquals(row, test.touch(4, 20));
        assertEquals(List.of("1 at 20 EXPIRED"), test.taken());
    }

    @Test
    void checkedRunsTellDoubleEndsAndUnpinsWithoutPin() {
        Assumptions.assumeTrue(Memory.CHECKED, "needs -Dflowc.checked=true");
        final long row = test.touch(1, 10);
        assertThrows(IllegalStateException.class, () -> table.unpin(row));
        table.end(row, 20, EXPIRED);
        assertThrows(IllegalStateException.class, () -> table.end(row, 20, EXPIRED));
    }

    @Test
    void visitsLiveRowsInOrderOfAddressAndLetsTheVisitorEndThem() {
        for (long key = 0; key < 10; key++) {
            test.touch(key, key);
        }
        table.end(test.find(4), 10, EXPIRED);
        final List<Long> visited = new ArrayList<>();
        table.forEachRow(row -> {
            visited.add(TestTable.key(row));
            if (TestTable.key(row) % 3 == 0) {
                table.end(row, 11, EXPIRED);
            }
            final long next = test.find(8);
            if (TestTable.key(row) == 5) {
                table.end(next, 12, EXPIRED);
            }
        });
        assertEquals(List.of(0L, 1L, 2L, 3L, 5L, 6L, 7L, 9L), visited);
        assertEquals(4, table.counters().live());
    }

    @Test
    void endsAllInOrderOfStartThenHash() {
        final List<String> expected = new ArrayList<>();
        final List<Long> keys = new ArrayList<>();
        for (long key = 0; key < 500; key++) {
            keys.add(key);
            test.touch(key, key % 7 * 10);
            test.touch(key, 1_000 - key);
        }
        keys.sort((left, right) -> left % 7 != right % 7 ? Long.compare(left % 7, right % 7) : Long.compareUnsigned(test.hash(left), test.hash(right)));
        keys.forEach(key -> expected.add(key + " at 2000 END"));
        table.endAll(2_000, EndReason.END.ordinal());
        assertEquals(expected, test.taken());
        assertEquals(0, table.counters().live());
        table.endAll(2_000, EndReason.END.ordinal());
        assertEquals(List.of(), test.taken());
    }

    @Test
    void hasSixtyFourLanesFromALimitOf65536RowsOn() {
        assertEquals(1, settings(65_535).lanes());
        assertEquals(65_535, settings(65_535).limitPerLane());
        assertEquals(64, settings(65_536).lanes());
        assertEquals(1_024, settings(65_536).limitPerLane());
        assertEquals(1_025, settings(65_537).limitPerLane());
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> settings(0));
        assertThrows(IllegalArgumentException.class, () -> settings(TableSettings.MAX_LIMIT + 1));
        assertThrows(IllegalArgumentException.class, () -> new TableSettings("t", 12, 0, 0, 0, 0, 1, EvictionPolicy.OLDEST, 0));
        assertThrows(IllegalArgumentException.class, () -> new TableSettings("t", 8, 0, 4, 0, 0, 1, EvictionPolicy.OLDEST, 0));
    }

    @Test
    void givesEverythingBackWhenMemoryRefusesTheStart() {
        final long before = Region.bytesTaken();
        final TableSettings huge = new TableSettings("huge", 8, 0, 1L << 20, 0, 0, TableSettings.MAX_LIMIT, EvictionPolicy.OLDEST, 0);
        final OutOfMemoryRegionException refused =
                assertThrows(OutOfMemoryRegionException.class, () -> new HashFlowTable(huge, test, new Alarm()).close());
        assertEquals(before, Region.bytesTaken());
        assertEquals(0, refused.getMessage().indexOf("no memory for the rows of table 'huge': it needs "));
    }

    private static TableSettings settings(long limit) {
        return new TableSettings("t", 8, 0, 0, 0, 0, limit, EvictionPolicy.OLDEST, 0);
    }
}
