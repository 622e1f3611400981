package flowc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.RunSummary;
import flowc.runtime.Tracker;
import flowc.runtime.packet.MemorySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Walking a tracker's IR, and running the classes made of it with and without the passes, come to the same: records in the same order, counters, tables. */
final class InterpreterDifferentialTest {
    private static final long SEED = Long.getLong("flowc.seed", 20_261_121);
    private static final int RANDOM_TRACKERS = Math.max(6, Integer.getInteger("flowc.soak", 0) / 10);
    private static final int PACKETS_OF_A_FILE = 8;
    private static final int CUT_PACKETS = 2;

    @TestFactory
    Stream<DynamicTest> shippedTrackers() {
        System.out.println("InterpreterDifferentialTest: seed " + SEED);
        final List<MemorySource.Packet> frames = frames(new SplittableRandom(SEED));
        assertTrue(frames.size() > 500, "frames: " + frames.size());
        return Captures.trackers().stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> agree(file.getFileName().toString(), read(file), frames)));
    }

    @Test
    void trackerThatReadsEverything() {
        agree("everything.flow", Everything.TEXT, frames(new SplittableRandom(SEED + 1)));
    }

    @Test
    void randomTrackers() {
        for (long seed = SEED; seed < SEED + RANDOM_TRACKERS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final TrackerSpec tracker = RandomTracker.of(random);
            final Mutations mutations = new Mutations(random);
            final List<MemorySource.Packet> frames = CompiledRun.frames(RandomPackets.of(random, 60)).stream()
                    .map(frame -> random.nextInt(3) == 0 ? mutations.of(frame) : frame).toList();
            agree("seed " + seed, tracker.text(), frames);
        }
    }

    private static List<MemorySource.Packet> frames(SplittableRandom random) {
        final Mutations mutations = new Mutations(random);
        final List<Path> shared = Captures.shared();
        final List<Path> files = new ArrayList<>(Captures.ofExamples());
        for (int i = 0; i < 12 && !shared.isEmpty(); i++) {
            files.add(shared.get(random.nextInt(shared.size())));
        }
        final List<MemorySource.Packet> frames = new ArrayList<>();
        for (final Path file : files) {
            final List<MemorySource.Packet> packets = Captures.packets(file, PACKETS_OF_A_FILE);
            frames.addAll(packets);
            packets.stream().limit(CUT_PACKETS).forEach(packet -> frames.addAll(Mutations.cuts(packet, 80)));
            packets.forEach(packet -> Stream.of(1, 2).forEach(_ -> frames.add(mutations.of(packet))));
        }
        return frames;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void agree(String name, String text, List<MemorySource.Packet> frames) {
        final Map<String, Tracker> variants = Variants.of(name, text);
        final CompiledRun first = CompiledRun.run(variants.get("interpreted"), frames);
        variants.forEach((variant, tracker) -> {
            final CompiledRun other = CompiledRun.run(tracker, frames);
            assertEquals(String.join("\n", first.records()), String.join("\n", other.records()), name + ": records, " + variant);
            assertEquals(counts(first.summary()), counts(other.summary()), name + ": counts, " + variant);
        });
    }

    private static String counts(RunSummary summary) {
        return summary.traffic() + " " + summary.tables() + " " + summary.counters() + " " + summary.losses();
    }
}
