package flowc.runtime.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.table.EvictionPolicy;
import flowc.runtime.table.TableSettings;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Passes that are spread over bursts against passes that run at their mark: what each flow sees, in its order, and what each interval sums up to, must be the same. */
class SpreadPassTest {
    private static final List<HousekeepingPace> PACES = List.of(new HousekeepingPace(1, 1), new HousekeepingPace(3, 3), new HousekeepingPace(3, 64), HousekeepingPace.AT_ONCE);
    private static final List<Long> LIMITS = List.of(1L, 2L, 5L, 16L, 17L, 40L, 70_000L);
    private static final Pattern FLOW = Pattern.compile("[0-9]+/[0-9]+");
    private static final int HISTORIES = Integer.getInteger("flowc.histories", 250);

    private final long seed = Long.getLong("flowc.seed", 20261122);

    @Test
    void agreesWithPassesAtTheirMarks() {
        System.out.println("SpreadPassTest: -Dflowc.seed=" + seed);
        int spread = 0;
        for (int i = 0; i < HISTORIES; i++) {
            spread += run(seed + i, 150, 4 + i % 60) ? 1 : 0;
        }
        assertTrue(spread > HISTORIES / 2, spread + " histories with passes");
    }

    @Test
    void agreesOnLongHistories() {
        System.out.println("SpreadPassTest long: -Dflowc.seed=" + seed);
        for (int i = 0; i < 4; i++) {
            run(seed + i, 30_000, 150);
        }
    }

    private static boolean run(long seed, int steps, int keys) {
        final History history = new History(seed, keys, steps > 1_000);
        final Setup drawn = history.setup(LIMITS);
        final Random random = new Random(seed);
        // More blocks on one table than can be spread, some that must not be.
        final List<EveryBlock> everies = IntStream.range(0, drawn.everies().size() * (1 + random.nextInt(3))).mapToObj(i -> drawn.everies().get(i % drawn.everies().size()))
                .map(block -> new EveryBlock(block.table(), block.periodNanos(), block.hasEach(), random.nextInt(5) > 0, List.of(), List.of())).toList();
        final Setup setup = new Setup(drawn.tables(), everies, drawn.keyHash(), drawn.ends());
        final Script expected = new Script(setup, random.nextBoolean(), false);
        final Script actual = new Script(setup, expected.reacts(), false);
        try (Sums atMarks = new Sums(everies.size());
                Sums between = new Sums(everies.size());
                RealTables left = new RealTables(setup, expected, HousekeepingPace.AT_ONCE, atMarks, false);
                RealTables right = new RealTables(setup, actual, PACES.get(random.nextInt(PACES.size())), between, true)) {
            final int burst = 1 + random.nextInt(20);
            for (int step = 0; step < steps; step++) {
                history.step(left, right, expected, actual);
                if (random.nextInt(burst) == 0) {
                    right.clock().housekeep();
                }
            }
            left.endOfInput();
            right.endOfInput();
            compare("-Dflowc.seed=" + seed + " " + setup, parts(setup, expected.log), parts(setup, actual.log));
            assertEquals(left.counters(), right.counters(), "-Dflowc.seed=" + seed + " " + setup);
        }
        return !everies.isEmpty();
    }

    private static void compare(String name, Map<String, List<String>> expected, Map<String, List<String>> actual) {
        expected.forEach((of, lines) -> {
            final List<String> others = actual.getOrDefault(of, List.of());
            for (int i = 0; i < Math.min(lines.size(), others.size()); i++) {
                assertEquals(lines.get(i), others.get(i), name + " after " + lines.subList(Math.max(0, i - 5), i));
            }
            assertEquals(lines.size(), others.size(), name);
        });
        assertEquals(expected.keySet(), actual.keySet(), name);
    }

