package flowc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.Tracker;
import flowc.runtime.memory.Memory;
import flowc.runtime.packet.MemorySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever is in a capture, generated code reads no byte that is not its own and nothing is thrown. A longer run: {@code -Dflowc.soak=…} rounds. */
final class RobustnessTest {
    private static final long SEED = Long.getLong("flowc.seed", 20_261_121);
    private static final int ROUNDS = Math.max(1, Integer.getInteger("flowc.soak", 0) / 100);
    private static final int FILES = 300;
    private static final int PACKETS_OF_A_FILE = 20;

    @TestFactory
    Stream<DynamicTest> everyTrackerSurvivesMutatedCaptures() {
        System.out.println("RobustnessTest: seed " + SEED);
        assertTrue(Memory.CHECKED, "run with -Dflowc.checked=true");
        final List<MemorySource.Packet> packets = packets();
        final Stream<DynamicTest> shipped = Captures.trackers().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> survives(Files.readString(file), packets)));
        return Stream.concat(shipped, Stream.of(DynamicTest.dynamicTest("everything", () -> survives(Everything.TEXT, packets))));
    }

    private static List<MemorySource.Packet> packets() {
        final List<Path> files = new ArrayList<>(Captures.ofExamples());
        final List<Path> shared = Captures.shared();
        final int step = Math.max(1, shared.size() / FILES);
        for (int i = 0; i < shared.size(); i += step) {
            files.add(shared.get(i));
        }
        return files.stream().flatMap(file -> Captures.packets(file, PACKETS_OF_A_FILE).stream()).toList();
    }

    private static void survives(String text, List<MemorySource.Packet> packets) throws IOException {
        final Tracker tracker = CompiledRun.compile(text);
        for (int round = 0; round < ROUNDS; round++) {
            final Mutations mutations = new Mutations(new SplittableRandom(SEED + round));
            final List<MemorySource.Packet> mutated = packets.stream().map(mutations::of).toList();
            assertEquals(mutated.size(), CompiledRun.run(tracker, mutated).summary().traffic().packets());
        }
        final List<MemorySource.Packet> cut = packets.stream().filter(packet -> packet.captured().length > 0).limit(40).flatMap(packet -> Mutations.cuts(packet, 120).stream()).toList();
        assertEquals(cut.size(), CompiledRun.run(tracker, cut).summary().traffic().packets());
    }
}
