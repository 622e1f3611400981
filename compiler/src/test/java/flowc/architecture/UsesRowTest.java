package flowc.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that cannot fail is none: what rows and imports say is read as it is meant, and what is planted is found. */
class UsesRowTest {
    private static final Set<String> PACKAGES = Set.of("flowc.a", "flowc.a.b", "flowc.a.b.c", "flowc.c", "flowc.d");

    private static List<String> names(String text) {
        return UsesRow.parse("flowc.a.b", text, PACKAGES).names();
    }

    @Test
    void readsNamesAsSeenFromThePackageAndLeavesOutReasons() {
        assertEquals(List.of("flowc.a.b.c", "flowc.d", "org.antlr"), names("/**\n * Things. Uses: c, d\n * (a reason, and\n * more), org.antlr. Others. */"));
        assertEquals(List.of("flowc.a", "flowc.c"), UsesRow.parse("flowc.d", "/** Uses: a, c; none uses it. */", PACKAGES).names());
        assertEquals(List.of("flowc.a"), names("/** Uses: a */"));
        assertEquals(List.of(), names("/** Uses: the JDK only. */"));
        assertNull(UsesRow.parse("flowc.a.b", "/** Things. */", PACKAGES));
    }

    @Test
    void findsWhatARowLeavesOutAndWhatItNamesForNothing() {
        final UsesRow row = UsesRow.parse("flowc.a.b", "/** Uses: d, org.antlr, picocli. */", PACKAGES);
        assertEquals(List.of(), row.faults(Set.of("flowc.d", "org.antlr.v4.runtime.Token", "picocli.CommandLine")));
        assertEquals(List.of("flowc.a.b imports flowc.c, which its package-info does not name", "flowc.a.b names picocli in its package-info, and does not import it"),
            row.faults(Set.of("flowc.c", "flowc.d", "org.antlr.v4.runtime.Token")).stream().sorted().toList());
        assertEquals(List.of("flowc.a.b names a wish in its package-info, and does not import it"),
            UsesRow.parse("flowc.a.b", "/** Uses: a wish. */", PACKAGES).faults(Set.of()));
    }

    @Test
    void readsImportsAndNamesInFullButNotWhatIsInCommentsAndTexts(@TempDir Path folder) throws IOException {
        final Path source = Files.writeString(folder.resolve("Sample.java"), """
            package flowc.a.b;
            import flowc.a.Constants;
            import static flowc.c.Other.Inner.CAPACITY;
            import flowc.a.b.Sample.Own;
            import java.util.List;
            import org.HdrHistogram.Histogram;
            /** {@link flowc.x.Nothing} */
            class Sample {
                // flowc.x.Nothing
                final String text = "flowc.x.Nothing";
                final int number = flowc.d.Full.LENGTH;
                flowc.a.b.c.Type field;
                interface Own { }
            }
            """);
        assertEquals(Map.of("flowc.a.b", Set.of("flowc.a", "flowc.c", "flowc.d", "flowc.a.b.c", "org.HdrHistogram.Histogram")), SourceImports.read(List.of(source)));
    }
}
