package flowc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.Engine;
import flowc.runtime.EngineSettings;
import flowc.runtime.Progress;
import flowc.runtime.RunSummary;
import flowc.runtime.Tracker;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.packet.MemorySource;
import flowc.runtime.program.TrackerDescriptor.Every;
import flowc.runtime.program.TrackerDescriptor.Group;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the compiler takes for spreadable is: random trackers give the same records, counts and losses with several workers as with one. More:
 * {@code -Dflowc.soak=1000} trackers, {@code -Dflowc.seed=…} to begin elsewhere.
 */
final class SpreadTest {
    private static final int TRACKERS = Integer.getInteger("flowc.soak", 25);
    private static final long SEED = Long.getLong("flowc.seed", 20_261_122);
    private static final int PACKETS = 1_500;

    @Test
    void severalWorkersSayWhatOneSays() {
        System.out.println("SpreadTest: seed " + SEED + ", " + TRACKERS + " trackers");
        int spread = 0;
        int owned = 0;
        int together = 0;
        long merged = 0;
        for (long seed = SEED; seed < SEED + TRACKERS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final String text = RandomPlacement.of(random);
            final Tracker tracker = CompiledRun.compile(text);
            final List<MemorySource.Packet> frames = CompiledRun.frames(RandomPackets.of(random, PACKETS));
            final List<String> one = results(tracker, frames, 1);
            for (int workers : new int[] {2, 2 + random.nextInt(4)}) {
                assertEquals("", difference(one, results(tracker, frames, workers)), "seed " + seed + ", " + workers + " workers\n" + text);
            }
            for (Group group : tracker.descriptor().groups()) {
                spread += group.isSpread() ? 1 : 0;
                owned += group.isSpread() ? 0 : 1;
                together += group.isSpread() && group.tables().size() > 1 ? 1 : 0;
            }
            merged += tracker.descriptor().everies().stream().filter(Every::inAnyOrder).count();
        }
        assertTrue(spread > TRACKERS / 3 && owned > TRACKERS / 6 && together > TRACKERS / 30 && merged > TRACKERS / 4, spread + " " + owned + " " + together + " " + merged);
    }

    /** Rows whose ends nobody hears of end in another order, and later: nobody may be able to tell. */
    @Test
    void itMakesNoDifferenceWhetherEndsAreHeard() {
        System.out.println("SpreadTest, ends: seed " + SEED + ", " + TRACKERS + " trackers");
        for (long seed = SEED; seed < SEED + TRACKERS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final String text = RandomPlacement.of(random);
            final List<MemorySource.Packet> frames = CompiledRun.frames(RandomPackets.of(random, PACKETS));
            final Tracker heard = CompiledRun.compile(text.replace(RandomPlacement.ENDS, RandomPlacement.ENDS + "where many == 0 "));
            final Tracker unheard = CompiledRun.compile(text.lines().map(line -> line.startsWith(RandomPlacement.ENDS) ? "" : line).collect(Collectors.joining("\n")));
            final List<String> results = results(heard, frames, 1);
            for (int workers : new int[] {1, 2 + random.nextInt(3)}) {
                assertEquals("", difference(results, results(unheard, frames, workers)), "seed " + seed + ", " + workers + " workers\n" + text);
            }
        }
    }

    /** Lines that only one of the two has. */
    private static String difference(List<String> expected, List<String> actual) {
        final List<String> missing = new ArrayList<>(expected);
        actual.forEach(missing::remove);
        final List<String> more = new ArrayList<>(actual);
        expected.forEach(more::remove);
        return missing.isEmpty() && more.isEmpty() ? "" : "only with one worker: " + String.join("\n", missing) + "\nonly with several: " + String.join("\n", more);
    }

    /** Sorted, since the order of records between flows is nobody's promise. */
    private static List<String> results(Tracker tracker, List<MemorySource.Packet> frames, int workers) {
        final var out = new ByteArrayOutputStream();
        try (MemorySource source = MemorySource.of(frames)) {
            final RunSummary summary = new Engine(tracker, EngineSettings.defaults(tracker).withWorkers(workers)).run(source, out, OutputOptions.of(OutputOptions.Format.JSON), Progress.NONE);
            final List<String> results = new ArrayList<>(out.toString(StandardCharsets.UTF_8).lines().sorted().toList());
            summary.tables().forEach(table -> results.add(table.name() + " made " + table.made() + " refused " + table.refused() + " ended " + table.ended()));
            results.add(summary.losses() + " " + summary.counters());
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
