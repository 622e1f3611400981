package flowc.runtime.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.table.EndReason;
import flowc.runtime.table.EvictionPolicy;
import flowc.runtime.table.TableCounters;
import flowc.runtime.table.TableSettings;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows whose ends nobody hears of, or in any order when many are due, in bursts as workers handle them: each packet finds what it would find had they ended in order and at once. */
class EndSweepTest {
    private static final List<Long> IDLE = List.of(1L, 7L, 50L, 1_000L, 1_000_000L, 30_000_000_000L);
    private static final List<Long> LIMITS = List.of(1L, 2L, 5L, 17L, 40L, 1_000L, 70_000L);
    private static final List<Long> BEGINS = List.of(0L, -500L, 1_700_000_000_000_000_000L, Long.MAX_VALUE - 100_000, Long.MIN_VALUE + 5);
    private static final int HISTORIES = Integer.getInteger("flowc.histories", 400);

    private final long seed = Long.getLong("flowc.seed", 20261122);

    @Test
    void packetsFindWhatTheyWouldHadRowsEndedAtOnce() {
        System.out.println("EndSweepTest: -Dflowc.seed=" + seed);
        for (int i = 0; i < HISTORIES; i++) {
            new Run(seed + i).run();
        }
    }

    /** One random table, and packets on it. */
    private static final class Run {
        private final Random random;
        private final String name;
        private final long idle;
        private final int keys;
        private final Setup setup;
        private final Script expectedLog;
        private final Machine expected;
        private long clock;

        Run(long seed) {
            random = new Random(seed);
            name = "-Dflowc.seed=" + seed + " ";
            idle = one(IDLE);
            keys = 2 + random.nextInt(100);
            clock = one(BEGINS);
            final TableSettings table = new TableSettings("t", 24, one(List.of(0L, 8L)), 16, idle, one(List.of(0L, idle, 3 * idle)), one(LIMITS), one(List.of(EvictionPolicy.values())),
                    random.nextLong());
            setup = new Setup(List.of(table.withColdState(8L * random.nextInt(2))), List.of(), one(List.of(Setup.KeyHash.values())),
                    one(List.of(Setup.Ends.UNHEARD, Setup.Ends.HEARD_LATE)));
            expectedLog = new Script(setup, false);
            expected = new ReferenceTables(setup, expectedLog);
        }

        private <T> T one(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        void run() {
            final HousekeepingPace pace = new HousekeepingPace(1 + random.nextInt(3), 1 + random.nextInt(50));
            final Script log = new Script(setup, false);
            try (RealTables real = new RealTables(setup, log, pace)) {
                for (int burst = 0; burst < 150; burst++) {
                    burst(real);
                    if (random.nextInt(3) > 0) {
                        real.clock().housekeep();
                    }
                    if (random.nextInt(20) == 0) {
                        real.endSwept();
                        assertEquals(expected.contents(), real.contents(), name + burst);
                        assertEquals(expected.counters(), real.counters(), name + burst);
                        assertEquals(sorted(expectedLog), sorted(log), name + burst);
                    }
                }
                expected.endOfInput();
                real.endOfInput();
                assertEquals(expected.counters(), real.counters(), name);
                assertEquals(sorted(expectedLog), sorted(log), name);
            }
        }

        private static List<String> sorted(Script script) {
            return script.log.stream().sorted().toList();
        }

        private void burst(RealTables real) {
            final List<Integer> burst = IntStream.range(0, 1 + random.nextInt(RealTables.BURST)).mapToObj(_ -> random.nextInt(keys)).toList();
            real.approach(0, burst);
            for (int place = 0; place < burst.size(); place++) {
                final long time = random.nextInt(6) > 0 ? later() : clock - random.nextLong(idle + 2);
                final long rank = random.nextInt(5);
                expected.advance(time);
                real.advance(time);
                final int key = burst.get(place);
                assertEquals(expected.touch(0, key, time, rank), real.touchApproached(0, place, time, rank), name + "key " + key + " at " + time);
                final int other = random.nextInt(keys);
                assertEquals(expected.contains(0, other), real.contains(0, other), name + "key " + other + " at " + time);
            }
        }

        /** By steps about as long as what touches foresee, and as the timeout. */
        private long later() {
            final long step = switch (random.nextInt(12)) {
                case 0 -> idle;
                case 1 -> idle + 1;
                case 2 -> idle / 1024 + random.nextInt(3) - 1;
                case 3 -> random.nextInt(50) == 0 ? 40 * idle : 1;
                case 4 -> random.nextLong(idle / 4 + 2);
                default -> random.nextInt(3);
            };
            clock = clock + step < clock ? Long.MAX_VALUE : clock + Math.max(0, step);
            return clock;
        }
    }

