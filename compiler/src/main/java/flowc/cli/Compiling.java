package flowc.cli;

import flowc.cli.kept.KeptTrackers;
import flowc.compiler.Compilation;
import flowc.compiler.CompiledTracker;
import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.Stage;
import flowc.compiler.placement.Placement;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.DiagnosticJson;
import flowc.compiler.source.DiagnosticRenderer;
import flowc.compiler.source.Source;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.runtime.InvalidSetting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles a file, says what there is to say, and turns the outcome into an exit code. */
final class Compiling {
    private final Console console;
    private final DiagnosticFormat format;
    private final boolean color;
    private final Modules modules = new Modules();

    Compiling(Console console, DiagnosticFormat format, boolean color) {
        this.console = console;
        this.format = format;
        this.color = color;
    }

    int check(String file) {
        return compile(file, _ -> ExitCode.OK);
    }

    /** Hands a tracker without errors on, and the files that it came from. */
    int tracker(String file, ToIntBiFunction<CompiledTracker, List<Path>> then) {
        return compile(file, compilation -> then.applyAsInt(compilation.tracker().orElseThrow(), files(file, modules.files())));
    }

    /** The same, without compiling one that is kept. */
    int tracker(String file, KeptTrackers kept, ToIntBiFunction<CompiledTracker, List<Path>> then) {
        final ToIntFunction<CompiledTracker> go = tracker -> then.applyAsInt(tracker, files(file, kept.imports()));
        return read(file, source -> {
            final Optional<CompiledTracker> found = kept.find(source);
            return found.isPresent() ? go.applyAsInt(found.get()) : said(kept.compile(source), right(compilation -> go.applyAsInt(compilation.tracker().orElseThrow())));
        });
    }

    private static List<Path> files(String tracker, List<Path> imports) {
        return Stream.concat(Stream.of(Path.of(tracker)), imports.stream()).toList();
    }

    /** Prints a stage, of a wrong tracker too as far as it got. */
    int show(String file, Stage stage) {
        return anyway(file, (compilation, outcome) -> outcome == ExitCode.FAILURE ? outcome : Math.max(outcome, write(compilation.stages().text(stage))));
    }

    /** Prints what {@code text} says of a tracker's name and placement. */
    int explain(String file, BiFunction<String, Placement, String> text) {
        return compile(file, compilation -> write(text.apply(compilation.tracker().orElseThrow().descriptor().name(), compilation.placement().orElseThrow())));
    }

    private int compile(String file, ToIntFunction<Compilation> then) {
        return anyway(file, right(then));
    }

    private static ToIntBiFunction<Compilation, Integer> right(ToIntFunction<Compilation> then) {
        return (compilation, outcome) -> outcome == ExitCode.OK ? then.applyAsInt(compilation) : outcome;
    }

    /** {@code then} gets the exit code of the compilation itself. */
    private int anyway(String file, ToIntBiFunction<Compilation, Integer> then) {
        return read(file, source -> said(Compiler.compile(source, modules), then));
    }

    private int read(String file, ToIntFunction<Source> then) {
        final Source source;
        try {
            source = TrackerText.read(file);
        } catch (InvalidSetting e) {
            return unreadable(file, e.getMessage());
        }
        return then.applyAsInt(source);
    }

    private int unreadable(String file, String message) {
        if (format == DiagnosticFormat.JSON) {
            final String[] parts = message.split("\nhelp: ", 2);
            return Math.max(ExitCode.USAGE, write(DiagnosticJson.unreadable(file, parts[0], parts.length == 1 ? "" : parts[1])));
        }
        console.error(message, color);
        return ExitCode.USAGE;
    }

    private int said(Compilation compilation, ToIntBiFunction<Compilation, Integer> then) {
        final int reported = report(compilation.diagnostics());
        final boolean wrong = compilation.diagnostics().stream().anyMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
        return then.applyAsInt(compilation, reported != ExitCode.OK ? reported : wrong ? ExitCode.PROGRAM : ExitCode.OK);
    }

    private int report(List<Diagnostic> diagnostics) {
        if (diagnostics.isEmpty()) {
            return ExitCode.OK;
        }
        if (format == DiagnosticFormat.JSON) {
            return write(diagnostics.stream().map(diagnostic -> DiagnosticJson.write(diagnostic) + "\n").collect(Collectors.joining()));
        }
        console.err().print(new DiagnosticRenderer(color).render(diagnostics));
        console.err().flush();
        return ExitCode.OK;
    }

    private int write(String text) {
        return console.print(text.isEmpty() || text.endsWith("\n") ? text : text + "\n", color);
    }
}
