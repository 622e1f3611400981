package flowc.runtime.program;

import flowc.runtime.table.EvictionPolicy;
import flowc.runtime.table.TableSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random declaration and random packets on it, the same for the same seed, shaped so that boundaries are hit: gaps equal to timeouts, equal
 * times, times going back, long gaps.
 */
final class History {
    private static final long[] NANOS = {0, 1, 2, 7, 50, 1_000, 30_000_000_000L};
    private static final long[] BASES = {0, -500, 1_700_000_000_000_000_000L, Long.MAX_VALUE - 100_000};

    private final Random random;
    private final int keys;
    private final boolean marksAreFew;
    private final List<Long> steps = new ArrayList<>(List.of(0L, 1L, 2L, 3L));
    private long clock;

    History(long seed, int keys, boolean marksAreFew) {
        this.marksAreFew = marksAreFew;
        this.random = new Random(seed);
        this.keys = keys;
        this.clock = BASES[random.nextInt(BASES.length)];
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Setup setup(List<Long> limits) {
        final List<TableSettings> tables = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            final long idle = NANOS[random.nextInt(NANOS.length)];
            final long active = NANOS[random.nextInt(NANOS.length)];
            steps.addAll(List.of(idle, idle + 1, active, active + 1));
            final TableSettings table = new TableSettings("t" + i, one(List.of(24, 40)), one(List.of(0, 8, 16)), one(List.of(8, 24, 56)), idle, active, one(limits),
                    one(List.of(EvictionPolicy.values())), random.nextLong());
            // The first word is the rank, which packets use.
            tables.add(table.withColdState(8 * random.nextLong(table.stateBytes() / 8)));
        }
        final List<EveryBlock> everies = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            everies.add(new EveryBlock(random.nextInt(tables.size()), period(), random.nextInt(4) > 0));
        }
        steps.add(everies.isEmpty() ? 5 : everies.getFirst().periodNanos());
        return new Setup(tables, everies, one(List.of(Setup.KeyHash.values())), random.nextInt(3) > 0 ? Setup.Ends.HEARD : Setup.Ends.UNHEARD);
    }

    /** Short beside the steps of the clock, so that gaps have many marks, but not millions, which the reference model would count one by one. */
    private long period() {
        final boolean hasLongSteps = steps.contains(30_000_000_000L);
        if (marksAreFew) {
            return hasLongSteps ? 20_000_000_000L : 1_000;
        }
        return one(hasLongSteps ? List.of(299_999_999L, 30_000_000_000L) : List.of(10L, 300L, 1_000L));
    }

    /** Does one random thing to both machines. */
    void step(Machine left, Machine right, Script leftScript, Script rightScript) {
        final int kind = random.nextInt(100);
        final int table = random.nextInt(leftScript.tableCount());
        final int key = random.nextInt(keys);
        final long rank = random.nextInt(5) - 2;
        final long late = random.nextInt(5) > 0 ? clock : clock - one(steps) - random.nextInt(60);
        if (kind < 50 && random.nextInt(3) == 0) {
            clock = Math.max(clock, random.nextInt(200) == 0 ? clock + 20 * one(steps) : clock + one(steps));
        }
        final long time = clock;
        both(left, right, leftScript, rightScript, (machine, script) -> {
            switch (kind / 10) {
                case 0, 1, 2, 3, 4 -> {
                    machine.advance(time);
                    script.log.add("touch " + table + "/" + key + " at " + time + " " + machine.touch(table, key, time, rank));
                }
                case 5, 6 -> {
                    machine.advance(late);
                    script.log.add("late " + table + "/" + key + " at " + late + " " + machine.touch(table, key, late, rank));
                }
                case 7 -> machine.refresh(table, key, late);
                case 8 -> machine.expire(table, key, time);
                default -> pinOrUnpin(machine, kind, table, key);
            }
        });
    }

    private static void pinOrUnpin(Machine machine, int kind, int table, int key) {
        if (kind < 95) {
            machine.pin(table, key);
        } else {
            machine.unpin();
            machine.unpin();
        }
    }

    interface Action {
        void run(Machine machine, Script script);
    }

    static void both(Machine left, Machine right, Script leftScript, Script rightScript, Action action) {
        action.run(left, leftScript);
        action.run(right, rightScript);
    }
}
