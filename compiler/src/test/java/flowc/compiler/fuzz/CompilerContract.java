package flowc.compiler.fuzz;

import flowc.compiler.Compilation;
import flowc.compiler.Compiler;
import flowc.compiler.bytecode.ProgramLoader;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.DiagnosticRenderer;
import flowc.compiler.source.Source;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What must hold for every text: no exception; an error, or a class that the JVM verifies; messages that can be printed. */
final class CompilerContract {
    private final SmallLibrary library = new SmallLibrary();
    private int compiled;

    /** Null when the contract holds, else what happened. */
    String broken(String text) {
        try {
            final Compilation compilation = Compiler.compile(new Source("fuzz.flow", text), library);
            new DiagnosticRenderer(false).render(compilation.diagnostics());
            final boolean wrong = compilation.diagnostics().stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
            if (compilation.tracker().isEmpty()) {
                return wrong ? null : "neither a tracker nor an error";
            }
            if (wrong) {
                return "a tracker in spite of an error";
            }
            final var tracker = compilation.tracker().get();
            final var loaded = ProgramLoader.load(tracker.descriptor().className(), tracker.classBytes());
            Class.forName(loaded.getName(), true, loaded.getClassLoader());
            compiled++;
            return null;
        } catch (Exception | LinkageError | StackOverflowError e) {
            return e + Arrays.stream(e.getStackTrace()).filter(frame -> frame.getClassName().startsWith("flowc.")).limit(4).map(frame -> " at " + frame).collect(Collectors.joining());
        }
    }

    /** Cases that were accepted so far. */
    int compiled() {
        return compiled;
    }
}
