package flowc.cli;

import flowc.compiler.CompiledTracker;
import flowc.compiler.jar.TrackerJar;
import flowc.launch.CommonOptions;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.launch.IoReason;
import flowc.launch.OutputFile;
import flowc.runtime.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final Console console;

    CompileCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        final Compiling compiling = new Compiling(console, DiagnosticFormat.TEXT, common.color());
        return compiling.tracker(file, this::write);
    }

    private int write(CompiledTracker tracker, List<Path> program) {
        final Path target = output == null ? Path.of(tracker.descriptor().name() + ".jar") : output;
        try {
            OutputFile.require(target, "--output", program);
            requireFolder(target.toAbsolutePath().getParent());
            TrackerJar.write(target, tracker.descriptor(), tracker.classBytes());
            return ExitCode.OK;
        } catch (InvalidSetting e) {
            console.error(e.getMessage(), common.color());
            return ExitCode.USAGE;
        } catch (IOException e) {
            console.error("cannot write '" + target + "': " + IoReason.of(e), common.color());
            return ExitCode.FAILURE;
        }
    }

    private static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidSetting(Files.exists(folder) ? "'" + folder + "' is no folder" : "folder '" + folder + "' does not exist");
        }
    }
}
