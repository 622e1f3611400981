package flowc.cli;

import flowc.cli.kept.KeptTrackers;
import flowc.compiler.bytecode.ProgramLoader;
import flowc.launch.ColorMode;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.launch.RunPreparation;
import flowc.runtime.Tracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Commands of which a tracker decides which options there are: its file is found and, unless it is kept, compiled before the options are parsed. */
final class TrackerFirst {
    private final String command;
    private final String example;

    /** @param command as typed before the file, such as {@code flowc run} */
    TrackerFirst(String command, String example) {
        this.command = command;
        this.example = example;
    }

    /** What is done with the tracker; {@code name} is what stands before the {@code args} that are left, {@code program} the files that the tracker came from. */
    interface Work {
        int run(String name, Tracker tracker, List<Path> program, String[] args, Console console);
    }

    int run(String[] args, Console console, Work work) {
        final int file = trackerIndex(args);
        if (file < 0) {
            console.error("no tracker given: " + example, false);
            console.err().println("help: '" + command + " --help' shows what there is");
            return ExitCode.USAGE;
        }
        final List<String> rest = new ArrayList<>(Arrays.asList(args));
        final String name = rest.remove(file);
        final RunPreparation preparation = RunPreparation.begin();
        final Compiling compiling = new Compiling(console, DiagnosticFormat.TEXT, color(args).enabled());
        return compiling.tracker(name, KeptTrackers.ofLauncher(), (compiled, program) -> {
            final Tracker tracker = Tracker.of(compiled.descriptor(), ProgramLoader.load(compiled.descriptor().className(), compiled.classBytes()));
            preparation.await();
            return work.run(command + " " + name, tracker, program, rest.toArray(String[]::new), console);
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
