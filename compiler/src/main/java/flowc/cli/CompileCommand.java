package flowc.cli;

import flowc.compiler.jar.TrackerJar;
import flowc.launch.Choices;
import flowc.launch.ColorMode;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.launch.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "compile", sortOptions = false, customSynopsis = "flowc compile FILE.flow [-o FILE.jar]",
        description = "Writes a tracker as a jar that needs nothing but Java 25. The same tracker gives the same bytes.",
        optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
        footer = {"  flowc compile my.flow -o my.jar", "  java -jar my.jar -r capture.pcap", "  java -jar my.jar --help"})
final class CompileCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.flow", description = "The tracker.")
    private String file;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE.jar", description = "The jar (default: the tracker's name with .jar).")
    private Path output;

    @Option(names = "--color", paramLabel = "auto|always|never", defaultValue = "auto", converter = Choices.OfColor.class, description = "Colour (default: auto, on a terminal without NO_COLOR).")
    private ColorMode color;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    private final Console console;

    CompileCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        final Compiling compiling = new Compiling(console, DiagnosticFormat.TEXT, color.enabled());
        return compiling.tracker(file, tracker -> write(tracker.descriptor().name(), target -> TrackerJar.write(target, tracker.descriptor(), tracker.classBytes())));
    }

    private interface Writer {
        void write(Path target) throws IOException;
    }

    private int write(String name, Writer writer) {
        final Path target = output == null ? Path.of(name + ".jar") : output;
        final Path folder = target.toAbsolutePath().getParent();
        if (Files.isDirectory(target) || !Files.isDirectory(folder)) {
            console.error(Files.isDirectory(target) ? "'" + target + "' is a folder" : "folder '" + folder + "' does not exist", color.enabled());
            return ExitCode.USAGE;
        }
        try {
            writer.write(target);
            return ExitCode.OK;
        } catch (IOException e) {
            console.error("cannot write '" + target + "': " + IoReason.of(e), color.enabled());
            return ExitCode.FAILURE;
        }
    }
}
