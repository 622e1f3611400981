package flowc.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the project's files are, seen from the working directory of any module's tests. */
public final class Project {
    public static final Path ROOT = root();

    private Project() { }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".mvn/find-jdk.sh"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the tests must run inside of the project: " + Path.of("").toAbsolutePath());
    }

    /** All Java sources that are not tests. */
    static List<Path> mainSources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.flatMap(module -> Stream.of(module.resolve("src/main/java"), module.resolve("src/dist/java")))
                .filter(Files::isDirectory)
                .flatMap(Project::javaFiles)
                .sorted()
                .toList();
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
