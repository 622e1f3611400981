package flowc.cli;

import flowc.compiler.placement.PlacementJson;
import flowc.compiler.placement.PlacementText;
import flowc.launch.Choices;
import flowc.launch.ColorMode;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.runtime.EngineSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(name = "explain", sortOptions = false, customSynopsis = "flowc explain --placement FILE.flow [options]",
        description = "Explains what several workers make of a tracker: which tables are spread over them, which have one owner and why, and what would help.",
        optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
        footer = {"  flowc explain --placement my.flow", "  flowc explain --placement my.flow --workers 16", "  flowc explain --placement my.flow --format json | jq '.groups[] | select(.spread | not)'"})
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.flow", description = "The tracker.")
    private String file;

    @Option(names = "--placement", description = "Where the rows of each table are.")
    private boolean placement;

    @Option(names = "--workers", paramLabel = "N", converter = WorkersConverter.class, description = "For how many workers (default: the cores of this machine).")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", converter = DiagnosticFormat.Converter.class,
            description = "text (default): for people. json: one object for tools.")
    private DiagnosticFormat format;

    @Option(names = "--color", paramLabel = "auto|always|never", defaultValue = "auto", converter = Choices.OfColor.class, description = "Colour (default: auto, on a terminal without NO_COLOR).")
    private ColorMode color;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    private final Console console;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!placement) {
            console.error("say what to explain: flowc explain --placement FILE.flow", color.enabled());
            return ExitCode.USAGE;
        }
        return new Compiling(console, DiagnosticFormat.TEXT, color.enabled()).explain(file, (tracker, found) ->
                format == DiagnosticFormat.JSON ? PlacementJson.write(tracker, found, workers) : PlacementText.print(tracker, found, workers));
    }

    static final class WorkersConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > EngineSettings.MOST_WORKERS) {
                throw new TypeConversionException("expected a number of 1 to " + EngineSettings.MOST_WORKERS + ", got '" + text + "'");
            }
            return Integer.valueOf(text);
        }
    }
}