    @ParameterizedTest
    @CsvSource({"UNHEARD, 0", "HEARD_LATE, 0", "HEARD_LATE, 7000000", "UNHEARD, 7000000"})
    void aBurstWaitsForFewEndsHoweverManyAreDue(Setup.Ends ends, long active) {
        final int flows = 50_000;
        final TableSettings table = new TableSettings("t", 8, 0, 8, 1_000_000, active, 100_000, EvictionPolicy.OLDEST, 0);
        final Setup setup = new Setup(List.of(table), List.of(), Setup.KeyHash.GOOD, ends);
        // A look ahead may find some hundred rows of the next spans, which end by deadline.
        final long most = 25 + (ends == Setup.Ends.UNHEARD && active == 0 ? 0 : 300);
        try (RealTables real = new RealTables(setup, new Script(setup, false), new HousekeepingPace(8, 100))) {
            for (int key = 0; key < flows; key++) {
                real.advance(key);
                real.touch(0, key, key, 0);
            }
            final List<Long> ended = Stream.iterate(9_000_000L, time -> time + 1).limit(2_100).map(time -> {
                final long before = ended(real);
                real.advance(time);
                final long waited = ended(real) - before;
                real.clock().housekeep();
                return Math.max(waited, ended(real) - before - waited);
            }).toList();
            assertEquals(flows, ended(real));
            assertTrue(ended.stream().allMatch(rows -> rows <= most), "each wait was for few ends: " + ended);
        }
    }

    @Test
    void fewEndsThatAreHeardKeepTheirOrderAndComeBeforeThePacket() {
        final TableSettings table = new TableSettings("t", 8, 0, 8, 1_000_000, 0, 100_000, EvictionPolicy.OLDEST, 0);
        final Setup setup = new Setup(List.of(table), List.of(), Setup.KeyHash.GOOD, Setup.Ends.HEARD_LATE);
        final Script log = new Script(setup, false);
        try (RealTables real = new RealTables(setup, log, HousekeepingPace.USUAL)) {
            final List<String> due = IntStream.range(0, 500).mapToObj(i -> {
                final int key = i * 7 % 500;
                real.advance(i);
                real.touch(0, key, i, 0);
                return "end " + RealTables.rowText(0, key, i, i, 0) + " at " + (i + 1_000_000) + " IDLE";
            }).toList();
            real.advance(9_000_000);
            assertEquals(due, log.log);
        }
    }

    @Test
    void aFullLaneWaitsForEndsUntilItHasRoom() {
        final int flows = 65_536;
        final TableSettings table = new TableSettings("t", 8, 0, 8, 1_000_000, 0, flows, EvictionPolicy.OLDEST, 0);
        final Setup setup = new Setup(List.of(table), List.of(), Setup.KeyHash.GOOD, Setup.Ends.UNHEARD);
        try (RealTables real = new RealTables(setup, new Script(setup, false), new HousekeepingPace(8, 100))) {
            for (int key = 0; key < 2 * flows; key++) {
                real.advance(key);
                real.touch(0, key, key, 0);
            }
            final TableCounters counters = real.clock().table(0).counters();
            assertEquals(flows, counters.live());
            final long evicted = counters.ended(EndReason.EVICTED);
            real.advance(9_000_000);
            real.touch(0, 2 * flows, 9_000_000, 0);
            assertEquals(evicted, counters.ended(EndReason.EVICTED), "all that is there is over");
            assertTrue(ended(real) > 0 && ended(real) < flows / 8, "as many as it takes until one of 64 lanes has room: " + ended(real));
        }
    }

    private static long ended(RealTables real) {
        return real.clock().table(0).counters().ended(EndReason.IDLE);
    }
}
