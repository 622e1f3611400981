package flowc.examples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;

import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.syntax.FlowParser;
import flowc.compiler.syntax.ast.Declaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/stdlib.md is what the library's files say of themselves. */
final class StdlibPageTest {
    private static final String INTRODUCTION = """
            # The standard library

            Made from the `///` lines of [stdlib/](../stdlib) by StdlibPageTest; `-Dflowc.accept=true` writes it anew. Modules of the prelude
            need no import. Every header also has `payload`, the bytes behind it.
            """;

    @Test
    void pageSaysWhatTheFilesSay() throws IOException {
        final StringBuilder page = new StringBuilder(INTRODUCTION);
        for (final Path file : files()) {
            final String text = Files.readString(file);
            final var diagnostics = new Diagnostics();
            final var module = FlowParser.parse(new Source(file.getFileName().toString(), text), diagnostics);
            assertFalse(diagnostics.hasErrors(), () -> file + ": " + diagnostics.all().getFirst().message());
            new ModulePage(page, "std." + file.getFileName().toString().replace(".flow", "")).write(text, module.declarations());
        }
        // Line by line: the whole page in a message would hide the difference.
        assertLinesMatch(Project.expected(Project.folder().resolve("docs/stdlib.md"), page.toString()).lines(), page.toString().lines());
    }

    @Test
    void everythingOthersCanUseIsDocumented() throws IOException {
        for (final Path file : files()) {
            final var module = FlowParser.parse(new Source(file.getFileName().toString(), Files.readString(file)), new Diagnostics());
            for (final Declaration declaration : module.declarations()) {
                if (declaration instanceof Declaration.Header header) {
                    assertFalse(header.doc().isEmpty(), () -> file.getFileName() + ": header " + header.name() + " has no /// line");
                }
            }
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Project.folder().resolve("stdlib"))) {
            return files.filter(file -> file.toString().endsWith(".flow")).sorted().toList();
        }
    }
}
