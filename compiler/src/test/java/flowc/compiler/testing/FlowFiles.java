package flowc.compiler.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** Finds the project's Flow files from wherever a test runs. */
public final class FlowFiles {
    private FlowFiles() {}

    /** The folder of a module of this project. */
    public static Path module(String name) {
        return root().resolve(name);
    }

    /** A test for each of the project's own Flow files (the compiler's cases aside) and of the shared programs, where there are any. */
    public static List<DynamicTest> tests(Consumer<Path> test) {
        final List<DynamicTest> tests = new ArrayList<>();
        for (final Path file : all()) {
            tests.add(DynamicTest.dynamicTest(file.getFileName().toString(), file.toUri(), () -> test.accept(file)));
        }
        if (shared().isEmpty()) {
            tests.add(DynamicTest.dynamicTest("shared programs",
                    () -> Assumptions.abort("shared programs are not tested: set FLOWC_SHARED to the shared folder, or put it beside the project")));
        }
        return tests;
    }

    /** The files that {@link #tests} is about. */
    public static List<Path> all() {
        final List<Path> files = new ArrayList<>();
        for (final String folder : List.of("stdlib", "examples")) {
            files.addAll(flowFiles(root().resolve(folder)));
        }
        shared().ifPresent(shared -> files.addAll(flowFiles(shared.resolve("programs"))));
        return files;
    }

    /** The folder of shared captures and programs: {@code FLOWC_SHARED}, or a {@code shared} beside a folder upward from here. */
    public static Optional<Path> shared() {
        final String named = System.getenv("FLOWC_SHARED");
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isDirectory);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            final Path shared = folder.resolveSibling("shared");
            if (Files.isDirectory(shared.resolve("programs"))) {
                return Optional.of(shared);
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("grammar")) || !Files.isDirectory(folder.resolve("compiler"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("tests must run inside the project: " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    private static List<Path> flowFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".flow") && !file.toString().contains("/target/")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
