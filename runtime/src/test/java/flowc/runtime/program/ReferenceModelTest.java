package flowc.runtime.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables and clock against {@link ReferenceTables}: the same callbacks in the same order with the same times, the same rows, the same counters. */
class ReferenceModelTest {
    private static final List<Long> SMALL_LIMITS = List.of(1L, 2L, 3L, 5L, 16L, 17L, 40L, 70_000L);

    private static final int HISTORIES = Integer.getInteger("flowc.histories", 1_500);

    private final long seed = Long.getLong("flowc.seed", 20261121);

    @Test
    void agreesOnThousandsOfShortHistories() {
        System.out.println("ReferenceModelTest short histories: -Dflowc.seed=" + seed);
        for (int i = 0; i < HISTORIES; i++) {
            run(seed + i, 120, 4 + i % 60, SMALL_LIMITS);
        }
    }

    @Test
    void agreesOnLongHistories() {
        System.out.println("ReferenceModelTest long histories: -Dflowc.seed=" + seed);
        for (int i = 0; i < 2; i++) {
            run(seed + i, 200_000, 150, List.of(20L, 60L, 100L, 1_000L));
        }
    }

    @Test
    void agreesOnLanesAtTheirLimit() {
        System.out.println("ReferenceModelTest lanes: -Dflowc.seed=" + seed);
        for (int i = 0; i < 4; i++) {
            run(seed + i, 6_000, 4_000, List.of(65_536L, 700L));
        }
    }

    private static void run(long seed, int steps, int keys, List<Long> limits) {
        final History history = new History(seed, keys, steps > 1_000);
        final Setup setup = history.setup(limits);
        final boolean reacts = seed % 2 == 0;
        final Script expected = new Script(setup, reacts);
        final Script actual = new Script(setup, reacts);
        final String name = "-Dflowc.seed=" + seed + " " + setup + " ";
        final Machine reference = new ReferenceTables(setup, expected);
        // Work ahead on deadlines must change nothing.
        final HousekeepingPace pace = new HousekeepingPace(1 + seed % 3, 1 + seed % 50);
        try (RealTables real = new RealTables(setup, actual, pace)) {
            for (int step = 0; step < steps; step++) {
                history.step(reference, real, expected, actual);
                if (step % (1 + seed % 7) == 0) {
                    real.clock().housekeep();
                }
                if (step % 64 == 0) {
                    compare(name + "step " + step, reference, real, expected, actual);
                }
            }
            compare(name + "before the end", reference, real, expected, actual);
            History.both(reference, real, expected, actual, (machine, _) -> machine.endOfInput());
            compareLogs(name + "at the end", expected, actual);
            assertEquals(reference.counters(), real.counters(), name);
            // Rows that nobody hears of are only counted then.
            assertTrue(!setup.hearsEnds() || real.contents().isEmpty(), name);
        }
    }

    private static void compare(String name, Machine reference, RealTables real, Script expected, Script actual) {
        real.endSwept();
        compareLogs(name, expected, actual);
        assertEquals(reference.contents(), real.contents(), name);
        assertEquals(reference.counters(), real.counters(), name);
    }

    private static void compareLogs(String name, Script expected, Script actual) {
        for (int i = 0; i < Math.min(expected.log.size(), actual.log.size()); i++) {
            if (!expected.log.get(i).equals(actual.log.get(i))) {
                assertEquals(String.join("\n", expected.log.subList(Math.max(0, i - 10), i + 1)),
                        String.join("\n", actual.log.subList(Math.max(0, i - 10), i + 1)), name);
            }
        }
        assertEquals(expected.log.size(), actual.log.size(), name);
        expected.log.clear();
        actual.log.clear();
    }
}
