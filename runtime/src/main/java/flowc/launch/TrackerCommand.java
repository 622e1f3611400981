package flowc.launch;

import flowc.runtime.Tracker;
import flowc.runtime.program.TrackerDescriptor;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command that runs one compiled tracker: the options of every run and the tracker's own parameters. */
public final class TrackerCommand {
    /** Columns of a help text. */
    public static final int WIDTH = 100;

    private final String name;
    private final Tracker tracker;
    private final List<Path> program;
    private final Console console;
    private final RunOptions options = new RunOptions();

    private TrackerCommand(String name, Tracker tracker, List<Path> program, Console console) {
        this.name = name;
        this.tracker = tracker;
        this.program = program;
        this.console = console;
    }

    /**
     * Parses {@code args}, runs the tracker and prints everything. {@code name} is what the user typed before the arguments, {@code program} are the
     * files that the tracker came from, which no run may write.
     *
     * @return the process's exit code
     */
    public static int run(String name, Tracker tracker, List<Path> program, String[] args, Console console) {
        return new TrackerCommand(name, tracker, program, console).run(args);
    }

    private int run(String[] args) {
        return new ParamCommand(spec(), tracker, options.common, console).run(args, (command, params) -> {
            requireNoOption(command);
            return new TrackerRun(tracker, program, options, params, console).run();
        });
    }

    // '-r a.pcap --formt json' takes every word that is no option, a misspelt one too.
    private void requireNoOption(CommandLine command) {
        for (String capture : options.captures) {
            if (capture.startsWith("-") && !capture.equals(Captures.STDIN)) {
                throw new UnmatchedArgumentException(command, List.of(capture));
            }
        }
    }

    private CommandSpec spec() {
        final TrackerDescriptor descriptor = tracker.descriptor();
        final CommandSpec spec = CommandSpec.forAnnotatedObject(options).name(name);
        final String doc = descriptor.doc() == null || descriptor.doc().isBlank() ? "Runs the tracker '" + descriptor.name() + "'." : descriptor.doc().strip();
        spec.usageMessage().description(doc.replace("%", "%%").split("\\R"));
        usage(spec.usageMessage(), name);
        return spec;
    }

    /** What the help of every run says in the same way. */
    static void usage(UsageMessageSpec usage, String name) {
        usage.width(WIDTH).sortOptions(false).abbreviateSynopsis(true).customSynopsis(name + " -r FILE... [options]");
        usage.optionListHeading("%nOptions:%n");
        usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.ofRun());
        usage.footerHeading("%nExamples:%n").footer(
                "  " + name + " -r capture.pcap",
                "  " + name + " -r monday.pcapng tuesday.pcapng --format json -o result.json",
                "  " + name + " -r capture.pcap --workers 4 --memory 2GiB",
                "  tcpdump -w - | " + name + " -r -");
    }
}
