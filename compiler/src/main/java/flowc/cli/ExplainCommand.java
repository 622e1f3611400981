package flowc.cli;

import flowc.compiler.placement.PlacementJson;
import flowc.compiler.placement.PlacementText;
import flowc.launch.CommonOptions;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.runtime.EngineSettings;
import flowc.runtime.InvalidSetting;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "explain", sortOptions = false, customSynopsis = "flowc explain --placement FILE.flow [options]",
        description = "Explains what several workers make of a tracker: which tables are spread over them, which have one owner and why, and what would help.",
        optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
        footer = {"  flowc explain --placement my.flow", "  flowc explain --placement my.flow --workers 16", "  flowc explain --placement my.flow --format json | jq '.groups[] | select(.spread | not)'"})
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.flow", description = "The tracker.")
    private String file;

    @Option(names = "--placement", description = "Where the rows of each table are.")
    private boolean placement;

    @Option(names = "--workers", paramLabel = "N", description = "For how many workers (default: the cores of this machine).")
    private String workers;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", converter = DiagnosticFormat.Converter.class,
            description = "text (default): for people. json: one object for tools.")
    private DiagnosticFormat format;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final Console console;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!placement) {
            console.error("say what to explain: flowc explain --placement FILE.flow", common.color());
            return ExitCode.USAGE;
        }
        final int number;
        try {
            number = workers == null ? Runtime.getRuntime().availableProcessors() : EngineSettings.workers("--workers", workers);
        } catch (InvalidSetting e) {
            console.error(e.getMessage(), common.color());
            return ExitCode.USAGE;
        }
        return new Compiling(console, DiagnosticFormat.TEXT, common.color()).explain(file, (tracker, found) ->
                format == DiagnosticFormat.JSON ? PlacementJson.write(tracker, found, number) : PlacementText.print(tracker, found, number));
    }
}
