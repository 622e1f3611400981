package flowc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowc.runtime.Engine;
import flowc.runtime.EngineSettings;
import flowc.runtime.Progress;
import flowc.runtime.RunSummary;
import flowc.runtime.RunSummary.TableSummary;
import flowc.runtime.Tracker;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.pcap.CaptureFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every shipped tracker says of the shared captures in any number of workers what it says in one: records, counters, losses and what was damaged,
 * also where its tables are full all the time. A sample of small captures, or with {@code -Dflowc.soak=1} all of them.
 */
final class SharedWorkersTest {
    private static final boolean ALL = Integer.getInteger("flowc.soak", 0) > 0;
    private static final int SAMPLED = 12;
    private static final long MOST_BYTES = 2_000_000;
    /** How many captures are read in one run: several, so that flows of one meet those of others. */
    private static final int TOGETHER = 4;
    private static final Pattern TABLE = Pattern.compile("(?m)^(table [^{\\n]*?)(?: limit \\S+)?( evict \\w+)? \\{");

    private static Stream<Path> trackers() {
        return Captures.trackers().stream();
    }

    @ParameterizedTest
    @MethodSource("trackers")
    void sharedCapturesGiveTheSameInAnyNumber(Path file) throws Exception {
        final List<Path> captures = captures();
        assumeTrue(!captures.isEmpty(), "SKIPPED: no shared captures; set FLOWC_SHARED or keep them in ../shared");
        final String text = Files.readString(file);
        final String tiny = TABLE.matcher(text).replaceAll(table -> table.group(1) + " limit 3" + Objects.requireNonNullElse(table.group(2), "") + " {");
        assertTrue(tiny.contains(" limit 3"), tiny);
        for (final String source : List.of(text, tiny)) {
            final Tracker tracker = CompiledRun.compile(source);
            for (int from = 0; from < captures.size(); from += TOGETHER) {
                assertSame(tracker, captures.subList(from, Math.min(captures.size(), from + TOGETHER)));
            }
        }
    }

    private static void assertSame(Tracker tracker, List<Path> captures) throws Exception {
        final List<String> one = results(tracker, captures, 1);
        for (final int workers : new int[] {2, 4}) {
            assertEquals(one, results(tracker, captures, workers), () -> workers + " workers, " + tracker.descriptor().tables().getFirst() + ", " + captures);
        }
    }

    /** Sorted, since the order of records between flows is nobody's promise. */
    private static List<String> results(Tracker tracker, List<Path> captures, int workers) throws Exception {
        final var out = new ByteArrayOutputStream();
        try (PacketSource source = CaptureFiles.open(captures)) {
            final RunSummary summary = new Engine(tracker, EngineSettings.defaults(tracker).withWorkers(workers)).run(source, out, OutputOptions.of(OutputOptions.Format.JSON), Progress.NONE);
            final List<String> results = new ArrayList<>(out.toString(StandardCharsets.UTF_8).lines().sorted().toList());
            summary.tables().forEach(table -> results.add(figures(table)));
            // The damages and losses are what the exit code depends on.
            results.add(summary.traffic() + " " + summary.losses() + " " + summary.counters() + " " + summary.output());
            return results;
        }
    }

    private static String figures(TableSummary table) {
        return table.name() + " made " + table.made() + " refused " + table.refused() + " ended " + table.ended() + " live " + table.live();
    }

    /** From all over the folder. */
    private static List<Path> captures() throws IOException {
        final List<Path> shared = Captures.shared();
        if (ALL || shared.isEmpty()) {
            return shared;
        }
        final List<Path> small = new ArrayList<>();
        for (final Path capture : shared) {
            if (Files.size(capture) < MOST_BYTES) {
                small.add(capture);
            }
        }
        final int step = Math.max(1, small.size() / SAMPLED);
        return IntStream.iterate(0, i -> i < small.size(), i -> i + step).mapToObj(small::get).toList();
    }
}
