package flowc.cli;

import flowc.cli.bench.BenchCommand;
import flowc.cli.filter.FilterCommand;
import flowc.launch.Console;
import flowc.launch.Crash;
import flowc.launch.ExitCode;
import flowc.launch.RunHelp;
import flowc.launch.TrackerCommand;
import flowc.launch.UsageErrors;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;

/** All commands as picocli knows them. */
final class Commands {
    private Commands() {}

    @Command(name = "flowc", sortOptions = false, synopsisSubcommandLabel = "COMMAND", customSynopsis = "flowc COMMAND ...",
            description = "Compiles trackers of network flows, and packet filters, to fast programs and runs them on captures.",
            commandListHeading = "%nCommands:%n", optionListHeading = "%nOptions:%n",
            exitCodeListHeading = "%nExit codes:%n", footerHeading = "%nExamples:%n",
            footer = {"  flowc run examples/stats/stats.flow -r capture.pcapng", "  flowc check my.flow",
                "  flowc compile my.flow -o my.jar && java -jar my.jar -r capture.pcap",
                "  flowc filter 'tcp port 443' -r capture.pcap -w some.pcap", "",
                "'flowc COMMAND --help' tells more of each; 'flowc run my.flow --help' lists the tracker's own parameters."})
    private static final class Root {
        @CommandLine.Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
        private boolean help;

        @CommandLine.Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the versions of flowc and Java.")
        private boolean version;
    }

    static CommandLine all(Console console) {
        final CommandLine root = new CommandLine(new Root());
        root.getCommandSpec().usageMessage().width(TrackerCommand.WIDTH).exitCodeList(ExitCode.ofRun());
        root.addSubcommand("run", RunHelp.spec("flowc run FILE.flow",
            "Compiles a tracker in memory and runs it on captures. Results go to stdout, everything else to stderr.",
            "The tracker's parameters are options too: 'param interval' becomes --interval. 'flowc run FILE.flow --help' lists them."));
        root.addSubcommand("check", new CheckCommand(console));
        root.addSubcommand("compile", new CompileCommand(console));
        root.addSubcommand("show", new ShowCommand(console));
        root.addSubcommand("explain", new ExplainCommand(console));
        root.addSubcommand("filter", new FilterCommand(console));
        root.getSubcommands().get("filter").getCommandSpec().usageMessage().exitCodeList(ExitCode.ofFilter());
        root.addSubcommand("bench", BenchCommand.help());
        root.getSubcommands().values().stream().map(command -> command.getCommandSpec().usageMessage()).forEach(Commands::complete);
        root.setErr(new PrintWriter(console.err(), true));
        root.setParameterExceptionHandler(new UsageErrors());
        root.setExecutionExceptionHandler((error, _, _) -> Crash.report(error, console.err()));
        return root;
    }

    private static void complete(UsageMessageSpec usage) {
        usage.width(TrackerCommand.WIDTH).parameterListHeading("%nArguments:%n").exitCodeListHeading("%nExit codes:%n");
        if (usage.exitCodeList().isEmpty()) {
            usage.exitCodeList(ExitCode.ofCompilation());
        }
    }

    static int run(String[] args, Console console) {
        if (args[0].equals("run")) {
            return new TrackerFirst("flowc run", "flowc run FILE.flow -r capture.pcap").run(Arrays.copyOfRange(args, 1, args.length), console, TrackerCommand::run);
        }
        if (args[0].equals("bench")) {
            return new TrackerFirst("flowc bench", "flowc bench FILE.flow").run(Arrays.copyOfRange(args, 1, args.length), console,
                    (name, tracker, _, options, output) -> BenchCommand.run(name, tracker, options, output));
        }
        final CommandLine commands = all(console);
        final boolean known = args[0].startsWith("-") || commands.getSubcommands().containsKey(args[0]);
        // What stands behind an unknown command means nothing: '--help' there would have picocli print the general help.
        return execute(commands, known ? args : new String[] {args[0]}, console);
    }

    /** Picocli writes help only where nobody learns that it could not. */
    private static int execute(CommandLine commands, String[] args, Console console) {
        final StringWriter help = new StringWriter();
        commands.setOut(new PrintWriter(help));
        final int exitCode = commands.execute(args);
        final int printed = help.getBuffer().isEmpty() ? ExitCode.OK : console.print(help.toString(), false);
        return printed == ExitCode.OK ? exitCode : printed;
    }
}
