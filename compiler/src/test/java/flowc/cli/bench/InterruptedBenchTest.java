package flowc.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.bytecode.ProgramLoader;
import flowc.compiler.source.Source;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.load.IntervalReports;
import flowc.load.Extent;
import flowc.load.LoadRun;
import flowc.load.LoadSettings;
import flowc.load.Traffic;
import flowc.runtime.EngineSettings;
import flowc.runtime.Progress;
import flowc.runtime.Tracker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class InterruptedBenchTest {
    private static final int RATE = 10_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static LoadSettings unpaced(Extent extent) {
        return new LoadSettings(new Traffic(100, 60, 0, 0, 1_000_000, 0, Traffic.DEFAULT_SEED), extent, 1, false, false, 64, false);
    }

    /** Without an end, and so slow that no chunk of it is soon whole. */
    private static LoadSettings paced(int workers, boolean split) {
        return new LoadSettings(new Traffic(100, 60, 0, 0, RATE, 0, Traffic.DEFAULT_SEED), new Extent(0, Long.MAX_VALUE, Long.MAX_VALUE), workers, split, true, 65_536, false);
    }

    /** Prints what is left of a benchmark that is stopped once {@code packets} packets were handled, or a little later. */
    private int stopAfter(long packets, LoadSettings settings, String format) throws IOException {
        final var compiled = Compiler.compile(new Source("noop.flow", "tracker noop\ntable flow key flow5 { packets: u64 on packet { packets += 1 } }\n"), new Modules()).tracker().orElseThrow();
        final Tracker tracker = Tracker.of(compiled.descriptor(), ProgramLoader.load(compiled.descriptor().className(), compiled.classBytes()));
        final LoadRun run = new LoadRun(tracker, EngineSettings.defaults(tracker), settings);
        final Progress progress = snapshot -> {
            if (snapshot.packets() >= packets) {
                run.stop();
            }
        };
        if (packets == 0) {
            run.stop();
        }
        final BenchOptions options = new BenchOptions();
        new CommandLine(options).parseArgs("--color", "never", "--format", format);
        return BenchCommand.print(new Report(settings, run.run(progress, IntervalReports.NONE), List.of()), options, new Console(out, new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void aRunThatEndsBeforeItMeasuresReportsNoZeros(String format) throws IOException {
        assertEquals(ExitCode.INTERRUPTED, stopAfter(0, unpaced(new Extent(1_000_000, 1000, Long.MAX_VALUE)), format));
        assertEquals("error: interrupted before anything was measured, after 0 packets\n"
                + "help: measuring begins after a packet of each flow and --warmup packets; fewer --flows or --warmup end it sooner\n", err.toString(StandardCharsets.UTF_8));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void ofAPacedRunItSaysThatPacingSettlesFirst() throws IOException {
        assertEquals(ExitCode.INTERRUPTED, stopAfter(0, paced(1, false), "text"));
        assertEquals("help: measuring begins after a packet of each flow and --warmup packets, and up to a second in which pacing settles; fewer --flows or --warmup end it sooner\n",
                err.toString(StandardCharsets.UTF_8).replaceFirst("error: .*\n", ""));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "2, true"})
    void aPacedRunReportsTheChunkThatHasBegun(int workers, boolean split) throws IOException {
        // A second of packets settles before any is measured.
        assertEquals(ExitCode.OK, stopAfter(RATE + RATE / 2, paced(workers, split), "json"), err.toString(StandardCharsets.UTF_8));
        final String report = out.toString(StandardCharsets.UTF_8);
        final long packets = Long.parseLong(report.replaceFirst("(?s).*\"packets\":(\\d+).*", "$1"));
        assertTrue(packets >= RATE / 8 && packets < 1 << 18, report);
        for (final String key : new String[] {"mpps", "mpps_chunk_min", "cpu_seconds", "wall_seconds", "burst_max_us"}) {
            assertTrue(Double.parseDouble(report.replaceFirst("(?s).*\"" + key + "\":([-+.\\w]+).*", "$1")) > 0, key + " in " + report);
        }
    }

    @Test
    void aRunThatEndsLaterReportsWhatItMeasured() throws IOException {
        assertEquals(ExitCode.OK, stopAfter(1_000_000, unpaced(new Extent(0, Long.MAX_VALUE, Long.MAX_VALUE)), "text"));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        assertEquals("noop: 100 flows", out.toString(StandardCharsets.UTF_8).substring(0, 15));
    }
}
