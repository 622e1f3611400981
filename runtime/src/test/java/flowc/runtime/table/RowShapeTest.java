package flowc.runtime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.CacheLine;
import flowc.runtime.memory.Memory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowShapeTest {
    private final long seed = Long.getLong("flowc.seed", 20261122);

    private static TableSettings settings(long keyBytes, long compactKeyBytes, long stateBytes, long coldStateBytes, long limit) {
        return new TableSettings("t", keyBytes, compactKeyBytes, stateBytes, 0, 0, limit, EvictionPolicy.REFUSE, 0).withColdState(coldStateBytes);
    }

    private static RowShape usual(long stateBytes, long coldStateBytes) {
        return RowShape.of(settings(40, 16, stateBytes, coldStateBytes, 10), 16, 8);
    }

    @Test
    void allOfASmallRowIsInOneLine() {
        final RowShape shape = usual(16, 0);
        assertTrue(shape.isInLine());
        assertFalse(shape.isSplit());
        assertEquals(CacheLine.BYTES, shape.rowBytes());
    }

    @Test
    void whatPacketsUseOfALargerOneIs() {
        final RowShape shape = usual(56, 24);
        assertTrue(shape.isInLine());
        assertTrue(shape.isSplit());
        assertEquals(CacheLine.BYTES, shape.rowBytes());
        assertEquals(40, shape.coldBytes());
    }

    @Test
    void aLineIsNotLeftHalfFree() {
        assertFalse(usual(64, 56).isInLine());
        assertEquals(16 + 56 + 16 + 8 + 16, usual(64, 56).rowBytes());
    }

    @Test
    void whatPacketsUseMayBeMoreThanALine() {
        assertFalse(usual(80, 16).isInLine());
        assertEquals(112 + 16, usual(80, 16).rowBytes());
    }

    /** Whatever unit rows are numbered in, both forms of a table keep to it. */
    @Test
    void rowsAreNumberedByUnits() {
        for (long unit = 8; unit <= 1_024; unit *= 2) {
            for (long state = 0; state < 120; state += 8) {
                for (long cold = 0; cold <= state; cold += 8) {
                    final TableSettings settings = settings(40, 16, state, cold, 10);
                    final RowShape wide = RowShape.of(settings, 40, unit);
                    final RowShape compact = RowShape.of(settings, 16, unit);
                    assertEquals(0, wide.rowBytes() % unit);
                    assertEquals(0, compact.rowBytes() % unit);
                    assertEquals(0, (wide.rowOffset() - compact.rowOffset()) % unit, settings + ", units of " + unit);
                }
            }
        }
    }

    /** No two parts of two rows overlap, and a row's number leads back to it, whatever the table and wherever a row is. */
    @Test
    void everyRowHasItsMemoryToItself() {
        System.out.println("RowShapeTest: -Dflowc.seed=" + seed);
        final Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            final long state = 8 * random.nextLong(20);
            final TableSettings settings = settings(8 + 8 * random.nextLong(8), 8 * random.nextLong(4), state, 8 * random.nextLong(state / 8 + 1), 1 + random.nextLong(40));
            try (RowStore rows = new RowStore(settings)) {
                final TableKeys keys = new TableKeys(settings);
                final Set<Long> words = new HashSet<>();
                final List<Long> taken = new ArrayList<>();
                add(words, rows.nothing(), 16);
                for (int i = 0; i < rows.capacity(); i++) {
                    final long form = settings.compactKeyBytes() != 0 && random.nextBoolean() ? KeyForm.COMPACT : KeyForm.WIDE;
                    final long row = rows.take(form);
                    taken.add(row);
                    assertEquals(form, rows.form(row));
                    assertEquals(row, rows.address(rows.number(row)));
                    add(words, row, keys.of(row) - row + (form == KeyForm.WIDE ? settings.keyBytes() : settings.compactKeyBytes()));
                    add(words, rows.cold(row), RowLayout.coldBytes(settings.coldStateBytes()));
                    // Checked: outside of the table's memory it throws.
                    rows.begin(row, RowStore.LIVE, i, 0, i);
                }
                final List<Long> visited = new ArrayList<>();
                rows.forEach(visited::add);
                assertEquals(taken.stream().sorted().toList(), visited, () -> settings + " -Dflowc.seed=" + seed);
                assertEquals(0, rows.number(rows.nothing()));
                assertEquals(rows.timer(rows.nothing()), rows.cold(rows.nothing()) + RowLayout.TIMER_OFFSET);
                assertEquals(0, Memory.i64(rows.timer(rows.nothing())), "it is read, like a row's");
            }
        }
    }

    private static void add(Set<Long> words, long address, long bytes) {
        for (long offset = 0; offset < bytes; offset += 8) {
            assertTrue(words.add(address + offset), "two share a word");
        }
    }
}
