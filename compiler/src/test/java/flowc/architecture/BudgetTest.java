package flowc.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.architecture.SourceMeasures.Method;
import flowc.architecture.SourceMeasures.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lengths that docs/architecture.md promises, over all main sources. */
class BudgetTest {
    private static final int USUAL_PERCENT = 90;
    private static final int USUAL_METHOD_LINES = 25;
    private static final int MAX_METHOD_LINES = 60;
    private static final int USUAL_FILE_LINES = 300;
    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_PARAMETERS = 5;

    @Test
    void methodsAreShort() throws IOException {
        assertLengths(SourceMeasures.methods(Project.mainSources()), Method::lines, USUAL_METHOD_LINES, MAX_METHOD_LINES);
    }

    @Test
    void filesAreShort() throws IOException {
        assertLengths(SourceMeasures.files(Project.ROOT, Project.mainSources()), SourceFile::lines, USUAL_FILE_LINES, MAX_FILE_LINES);
    }

    @Test
    void methodsTakeFewParameters() throws IOException {
        assertEquals(List.of(), SourceMeasures.methods(Project.mainSources()).stream().filter(method -> method.parameters() > MAX_PARAMETERS).toList());
    }

    private static <T> void assertLengths(List<T> all, ToIntFunction<T> lines, int usual, int max) {
        assertTrue(all.size() > 10, "there must be something to measure: " + all.size());
        final long usualCount = all.stream().filter(one -> lines.applyAsInt(one) <= usual).count();
        final boolean noneIsOver = all.stream().allMatch(one -> lines.applyAsInt(one) <= max);
        assertTrue(noneIsOver && usualCount * 100 >= all.size() * (long) USUAL_PERCENT,
            () -> "none may have more than " + max + " lines, " + USUAL_PERCENT + " % at most " + usual + ": " + usualCount + " of " + all.size()
                + " do; the ten longest:\n" + longest(all, lines));
    }

    private static <T> String longest(List<T> all, ToIntFunction<T> lines) {
        return all.stream().sorted(Comparator.comparingInt(lines).reversed()).limit(10).map(Object::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void countsFromTheFirstModifierToTheClosingBrace(@TempDir Path folder) throws IOException {
        final Path source = Files.writeString(folder.resolve("Sample.java"), """
            class Sample {
                /** Not counted. */
                @Deprecated
                void four(int a, int b) {
                    run(() -> { });
                }
                static {
                }
                record Pair(int a, int b, int c, int d, int e, int f) {
                    Pair(int a, int b, int c, int d, int e, int f) { this.a = a; }
                }
            }
            """);
        assertEquals(List.of(new Method("Sample.java:3 Sample.four", 4, 2), new Method("Sample.java:7 Sample.initializer", 2, 0),
            new Method("Sample.java:10 Pair.<init>", 1, 0)), SourceMeasures.methods(List.of(source)));
    }
}
