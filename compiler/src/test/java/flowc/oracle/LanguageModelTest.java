package flowc.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random trackers over random packets do what a plain model of the language says: same flows, states, end reasons and times. A longer run:
 * {@code -Dflowc.soak=10000} trackers, {@code -Dflowc.seed=…} to begin elsewhere.
 */
final class LanguageModelTest {
    private static final int TRACKERS = Integer.getInteger("flowc.soak", 150);
    private static final long SEED = Long.getLong("flowc.seed", 20_261_121);
    private static final int PACKETS = 300;

    @Test
    void compiledTrackersDoWhatTheModelSays() {
        System.out.println("LanguageModelTest: seed " + SEED + ", " + TRACKERS + " trackers");
        for (long seed = SEED; seed < SEED + TRACKERS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final TrackerSpec tracker = RandomTracker.of(random);
            final List<Packet> packets = RandomPackets.of(random, PACKETS);
            if (!Comparison.difference(tracker, packets).isEmpty()) {
                failWith(seed, tracker, packets);
            }
        }
    }

    @Test
    void theModelSeesFlowsOfEveryKindEnd() {
        long records = 0;
        long[] ended = new long[6];
        for (long seed = SEED; seed < SEED + 40; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final Model model = new Model(RandomTracker.of(random), seed);
            records += model.run(RandomPackets.of(random, PACKETS)).size();
            for (final Table table : model.tables()) {
                for (int reason = 0; reason < ended.length; reason++) {
                    ended[reason] += table.ended[reason];
                }
            }
        }
        assertTrue(records > 1_000, "records: " + records);
        for (int reason = 0; reason < ended.length; reason++) {
            // Nothing closes flows yet.
            assertTrue(ended[reason] > 0 || reason == 2, "no flow ended for reason " + reason);
        }
    }

    private static void failWith(long seed, TrackerSpec tracker, List<Packet> packets) {
        final Shrinker shrinker = new Shrinker(tracker, packets, (t, p) -> !Comparison.difference(t, p).isEmpty());
        shrinker.shrink();
        fail("seed " + seed + "\n" + shrinker.tracker().text() + "\n" + shrinker.packets().stream().map(Packet::toString).collect(Collectors.joining("\n")) + "\n"
                + Comparison.difference(shrinker.tracker(), shrinker.packets()));
    }
}
