package flowc.runtime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.memory.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
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

    /** What a quicksort with the middle of three as its pivot is slow at. */
    @Test
    void badPivotsAreNoHarm() {
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
                expected.add(new long[] {key, Memory.i64(row + RowLayout.START_OFFSET), test.hash(key)});
            }
            expected.sort(Comparator.<long[]>comparingLong(row -> row[1]).thenComparing(row -> row[2], Long::compareUnsigned));
            test.table.endAll(99, EndReason.END.ordinal());
            assertEquals(expected.stream().map(row -> row[0] + " at 99 END").toList(), test.taken());
        }
    }
}
