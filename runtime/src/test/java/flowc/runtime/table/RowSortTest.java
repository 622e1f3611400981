package flowc.runtime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The order in which flows end with the input: whatever order they were made in. */
class RowSortTest {
    private static final int ROWS = 5_000;

    private final long seed = Long.getLong("flowc.seed", 20261122);

    @Test
    void flowsEndInOrderOfTheirStartsAndThenOfTheirHashes() {
        System.out.println("RowSortTest: -Dflowc.seed=" + seed);
        final Random random = new Random(seed);
        endsInOrder(row -> row);
        endsInOrder(row -> -row);
        endsInOrder(_ -> 7);
        endsInOrder(_ -> random.nextInt(5));
        endsInOrder(_ -> random.nextLong() >> 2);
        endsInOrder(row -> Math.abs(ROWS / 2 - row));
    }

    /** However often it divides before it gives that up. */
    @Test
    void badPivotsAreNoHarm() {
        System.out.println("RowSortTest: -Dflowc.seed=" + seed);
        final Random random = new Random(seed);
        final TableSettings settings = new TableSettings("sorted", Long.BYTES, 0, 0, 0, 0, ROWS, EvictionPolicy.REFUSE, seed);
        try (RowStore rows = new RowStore(settings); Region memory = Region.allocate(ROWS * RowSort.ENTRY_BYTES, "entries")) {
            final TableKeys keys = new TableKeys(settings);
            final List<Long> taken = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                final long row = rows.take(KeyForm.WIDE);
                Memory.putI64(keys.of(row), i);
                rows.begin(row, RowStore.LIVE, random.nextInt(), 0, random.nextInt(ROWS));
                taken.add(row);
            }
            for (final int depth : new int[] {0, 1, 4, 12}) {
                Collections.shuffle(taken, random);
                final RowSort sort = new RowSort(rows, new RowOrder(keys));
                sort.clear(memory.address());
                taken.forEach(sort::add);
                sort.sort(depth);
                final List<Long> sorted = LongStream.range(0, sort.count()).mapToObj(sort::row).toList();
                assertEquals(taken.stream().sorted(Comparator.<Long>comparingLong(row -> Memory.i64(rows.cold(row) + RowLayout.START_OFFSET))
                        .thenComparing(row -> Memory.u32(row + RowLayout.TAG_OFFSET)).thenComparing(row -> Memory.i64(keys.of(row)))).toList(), sorted, "depth " + depth);
            }
        }
    }

    /** What a quicksort with the middle of three as its pivot is slow at. */
    @Test
    void ordersThatAreBadForFixedPivotsAreNoHarm() {
        final long[] starts = new long[ROWS];
        for (int i = 1; i <= ROWS / 2; i++) {
            if (i % 2 == 1) {
                starts[i - 1] = i;
                starts[i] = ROWS / 2 + i;
            }
            starts[ROWS / 2 + i - 1] = 2L * i;
        }
        endsInOrder(row -> starts[(int) row]);
    }

    private static void endsInOrder(LongUnaryOperator start) {
        try (TestTable test = new TestTable(0, 0, ROWS, EvictionPolicy.REFUSE)) {
            final List<long[]> expected = new ArrayList<>();
            for (long key = 0; key < ROWS; key++) {
                final long row = test.touch(key, start.applyAsLong(key));
                expected.add(new long[] {key, Memory.i64(test.table.cold(row) + RowLayout.START_OFFSET), test.hash(key)});
            }
            expected.sort(Comparator.<long[]>comparingLong(row -> row[1]).thenComparing(row -> row[2], Long::compareUnsigned));
            test.table.endAll(99, EndReason.END.ordinal());
            assertEquals(expected.stream().map(row -> row[0] + " at 99 END").toList(), test.taken());
        }
    }
}
