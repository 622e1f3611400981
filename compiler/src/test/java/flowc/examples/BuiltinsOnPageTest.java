package flowc.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.analysis.Binding.Builtin;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/language.md names every function that is built in, and no other. */
final class BuiltinsOnPageTest {
    private static final Pattern SECTION = Pattern.compile("\n## Built-in functions\n(.*?)\n## ", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| (`[^|]*`) \\|", Pattern.MULTILINE);
    private static final Pattern CALL = Pattern.compile("`(\\w+)\\(");

    /** Functions that the compiler binds otherwise. */
    private static final Set<String> OTHERS = Set.of("ahead", "pcap");

    @Test
    void thePageNamesEveryFunctionThatIsBuiltIn() throws IOException {
        final var section = SECTION.matcher(Files.readString(Project.folder().resolve("docs/language.md"))).results().findFirst().orElseThrow().group(1);
        final Set<String> named = ROW.matcher(section).results().flatMap(row -> CALL.matcher(row.group(1)).results()).map(call -> call.group(1)).collect(Collectors.toCollection(TreeSet::new));
        final Set<String> builtIn = Arrays.stream(Builtin.values()).filter(builtin -> builtin.compareTo(Builtin.MIN) >= 0).map(BuiltinsOnPageTest::name).collect(Collectors.toCollection(TreeSet::new));
        builtIn.addAll(OTHERS);
        assertEquals(builtIn, named);
    }

    private static String name(Builtin builtin) {
        return switch (builtin) {
            case PRINT_TABLE -> "table";
            case PEEK_U8 -> "peek8";
            default -> builtin.name().toLowerCase(Locale.ROOT).replaceFirst("^read_", "");
        };
    }
}
