package flowc.cli;

import flowc.compiler.Compilation;
import flowc.compiler.CompiledTracker;
import flowc.compiler.Compiler;
import flowc.compiler.ModuleLoader;
import flowc.compiler.Stage;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Source;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;

/** Compiles one file after the other, says what there is to say, and turns the outcome into an exit code. */
final class Compiling {
    private final Console console;
    private final DiagnosticFormat format;
    private final boolean color;

    Compiling(Console console, DiagnosticFormat format, boolean color) {
        this.console = console;
        this.format = format;
        this.color = color;
    }

    int check(String file) {
        return compile(file, _ -> ExitCode.OK);
    }

    /** Hands a tracker without errors on. */
    int tracker(String file, ToIntFunction<CompiledTracker> then) {
        return compile(file, compilation -> then.applyAsInt(compilation.tracker().orElseThrow()));
    }

    /** Prints a stage, also of a tracker with errors when it was reached. */
    int show(String file, Stage stage) {
        return 0;
    }

    private int compile(String file, ToIntFunction<Compilation> then) {
        return 0;
    }
}
