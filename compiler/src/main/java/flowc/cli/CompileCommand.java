package flowc.cli;

import flowc.compiler.jar.TrackerJar;
import flowc.launch.CommonOptions;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.launch.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return compiling.tracker(file, tracker -> write(tracker.descriptor().name(), target -> TrackerJar.write(target, tracker.descriptor(), tracker.classBytes())));
    }

    private interface Writer {
        void write(Path target) throws IOException;
    }

    private int write(String name, Writer writer) {
        final Path target = output == null ? Path.of(name + ".jar") : output;
        final Path folder = target.toAbsolutePath().getParent();
        if (Files.isDirectory(target) || !Files.isDirectory(folder)) {
            console.error(Files.isDirectory(target) ? "'" + target + "' is a folder" : "folder '" + folder + "' does not exist", common.color());
            return ExitCode.USAGE;
        }
        try {
            writer.write(target);
            return ExitCode.OK;
        } catch (IOException e) {
            console.error("cannot write '" + target + "': " + IoReason.of(e), common.color());
            return ExitCode.FAILURE;
        }
    }
}
