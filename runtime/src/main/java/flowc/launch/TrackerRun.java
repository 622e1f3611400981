package flowc.launch;

import flowc.runtime.Engine;
import flowc.runtime.EngineSettings;
import flowc.runtime.InvalidSetting;
import flowc.runtime.ParamValue;
import flowc.runtime.Progress;
import flowc.runtime.RunSummary;
import flowc.runtime.Tracker;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.memory.OutOfMemoryRegionException;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.packet.pcap.CaptureFiles;
import flowc.runtime.packet.pcap.UnreadableCapture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One run from opened captures to exit code. */
final class TrackerRun {
    private final Tracker tracker;
    /** The files that the tracker came from. */
    private final List<Path> program;
    private final RunOptions options;
    private final List<ParamValue> params;
    private final Console console;
    private final boolean color;
    /** What ended the run before its input. */
    private Interruption interruption = Interruption.NONE;

    TrackerRun(Tracker tracker, List<Path> program, RunOptions options, List<ParamValue> params, Console console) {
        this.tracker = tracker;
        this.program = program;
        this.options = options;
        this.params = params;
        this.console = console;
        this.color = options.common.color();
    }

    /** Throws {@link InvalidSetting} for what the user must change before anything can run. */
    int run() {
        final EngineSettings settings = options.settings(params);
        final InputStream processInput = System.in;
        final StandardInput input = new StandardInput(processInput);
        System.setIn(input);
        try {
            return run(captures(), new Engine(tracker, settings), input);
        } catch (UnreadableCapture e) {
            throw new InvalidSetting("capture '" + e.path() + "' " + e.reason());
        } catch (IOException e) {
            console.error("cannot write " + (options.output == null ? "results" : "'" + options.output + "'") + ": " + IoReason.of(e), color);
            return ExitCode.FAILURE;
        } catch (OutOfMemoryRegionException e) {
            console.error(e.getMessage(), color);
            return ExitCode.FAILURE;
        } finally {
            System.setIn(processInput);
        }
    }

    private List<Path> captures() throws IOException {
        final List<Path> captures = Captures.files(options.captures, warning -> console.warning(warning, color));
        if (options.output != null) {
            OutputFile.require(options.output, "--output", Stream.concat(captures.stream(), program.stream()).toList());
        }
        return captures;
    }

    private int run(List<Path> captures, Engine engine, StandardInput input) throws IOException, UnreadableCapture {
        try (CaptureFiles source = CaptureFiles.open(captures); ResultStream results = new ResultStream(options, console)) {
            final RunSummary summary = run(source, results, engine, input);
            // Standard input that an interrupt ended is no failure, however little it had.
            if (!input.endedEarly() && isNothing(summary.traffic().damages(), captures.size())) {
                results.keep();
            }
            return new RunReport(summary, options, console).print(input.endedEarly(), interruption);
        }
    }

    /** Whether none of {@code captures} files was one of which anything could be read; then earlier results are worth more than none. */
    private static boolean isNothing(List<Damage> damages, int captures) {
        return damages.size() == captures && damages.stream().allMatch(damage -> damage.offset() == 0);
    }

    private RunSummary run(CaptureFiles source, ResultStream results, Engine engine, StandardInput input) throws IOException {
        final OutputOptions plain = OutputOptions.of(options.format);
        final OutputOptions chosen = options.ordered ? plain.withOrder() : plain;
        final boolean watched = options.output == null && Terminal.is(Terminal.STDOUT);
        final ProgressLine line = new ProgressLine(console.err());
        final Progress shown = line.unless(options.noProgress);
        final Progress progress = options.memory == null ? shown : new HeapWatch(shown);
        try (Interrupts interrupts = Interrupts.ofReading(input, source::openNoMore, engine::stop)) {
            final RunSummary summary = engine.run(source, () -> watched ? line.above(results.open()) : results.open(), watched ? chosen.withInteractive() : chosen, progress);
            interruption = source.isAtEnd() && !input.isCut() ? Interruption.NONE : interrupts.first();
            return summary;
        } finally {
            line.clear();
        }
    }
}
