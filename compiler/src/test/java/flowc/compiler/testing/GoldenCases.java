package flowc.compiler.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import flowc.compiler.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Golden files: {@code src/test/cases/FAMILY/NAME.flow} and beside it what we print about it, {@code NAME.EXTENSION}.
 * With {@code -Dflowc.accept=true} the golden files are written instead of compared; read the diff before you commit it.
 */
public final class GoldenCases {
    private static final boolean ACCEPT = Boolean.getBoolean("flowc.accept");
    private static final String CASE = ".flow";

    private GoldenCases() {}

    /**
     * A test for each case of a family, and one that finds golden files without a case.
     *
     * @param extension of the golden files, without a dot
     * @param print what is compared; a source is named by its file's name alone, so that goldens hold no paths
     */
    public static List<DynamicTest> tests(String family, String extension, Function<Source, String> print) {
        final Path folder = folder(family);
        final List<DynamicTest> tests = new ArrayList<>();
        for (final Path file : files(folder, CASE)) {
            tests.add(DynamicTest.dynamicTest(name(file), file.toUri(), () -> check(file, golden(file, extension), print)));
        }
        tests.add(DynamicTest.dynamicTest("every ." + extension + " belongs to a case", () -> checkOrphans(folder, extension)));
        return tests;
    }

    /** Where a family's cases are. */
    public static Path folder(String family) {
        return FlowFiles.module("compiler").resolve("src/test/cases").resolve(family);
    }

    /** Reads a case under its file's name. */
    public static Source read(Path file) {
        try {
            return new Source(name(file), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Path file, Path golden, Function<Source, String> print) throws IOException {
        final String actual = print.apply(read(file));
        if (ACCEPT) {
            Files.writeString(golden, actual);
        } else if (!Files.exists(golden)) {
            fail("no golden file " + name(golden) + "; run with -Dflowc.accept=true to write it. It would hold:\n" + actual);
        } else {
            assertEquals(Files.readString(golden), actual, () -> name(golden) + " differs; run with -Dflowc.accept=true if the new text is right");
        }
    }

    private static void checkOrphans(Path folder, String extension) {
        final List<Path> cases = files(folder, CASE);
        final List<String> orphans = files(folder, "." + extension).stream()
                .filter(golden -> !cases.contains(withExtension(golden, extension, CASE))).map(GoldenCases::name).toList();
        assertEquals(List.of(), orphans, "golden files without a case");
        if (cases.isEmpty()) {
            fail("no cases in " + folder);
        }
    }

    private static Path golden(Path file, String extension) {
        return file.resolveSibling(name(file).substring(0, name(file).length() - CASE.length()) + "." + extension);
    }

    private static Path withExtension(Path golden, String extension, String other) {
        return golden.resolveSibling(name(golden).substring(0, name(golden).length() - extension.length() - 1) + other);
    }

    private static List<Path> files(Path folder, String end) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
