package flowc.cli;

import flowc.compiler.bytecode.ProgramLoader;
import flowc.launch.ColorMode;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.launch.TrackerCommand;
import flowc.runtime.Tracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code flowc run FILE.flow ...}. The tracker decides which options there are, so its file is found and compiled before the options are parsed.
 */
final class RunCommand {
    private RunCommand() {}

    static int run(String[] args, Console console) {
        final int file = trackerIndex(args);
        if (file < 0) {
            console.error("no tracker given: flowc run FILE.flow -r capture.pcap", false);
            console.err().println("help: 'flowc run --help' shows what there is");
            return ExitCode.USAGE;
        }
        final List<String> rest = new ArrayList<>(Arrays.asList(args));
        final String name = rest.remove(file);
        final Compiling compiling = new Compiling(console, DiagnosticFormat.TEXT, color(args).enabled());
        return compiling.tracker(name, compiled -> {
            final Tracker tracker = Tracker.of(compiled.descriptor(), ProgramLoader.load(compiled.descriptor().className(), compiled.classBytes()));
            return TrackerCommand.run("flowc run " + name, tracker, rest.toArray(String[]::new), console);
        });
    }

    // '-r a.pcap b.pcap' takes every word up to the next option, so a name in .flow is the tracker wherever it stands; else the first word is.
    private static int trackerIndex(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].endsWith(".flow") && !args[i].startsWith("-")) {
                return i;
            }
        }
        return args.length == 0 || args[0].startsWith("-") ? -1 : 0;
    }

    // Compile errors come before the options are parsed, but are coloured as those say.
    private static ColorMode color(String[] args) {
        final List<String> words = Arrays.asList(String.join("=", args).split("="));
        final int option = words.indexOf("--color");
        final String value = option < 0 || option + 1 >= words.size() ? "auto" : words.get(option + 1);
        return switch (value) {
            case "always" -> ColorMode.ALWAYS;
            case "never" -> ColorMode.NEVER;
            default -> ColorMode.AUTO;
        };
    }
}
