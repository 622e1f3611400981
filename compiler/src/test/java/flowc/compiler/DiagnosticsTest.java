package flowc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.DiagnosticRenderer;
import flowc.compiler.source.Source;
import flowc.compiler.testing.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the whole compiler says of wrong trackers: the right place, what was expected, what to do, once. */
class DiagnosticsTest {
    private static final Map<String, Compilation> COMPILED = new ConcurrentHashMap<>();

    @TestFactory
    List<DynamicTest> saysWhatIsWrongAndWhatToDo() {
        return GoldenCases.tests("diagnostics", "diag", source -> {
            final List<Diagnostic> diagnostics = compile(source).diagnostics();
            assertFalse(diagnostics.isEmpty(), "there is something to say of every case of this family");
            assertEquals(diagnostics.size(), diagnostics.stream().map(d -> d.span() + " " + d.message()).distinct().count(), "nothing is said twice");
            return new DiagnosticRenderer(false).render(diagnostics);
        });
    }

    @Test
    void everyCodeHasACase() throws IOException {
        final Set<Code> missing = EnumSet.allOf(Code.class);
        for (final Path file : files()) {
            compile(new Source(file.getFileName().toString(), Files.readString(file))).diagnostics().forEach(d -> missing.remove(d.code()));
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void codesAndSummariesAreDistinct() {
        final Set<String> ids = new TreeSet<>();
        final Set<String> summaries = new TreeSet<>();
        for (final Code code : Code.values()) {
            ids.add(code.id());
            summaries.add(code.summary());
        }
        assertEquals(Code.values().length, ids.size());
        assertEquals(Code.values().length, summaries.size());
    }

    /** Cases of this family and of the syntax family, for the codes of the parser. */
    static List<Path> files() throws IOException {
        try (Stream<Path> own = Files.list(GoldenCases.folder("diagnostics")); Stream<Path> syntax = Files.list(GoldenCases.folder("syntax"))) {
            return Stream.concat(own, syntax).filter(file -> file.toString().endsWith(".flow")).sorted().toList();
        }
    }

    /** Of a case; the tests of goldens and of the page ask for the same ones. */
    static Compilation compile(Source source) {
        return COMPILED.computeIfAbsent(source.name() + "\n" + source.text(), _ -> Compiler.compile(source, new CaseModules()));
    }
}
