package flowc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import flowc.compiler.Compilation;
import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.source.Source;
import flowc.runtime.packet.MemorySource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Reads of headers that may be absent: none reaches memory that is not the packet's, and classes and interpreter agree. Longer: {@code -Dflowc.soak=…}. */
final class RandomReadsTest {
    private static final long SEED = Long.getLong("flowc.seed", 20_261_121);
    private static final int TRACKERS = Math.max(40, Integer.getInteger("flowc.soak", 0) / 2);

    @Test
    void absentHeadersAreNeverRead() {
        System.out.println("RandomReadsTest: seed " + SEED);
        int ran = 0;
        for (long seed = SEED; seed < SEED + TRACKERS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final String text = new RandomReads(random).tracker();
            final List<MemorySource.Packet> frames = frames(random);
            final Compilation compilation = Compiler.compile(new Source("reads.flow", text), new Modules());
            if (compilation.tracker().isPresent()) {
                agree(seed, text, frames);
                ran++;
            } else if (compilation.diagnostics().isEmpty()) {
                fail("seed " + seed + ": no tracker and no reason\n" + text);
            }
        }
        assertTrue(ran > TRACKERS / 2, "trackers without mistakes: " + ran);
    }

    private static List<MemorySource.Packet> frames(SplittableRandom random) {
        final Mutations mutations = new Mutations(random);
        final List<MemorySource.Packet> frames = new ArrayList<>(CompiledRun.frames(RandomPackets.of(random, 60)));
        for (final Path file : Captures.ofExamples()) {
            Captures.packets(file, 10).forEach(packet -> frames.add(mutations.of(packet)));
        }
        for (int i = 0; i < 60; i++) {
            frames.add(mutations.of(frames.get(i)));
        }
        return frames;
    }

    private static void agree(long seed, String text, List<MemorySource.Packet> frames) {
        try {
            final Map<String, flowc.runtime.Tracker> variants = Variants.of("reads.flow", text);
            final CompiledRun interpreted = CompiledRun.run(variants.get("interpreted"), frames);
            final CompiledRun emitted = CompiledRun.run(variants.get("emitted"), frames);
            assertEquals(String.join("\n", interpreted.records()), String.join("\n", emitted.records()), "seed " + seed + "\n" + text);
        } catch (IndexOutOfBoundsException e) {
            fail("seed " + seed + "\n" + text, e);
        }
    }
}
