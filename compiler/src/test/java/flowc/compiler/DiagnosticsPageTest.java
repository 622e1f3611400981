package flowc.compiler;

import static org.junit.jupiter.api.Assertions.assertLinesMatch;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.DiagnosticRenderer;
import flowc.compiler.source.Source;
import flowc.examples.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/diagnostics.md holds every code with what the compiler says in a case of it. */
class DiagnosticsPageTest {
    private static final String INTRODUCTION = """
            # Diagnostics

            Every code of `flowc check`, with an example: what the compiler says of one line of a case in
            [compiler/src/test/cases](../compiler/src/test/cases). Made by DiagnosticsPageTest; `-Dflowc.accept=true` writes it anew.
            An error stops the compilation, with exit code 1; a warning does not. (Exit code 1 without any code in the text is Java that could not start.)
            Of more than a hundred errors, and as many warnings, the first are shown, with how many more there are; `check --format json` has all that
            were found. Of a text with more than 99 syntax errors the others are not told.
            """;

    @Test
    void pageHoldsEveryCodeWithAnExample() throws IOException {
        final Map<Code, String> examples = examples();
        final StringBuilder page = new StringBuilder(INTRODUCTION);
        for (final Code code : Code.values()) {
            page.append("\n## ").append(code.id()).append(": ").append(code.summary()).append("\n\n```text\n").append(examples.get(code)).append("```\n");
        }
        assertLinesMatch(Project.expected(Project.folder().resolve("docs/diagnostics.md"), page.toString()).lines(), page.toString().lines());
    }

    /** Of each code the shortest example; of several as short, the first by file and line. */
    private static Map<Code, String> examples() throws IOException {
        final Map<Code, String> examples = new EnumMap<>(Code.class);
        for (final Path file : DiagnosticsTest.files()) {
            final var source = new Source(file.getFileName().toString(), Files.readString(file));
            for (final Diagnostic diagnostic : DiagnosticsTest.compile(source).diagnostics()) {
                final String text = new DiagnosticRenderer(false).render(List.of(diagnostic)).stripTrailing() + "\n";
                examples.merge(diagnostic.code(), text, (before, now) -> rank(now) < rank(before) ? now : before);
            }
        }
        return examples;
    }

    /** Examples with a hint and of few characters come first. */
    private static int rank(String text) {
        return (text.contains("= help:") ? 0 : 10_000) + text.length();
    }
}
