package flowc.runtime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final long NEVER = Long.MAX_VALUE;

    @Test
    void aGapEqualToTheIdleTimeoutIsOneFlow() {
        try (TestTable test = new TestTable(30, 0)) {
            test.touch(1, 100);
            assertEquals(List.of(), test.endDue(130));
            test.touch(1, 130);
            assertEquals(List.of(), test.endDue(160));
            assertEquals(List.of("1 at 160 IDLE"), test.endDue(161));
        }
    }

    @Test
    void aPacketAtStartPlusActiveBeginsANewFlow() {
        try (TestTable test = new TestTable(0, 60)) {
            test.touch(1, 100);
            test.touch(1, 159);
            assertEquals(List.of(), test.endDue(159));
            assertEquals(List.of("1 at 160 ACTIVE"), test.endDue(160));
        }
    }

    @Test
    void theEarlierTimeoutEndsAFlowAndTheActiveOneAtTheSameTime() {
        try (TestTable test = new TestTable(30, 60)) {
            test.touch(1, 100);
            test.touch(2, 100);
            test.touch(2, 130);
            test.touch(3, 100);
            test.touch(3, 129);
            test.touch(4, 100);
            test.touch(4, 131);
            assertEquals(List.of("1 at 130 IDLE", "3 at 159 IDLE", "2 at 160 ACTIVE", "4 at 160 ACTIVE"), test.endDue(1_000).stream().sorted((left, right) -> {
                final int byTime = left.split(" ")[2].compareTo(right.split(" ")[2]);
                return byTime != 0 ? byTime : left.compareTo(right);
            }).toList());
        }
    }

    @Test
    void endsAtOneInstantGoByHash() {
        try (TestTable test = new TestTable(30, 0)) {
            for (long key = 0; key < 50; key++) {
                test.touch(key, 100);
            }
            final List<String> ends = test.endDue(1_000);
            for (int i = 1; i < ends.size(); i++) {
                assertTrue(Long.compareUnsigned(test.hash(key(ends.get(i - 1))), test.hash(key(ends.get(i)))) < 0, ends.toString());
            }
        }
    }

    private static long key(String end) {
        return Long.parseLong(end.split(" ")[0]);
    }

    @Test
    void aLatePacketsRowIsDueAtOnce() {
        try (TestTable test = new TestTable(30, 0)) {
            test.touch(1, 1_000_000);
            assertEquals(NEVER, test.table.peekDue(1_000_000));
            test.touch(2, 5);
            assertTrue(test.alarm.due() <= 1_000_000, "the clock must hear of it");
            assertEquals(36, test.table.peekDue(1_000_000));
            assertEquals(35, test.table.dueEnd());
            assertEquals(List.of("2 at 35 IDLE"), test.endDue(1_000_000));
        }
    }

    @Test
    void sumsBeyondTheRangeOfTimesAreNeverDue() {
        try (TestTable test = new TestTable(30, NEVER - 1)) {
            test.touch(1, NEVER - 20);
            assertEquals(List.of(), test.endDue(NEVER));
            test.touch(2, -100);
            assertEquals(List.of("2 at -70 IDLE"), test.endDue(NEVER));
        }
    }

    @Test
    void aTableWithoutTimeoutsHasNothingDue() {
        try (TestTable test = new TestTable(0, NEVER)) {
            test.touch(1, 0);
            assertEquals(NEVER, test.table.nextDue());
            assertEquals(NEVER, test.alarm.due());
            assertEquals(List.of(), test.endDue(NEVER));
        }
    }

    /** The clock asks a table again only when it reaches nextDue: that must rise, never pass a row by, and seldom be asked in vain. */
    @Test
    void theNextInstantIsABoundThatMakesProgress() {
        final Random random = new Random(5);
        try (TestTable test = new TestTable(30_000_000_000L, 1_800_000_000_000L)) {
            long clock = 1_000;
            long asked = 0;
            long packets = 0;
            while (packets < 100_000) {
                clock += random.nextInt(20_000_000);
                if (clock >= Math.min(test.alarm.due(), test.table.nextDue())) {
                    asked++;
                    test.endDue(clock);
                    assertTrue(test.table.nextDue() > clock);
                    test.alarm.set(test.table.nextDue());
                }
                test.touch(random.nextInt(900), clock);
                packets++;
                assertTrue(test.table.nextDue() <= earliest(test, packets), "no row is passed by");
            }
            assertTrue(asked < packets / 2, asked + " calls for " + packets + " packets");
        }
    }

    /** Ten flows a span begin for longer than the wheel has room, and none ends: as in the first minute of a flood. */
    @Test
    void rowsArmedWhileNothingIsDueKeepToTheirOwnSpans() {
        final long idle = 30_000_000_000L;
        final long apart = 1L << 20;
        final long most = 100;
        try (TestTable test = new TestTable(idle, 0, 100_000, EvictionPolicy.OLDEST)) {
            long clock = 0;
            for (long key = 0; clock < 2 * idle; key++) {
                clock += apart;
                if (clock > idle) {
                    final long looked = test.table.workAhead(clock, Long.MAX_VALUE, Long.MAX_VALUE);
                    assertTrue(looked <= most, looked + " rows due at " + clock);
                    test.endDue(clock);
                }
                test.touch(key, clock);
            }
        }
    }

    private static long earliest(TestTable test, long packets) {
        if (packets % 1_000 != 0) {
            return NEVER;
        }
        final long[] earliest = {NEVER};
        test.table.forEachRow(row -> earliest[0] = Math.min(earliest[0], Math.min(Memory.i64(row + RowLayout.LAST_SEEN_OFFSET) + 30_000_000_001L,
                Memory.i64(test.table.cold(row) + RowLayout.START_OFFSET) + 1_800_000_000_000L)));
        return earliest[0];
    }

    @Test
    void theBucketSetFindsTheNextOneAroundTheCircle() {
        final BucketSet set = new BucketSet();
        final TreeSet<Integer> expected = new TreeSet<>();
        final Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            final int bucket = random.nextInt(4) == 0 ? random.nextInt(BucketSet.SIZE) : random.nextInt(70) * 63 % BucketSet.SIZE;
            if (random.nextInt(10) < 4) {
                set.add(bucket);
                expected.add(bucket);
            } else {
                set.remove(bucket);
                expected.remove(bucket);
            }
            assertEquals(expected.isEmpty(), set.isEmpty());
            if (!expected.isEmpty()) {
                final int from = random.nextInt(BucketSet.SIZE);
                final Integer later = expected.ceiling(from);
                assertEquals(later != null ? later : expected.first(), set.next(from));
            }
        }
    }
}
