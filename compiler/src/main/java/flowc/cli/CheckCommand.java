package flowc.cli;

import flowc.launch.CommonOptions;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "check", sortOptions = false, customSynopsis = "flowc check FILE.flow... [options]",
        description = "Says what is wrong with trackers, without running them.",
        optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
        footer = {"  flowc check my.flow", "  flowc check --format json trackers/*.flow"})
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.flow", arity = "1..*", description = "Trackers to check.")
    private List<String> files;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", converter = DiagnosticFormat.Converter.class,
            description = "text (default): for people, on stderr. json: one object a line on stdout.")
    private DiagnosticFormat format;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final Console console;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        final Compiling compiling = new Compiling(console, format, common.color());
        int worst = ExitCode.OK;
        for (String file : files) {
            worst = Math.max(worst, compiling.check(file));
        }
        return worst;
    }
}
