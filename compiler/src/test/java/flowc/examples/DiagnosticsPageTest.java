package flowc.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.source.Code;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** docs/diagnostics.md lists every code with its summary. */
final class DiagnosticsPageTest {
    private static final String INTRODUCTION = """
            # Diagnostics

            Every message of `flowc check` has a code that stays the same. Made from `compiler.source.Code` by DiagnosticsPageTest; `-Dflowc.accept=true` writes it anew.

            | code | means |
            |---|---|
            """;

    @Test
    void pageListsEveryCode() throws IOException {
        final StringBuilder page = new StringBuilder(INTRODUCTION);
        for (final Code code : Code.values()) {
            page.append("| ").append(code.id()).append(" | ").append(code.summary()).append(" |\n");
        }
        assertEquals(Project.expected(Project.folder().resolve("docs/diagnostics.md"), page.toString()), page.toString());
    }
}
