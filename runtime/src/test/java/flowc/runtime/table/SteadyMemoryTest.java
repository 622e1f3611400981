package flowc.runtime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Allocations;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a table takes it takes at the start; what flows leave behind is nothing. */
class SteadyMemoryTest {
    private static final RowListener NOBODY = new RowListener() {
        @Override
        public void onEnd(long row, long time, long reason) {}

        @Override
        public long rank(long row) {
            return Memory.i64(row + RowLayout.LAST_SEEN_OFFSET);
        }
    };

    private final Region key = Region.allocate(16, "a test's key");

    @Test
    void aMillionTouchesCreationsAndEndsAllocateNothing() {
        for (final EvictionPolicy policy : EvictionPolicy.values()) {
            try (HashFlowTable table = new HashFlowTable(new TableSettings("t", 16, 0, 1_000, 5_000, 90_000, 700, policy, 1), NOBODY, new Alarm())) {
                final long[] sent = {0};
                final long count = policy == EvictionPolicy.OLDEST ? 1_000_000 : 100_000;
                final long allocated = Allocations.fewestBytes(() -> {
                    packets(table, sent[0], count);
                    sent[0] += count;
                });
                assertTrue(Allocations.isNone(allocated), policy + ": " + allocated + " bytes in " + count + " packets");
                assertTrue(table.counters().created() > 20_000, policy + ": rows must come and go");
            }
        }
    }

    /** Each of 256 workers has one of each table, in a heap of a gigabyte. */
    @Test
    void deadlinesWaitOffTheHeap() {
        final long more = opened(5_000) - opened(0);
        assertTrue(more < 64 << 10, more + " bytes of heap");
    }

    /** Heap that a table takes; {@code idleNanos} is 0 for none. */
    private static long opened(long idleNanos) {
        final TableSettings settings = new TableSettings("t", 16, 0, 1_000, idleNanos, 0, 1_000_000, EvictionPolicy.OLDEST, 1);
        return Allocations.fewestBytes(() -> new HashFlowTable(settings, NOBODY, new Alarm()).close());
    }

    /** Flows of 1,500 keys, some steady, some once; every packet moves the clock. */
    private void packets(HashFlowTable table, long from, long count) {
        long random = from * 2 + 1;
        for (long i = from; i < from + count; i++) {
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            final long time = i * 10;
            while (table.peekDue(time) != Long.MAX_VALUE) {
                table.endEarliest();
            }
            Memory.putI64(key.address(), (random & 3) == 0 ? i : random >>> 55);
            final long hash = Memory.i64(key.address()) * 0x9e3779b97f4a7c15L;
            final long touched = table.touch(key.address(), hash, 0, time);
            if ((i & 7) == 0 && touched != 0) {
                table.end(touched & -2, time, EndReason.CLOSED.ordinal());
            }
        }
    }

    @Test
    void churnLeavesNothingBehind() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        System.out.println("SteadyMemoryTest churn seed=" + seed);
        final Random random = new Random(seed);
        try (TestTable test = new TestTable(0, 0, 70_000, EvictionPolicy.OLDEST)) {
            final long taken = Region.bytesTaken();
            final Map<Long, Long> rows = new HashMap<>();
            for (int i = 0; i < 300_000; i++) {
                final long key = random.nextInt(i % 100_000 < 50_000 ? 3_000 : 300);
                if (random.nextBoolean()) {
                    final Long known = rows.get(key);
                    final long row = test.touch(key, i);
                    assertEquals(known == null ? row : known, row);
                    rows.put(key, row);
                } else {
                    final long row = test.find(key);
                    final Long known = rows.remove(key);
                    assertEquals(known == null ? 0 : known, row);
                    if (known != null) {
                        test.table.end(row, i, EndReason.CLOSED.ordinal());
                        test.ends.clear();
                    }
                }
            }
            final long most = rows.values().stream().mapToLong(row -> row).max().orElseThrow() - rows.values().stream().mapToLong(row -> row).min().orElseThrow();
            assertTrue(most <= 3_000 * 64, "3,000 rows at a time need no more memory than that: " + most);
            assertEquals(taken, Region.bytesTaken());
            rows.values().forEach(row -> test.table.end(row, 0, EndReason.CLOSED.ordinal()));
            assertEquals(0, test.table.counters().live());
            test.table.forEachRow(row -> {
                throw new AssertionError("no row is left");
            });
        }
    }
}
