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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that use one another's rows in any order lose nothing, tear nothing, and end every row once. */
final class RelaxedOrderTest {
    private static final long SEED = Long.getLong("flowc.seed", 20_261_122);
    private static final int PACKETS = Integer.getInteger("flowc.soak", 20) * 1_000;
    private static final Pattern SEEN = Pattern.compile("\"record\":\"seen\".*\"n\":(\\d+),\"sum\":(\\d+)");

    /** A row of {@code seen} counts an address's packets, and adds the counts up: {@code sum} is n(n+1)/2 unless two packets' uses mixed. */
    private static Tracker tracker(String seen) {
        return CompiledRun.compile("""
                tracker relaxed
                table seen key (at: ip) %s { n, sum: u64 on expire { emit seen { key, n, sum } } }
                table flow key flow5 idle 20us {
                  n: u64
                  on packet {
                    n += 1
                    if let s = seen[ip.src] { s.n += 1; s.sum += s.n } else { seen[ip.src] = { n: 1, sum: 1 } }
                  }
                  on expire { emit ended { key, n }; if let s = seen[key.src.addr] { s.n += 0 } }
                  every 50us { init { var flows = 0 var most: u64 = 0 } each { flows += 1; most = max(most, n) } finish { emit pass { flows, most } } }
                }
                """.formatted(seen));
    }

    private record Outcome(List<String> records, RunSummary summary) {
        List<String> of(String record) {
            return records.stream().filter(line -> line.contains("\"record\":\"" + record + "\"")).toList();
        }
    }

    private static Outcome run(Tracker tracker, List<MemorySource.Packet> frames, int workers) {
        final var out = new ByteArrayOutputStream();
        try (MemorySource source = MemorySource.of(frames)) {
            final EngineSettings settings = EngineSettings.defaults(tracker).withWorkers(workers).withRelaxedOrder(true);
            final RunSummary summary = new Engine(tracker, settings).run(source, out, OutputOptions.of(OutputOptions.Format.JSON), Progress.NONE);
            return new Outcome(out.toString(StandardCharsets.UTF_8).lines().sorted().toList(), summary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rowsThatOnlyAddUpComeOutAsWithOneWorker() {
        final Tracker tracker = tracker("");
        final List<MemorySource.Packet> frames = CompiledRun.frames(RandomPackets.of(new SplittableRandom(SEED), PACKETS));
        final Outcome one = run(tracker, frames, 1);
        assertTrue(one.of("seen").size() > 3 && one.of("ended").size() > 100 && one.of("pass").size() > 10, one.summary().toString());
        final Outcome several = run(tracker, frames, 4);
        assertEquals(one.records(), several.records(), "seed " + SEED);
        assertTrue(several.summary().packetsByWorker().stream().filter(packets -> packets > 0).count() > 1, several.summary().packetsByWorker().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle 3us", "limit 3", "idle 5us limit 2", "active 30us"})
    void rowsThatEndMeanwhileAreCountedOnce(String seen) {
        final Tracker tracker = tracker(seen);
        final List<MemorySource.Packet> frames = CompiledRun.frames(RandomPackets.of(new SplittableRandom(SEED + 1), PACKETS));
        final Outcome one = run(tracker, frames, 1);
        for (int workers = 2; workers <= 4; workers++) {
            final Outcome several = run(tracker, frames, workers);
            assertEquals(one.of("ended"), several.of("ended"), "seed " + SEED);
            assertEquals(one.of("pass"), several.of("pass"), "seed " + SEED);
            assertEquals(packets(one), packets(several), "packets counted in shared rows, seed " + SEED);
            several.summary().tables().forEach(table -> assertEquals(table.made(), table.ended().values().stream().mapToLong(Long::longValue).sum(), table.name()));
            assertEquals(several.of("seen").size(), several.summary().tables().getFirst().made());
        }
    }

    /** A batch of packets is 51 s here, and workers are some of them apart: no address that is never silent for so long as {@code idle} may lose its row for that. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void noSharedRowEndsBeforeAWorkerBehindHasHandledWhatKeepsIt(int workers) {
        final List<Packet> packets = RandomPackets.of(new SplittableRandom(SEED + 2), PACKETS);
        final List<MemorySource.Packet> frames = CompiledRun.frames(IntStream.range(0, packets.size()).mapToObj(i -> packets.get(i).at(i * 100_000_000L)).toList());
        final long addresses = lasting(Long.MAX_VALUE / 4, frames, 1);
        long idleSeconds = 1;
        while (lasting(idleSeconds * 1_000_000_000, frames, 1) > addresses) {
            idleSeconds *= 2;
        }
        assertTrue(idleSeconds < 51, idleSeconds + " s, seed " + (SEED + 2));
        for (int round = 0; round < 3; round++) {
            assertEquals(addresses, lasting(idleSeconds * 1_000_000_000, frames, workers), "seed " + (SEED + 2));
        }
    }

    /** How many rows addresses had. */
    private static long lasting(long idleNanos, List<MemorySource.Packet> frames, int workers) {
        final Outcome outcome = run(CompiledRun.compile("""
                tracker lasting
                table seen key (at: ip) idle %dns { n: u64 on expire { emit seen { key, n } } }
                table flow key flow5 { on packet { if let s = seen[ip.src] { s.n += 1 } else { seen[ip.src] = { n: 1 } } } }
                """.formatted(idleNanos)), frames, workers);
        return outcome.of("seen").size();
    }

    private static long packets(Outcome outcome) {
        return outcome.of("seen").stream().mapToLong(line -> {
            final var numbers = SEEN.matcher(line);
            assertTrue(numbers.find(), line);
            final long n = Long.parseLong(numbers.group(1));
            assertEquals(n * (n + 1) / 2, Long.parseLong(numbers.group(2)), line);
            return n;
        }).sum();
    }
}
