package flowc.cli;

import flowc.compiler.Stage;
import flowc.launch.CommonOptions;
import flowc.launch.Console;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(name = "show", sortOptions = false, customSynopsis = "flowc show FILE.flow --stage ast|types|ir|bytecode",
        description = "Prints what the compiler makes of a tracker on its way to bytecode.",
        optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
        footer = {"  flowc show my.flow --stage ast", "  flowc show my.flow --stage bytecode | less"})
final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.flow", description = "The tracker.")
    private String file;

    @Option(names = "--stage", required = true, paramLabel = "ast|types|ir|bytecode", converter = StageConverter.class,
            description = "ast: the syntax tree. types: the type of every name and expression. ir: what is computed from each packet. bytecode: the class.")
    private Stage stage;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final Console console;

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new Compiling(console, DiagnosticFormat.TEXT, common.color()).show(file, stage);
    }

    static final class StageConverter implements ITypeConverter<Stage> {
        @Override
        public Stage convert(String text) {
            try {
                return Stage.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException _) {
                throw new TypeConversionException("expected one of ast, types, ir, bytecode, got '" + text + "'");
            }
        }
    }
}