    /** The lines of each flow, in order, and of the intervals of each table. */
    private static Map<String, List<String>> parts(Setup setup, List<String> log) {
        final Map<String, List<String>> lines = new TreeMap<>();
        for (String line : log) {
            final Matcher flow = FLOW.matcher(line);
            final String[] words = line.split(" ");
            final String of = switch (words[0]) {
                case "finish", "sums" -> "intervals of table " + setup.everies().get(Integer.parseInt(words[1])).table();
                case "init", "react" -> words[0];
                default -> flow.find() ? flow.group() : words[0];
            };
            lines.computeIfAbsent(of, _ -> new ArrayList<>()).add(line);
        }
        return lines;
    }

    private static TableSettings table(long limit) {
        return new TableSettings("t", 24, 0, 8, 0, 0, limit, EvictionPolicy.OLDEST, 0);
    }

    @Test
    void aBurstVisitsNoMoreRowsThanItsShareAndThePassIsOverAfterThreeQuartersOfItsPeriod() {
        final long period = 1_000_000;
        final Setup setup = new Setup(List.of(table(20_000)), List.of(new EveryBlock(0, period, true, true, List.of(), List.of())), Setup.KeyHash.GOOD);
        final Script script = new Script(setup, false);
        final HousekeepingPace pace = new HousekeepingPace(16, 100);
        try (Sums sums = new Sums(1); RealTables tables = new RealTables(setup, script, pace, sums, true)) {
            tables.advance(0);
            for (int key = 0; key < 10_000; key++) {
                tables.touch(0, key, 0, key);
            }
            script.log.clear();
            tables.advance(period);
            assertEquals(List.of("init 0 at 1000000"), script.log);
            final List<Integer> visits = new ArrayList<>();
            long time = period;
            while (script.log.stream().noneMatch(line -> line.startsWith("finish"))) {
                script.log.clear();
                time += 2_500;
                tables.advance(time);
                tables.clock().housekeep();
                visits.add((int) script.log.stream().filter(line -> line.startsWith("each")).count());
            }
            assertTrue(visits.stream().allMatch(visited -> visited <= 100), visits.toString());
            assertEquals(10_000, visits.stream().mapToInt(visited -> visited).sum());
            assertTrue(time <= 7 * period / 4, "at " + time);
        }
    }

    @Test
    void aRowThatIsUsedHasItsTurnFirst() {
        final Setup setup = new Setup(List.of(table(100)), List.of(new EveryBlock(0, 10, true, true, List.of(), List.of())), Setup.KeyHash.GOOD);
        final Script script = new Script(setup, false);
        try (Sums sums = new Sums(1); RealTables tables = new RealTables(setup, script, new HousekeepingPace(1, 1), sums, true)) {
            tables.advance(100);
            for (int key = 0; key < 4; key++) {
                tables.touch(0, key, 100, 5);
            }
            tables.advance(110);
            script.log.clear();
            tables.touch(0, 3, 110, 9);
            assertEquals(List.of("each 0 0/3 from 100 to 100 rank 5 at 110 elapsed 10"), script.log);
            tables.touch(0, 7, 110, 1);
            tables.expire(0, 2, 111);
            assertEquals(List.of("each 0 0/2 from 100 to 100 rank 5 at 110 elapsed 10", "each 0 0/2 from 100 to 100 rank 16 at 111 elapsed 1",
                    "end 0/2 from 100 to 100 rank 49 at 111 EXPIRED"), script.log.subList(1, 4));
            assertTrue(tables.contains(0, 1));
            assertEquals("each 0 0/1 from 100 to 100 rank 5 at 110 elapsed 10", script.log.getLast());
            for (int burst = 0; burst < 5; burst++) {
                tables.clock().housekeep();
            }
            assertEquals("sums 0 at 110: rows 4 sum 20 keys 0 top 5/0 5/1 5/2", script.log.getLast());
            tables.advance(120);
            tables.endOfInput();
            assertEquals("sums 0 at 120: rows 5 sum 58 keys 7 top 16/0 16/1 16/2", script.log.stream().filter(line -> line.startsWith("sums 0 at 120")).findFirst().orElseThrow());
        }
    }
}
