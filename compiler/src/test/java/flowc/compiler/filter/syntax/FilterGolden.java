package flowc.compiler.filter.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.testing.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A golden file of many expressions: a line {@code > expression}, and below what we say of it. With {@code -Dflowc.accept=true} what we say is
 * written anew; read the diff before you commit it.
 */
final class FilterGolden {
    private static final String MARK = "> ";

    private FilterGolden() {}

    static void check(String file, int atLeast, UnaryOperator<String> say) throws IOException {
        final Path golden = GoldenCases.folder("filters").resolve(file);
        final String expected = Files.readString(golden);
        final List<String> expressions = expected.lines().filter(line -> line.startsWith(MARK)).map(line -> line.substring(MARK.length())).toList();
        assertTrue(expressions.size() >= atLeast, () -> expressions.size() + " expressions in " + golden);
        final StringBuilder actual = new StringBuilder();
        expressions.forEach(expression -> actual.append(MARK).append(expression).append('\n').append(say.apply(expression)).append("\n\n"));
        if (Boolean.getBoolean("flowc.accept")) {
            Files.writeString(golden, actual);
        } else {
            assertEquals(expected, actual.toString(), () -> golden.getFileName() + " differs; run with -Dflowc.accept=true if the new text is right");
        }
    }
}
