package flowc.cli.bench;

import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.launch.Interrupts;
import flowc.launch.ParamCommand;
import flowc.launch.ProgressLine;
import flowc.launch.TrackerCommand;
import flowc.launch.Units;
import flowc.load.LoadInterval;
import flowc.load.LoadResult;
import flowc.load.LoadRun;
import flowc.load.LoadSettings;
import flowc.runtime.EngineSettings;
import flowc.runtime.ParamValue;
import flowc.runtime.Tracker;
import flowc.runtime.export.OutputOptions.Format;
import flowc.runtime.memory.OutOfMemoryRegionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code flowc bench} of one compiled tracker: its options and the tracker's own parameters, the run, and the report. */
public final class BenchCommand {
    private final String name;
    private final Tracker tracker;
    private final Console console;
    private final BenchOptions options = new BenchOptions();

    private BenchCommand(String name, Tracker tracker, Console console) {
        this.name = name;
        this.tracker = tracker;
        this.console = console;
    }

    /** The help when no tracker is known yet. */
    public static CommandSpec help() {
        return spec("flowc bench", new BenchOptions());
    }

    /**
     * Parses {@code args}, runs the tracker over traffic made in memory and prints what was measured. {@code name} is what the user typed before.
     *
     * @return the process's exit code
     */
    public static int run(String name, Tracker tracker, String[] args, Console console) {
        return new BenchCommand(name, tracker, console).run(args);
    }

    private int run(String[] args) {
        return new ParamCommand(spec(name, options), tracker, options.common, console).run(args, (_, params) -> measure(params, List.of(args)));
    }

    private int measure(List<ParamValue> params, List<String> args) {
        final EngineSettings engine = new EngineSettings(params, EngineSettings.FILE_HASH_SEED).withRelaxedOrder(options.relaxedOrder);
        try {
            return measure(engine, args);
        } catch (OutOfMemoryRegionException e) {
            console.error(e.getMessage(), options.common.color());
            return ExitCode.FAILURE;
        } catch (IOException e) {
            return console.outputFailed("cannot write", e, options.common.color());
        }
    }

    private int measure(EngineSettings engine, List<String> args) throws IOException {
        final LoadSettings settings = options.settings();
        final LoadRun run = new LoadRun(tracker, engine, settings);
        final ProgressLine line = new ProgressLine(console.err());
        final LoadResult result;
        try (Interrupts _ = new Interrupts(run::stop)) {
            result = run.run(line.unless(options.noProgress), options.reports(interval -> print(interval, line, run)));
        } finally {
            line.clear();
        }
        return print(new Report(settings, result, args), options, console);
    }

    /** Prints what was measured; of a run that ended before, how far it was. */
    static int print(Report report, BenchOptions options, Console console) throws IOException {
        if (report.result().packets() == 0 && report.result().losses().measured() == 0) {
            final String packets = Units.count(report.result().summary().traffic().packets(), "packet");
            console.error("interrupted before anything was measured, after " + packets, options.common.color());
            console.err().println("help: measuring begins after a packet of each flow and --warmup packets" + (report.settings().paced() ? ", and up to a second in which pacing settles" : "")
                    + "; fewer --flows or --warmup end it sooner");
            return ExitCode.INTERRUPTED;
        }
        console.out().write((options.format == Format.JSON ? ReportJson.line(report) : ReportText.of(report)).getBytes(StandardCharsets.UTF_8));
        return ExitCode.OK;
    }

    private void print(LoadInterval interval, ProgressLine line, LoadRun run) {
        line.clear();
        try {
            console.out().write((options.format == Format.JSON ? IntervalText.json(interval) : IntervalText.of(interval)).getBytes(StandardCharsets.UTF_8));
            console.out().flush();
        } catch (IOException _) {
            // The report at the end finds the same and says so.
            run.stop();
        }
    }

    private static CommandSpec spec(String name, BenchOptions options) {
        final CommandSpec spec = CommandSpec.forAnnotatedObject(options).name(name);
        final String file = name.equals("flowc bench") ? name + " FILE.flow" : name;
        spec.usageMessage().description("Measures a tracker on traffic made in memory: rate, time of a packet and a burst, memory of a flow. The report goes to stdout.",
                "The tracker's parameters are options too: 'param interval' becomes --interval.",
                "'flowc bench FILE.flow --help' lists them.");
        spec.usageMessage().width(TrackerCommand.WIDTH).sortOptions(false).abbreviateSynopsis(true).customSynopsis(file + " [options]");
        spec.usageMessage().optionListHeading("%nOptions:%n");
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.ofBench());
        spec.usageMessage().footerHeading("%nExamples:%n").footer(
                "  " + file + " --flows 10M",
                "  " + file + " --flows 100k --zipf 1.1 --packet-size 1500 --format json",
                "  " + file + " --workers 2 --split",
                "  " + file + " --paced --rate 1M --new-flows-per-second 57k --seconds 20");
        return spec;
    }
}
