package flowc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Source;
import flowc.compiler.testing.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What people write who know other languages and tools, or who slip, and what they are told to write. Files of {@code cases/mends} hold, for each, the wrong
 * tracker in a line {@code - …}, what we say of it, and the tracker mended as the help says in a line {@code + …}, which must compile and be told the same no more;
 * ⏎ is a line end. With {@code -Dflowc.accept=true} what we say is written anew; read the diff before you commit it.
 */
class MendsTest {
    private static final Pattern QUOTED = Pattern.compile("(?<!\\w)'([^']+)'(?!\\w)");

    private record Case(String wrong, String mended) {}

    @Test
    void whoDoesAsTheHelpSaysHasATrackerThatCompiles() throws IOException {
        final List<String> problems = new ArrayList<>();
        for (final Path file : files()) {
            final StringBuilder said = new StringBuilder();
            cases(file).forEach(one -> said.append(said(one, problems)));
            if (Boolean.getBoolean("flowc.accept")) {
                Files.writeString(file, said);
            } else {
                assertEquals(Files.readString(file), said.toString(), () -> file.getFileName() + " differs; run with -Dflowc.accept=true if the new text is right");
            }
        }
        assertEquals(List.of(), problems);
    }

    private static String said(Case one, List<String> problems) {
        final List<Diagnostic> found = compile(one.wrong());
        final Diagnostic first = found.stream().filter(MendsTest::isError).findFirst().or(() -> found.stream().findFirst()).orElse(null);
        if (first == null || first.hint().isEmpty()) {
            problems.add("no help for " + one.wrong());
        } else if (!follows(first.hint(), one)) {
            problems.add("'" + first.hint() + "' does not say " + one.mended());
        }
        compile(one.mended()).stream().filter(left -> isError(left) || first != null && left.code() == first.code()).forEach(left -> problems.add(left.message() + ": " + one.mended()));
        final String what = first == null ? "" : "  " + first.span().text().replace("\n", "⏎") + ": " + first.message() + "\n  help: " + first.hint() + "\n";
        return "- " + one.wrong() + "\n" + what + "+ " + one.mended() + "\n\n";
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(GoldenCases.folder("mends"))) {
            return files.sorted().toList();
        }
    }

    private static List<Case> cases(Path file) throws IOException {
        final List<Case> cases = new ArrayList<>();
        String wrong = "";
        for (final String line : Files.readAllLines(file)) {
            if (line.startsWith("- ")) {
                wrong = line.substring(2);
            } else if (line.startsWith("+ ")) {
                cases.add(new Case(wrong, line.substring(2)));
            }
        }
        assertFalse(cases.isEmpty(), () -> "no cases in " + file);
        return cases;
    }

    private static List<Diagnostic> compile(String line) {
        final String text = line.replace("⏎", "\n");
        return Compiler.compile(new Source("mend.flow", text.startsWith("tracker") ? text : "tracker t\n" + text), new CaseModules()).diagnostics();
    }

    private static boolean isError(Diagnostic diagnostic) {
        return diagnostic.severity() == Diagnostic.Severity.ERROR;
    }

    /** Whether something that the help quotes stands in the mended tracker; '…' is anything. */
    private static boolean follows(String hint, Case one) {
        final List<String> quoted = QUOTED.matcher(hint).results().map(found -> found.group(1)).toList();
        return quoted.isEmpty() || quoted.stream().anyMatch(text -> holds(one.mended(), text));
    }

    private static boolean holds(String tracker, String quoted) {
        final String pattern = Stream.of(quoted.replace("{ }", "{ … }").split("…", -1)).map(part -> Pattern.quote(part.replace(" ", ""))).reduce((a, b) -> a + ".*" + b).orElseThrow();
        return Pattern.compile(pattern).matcher(tracker.replace(" ", "")).find();
    }
}
