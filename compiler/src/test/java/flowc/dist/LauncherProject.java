package flowc.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowc.architecture.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A project in {@code root}, which is in {@code folder}, that has the real launcher, and of the sources only what that one uses. */
record LauncherProject(Path folder, Path root) {
    static LauncherProject make(Path folder) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: needs a POSIX shell");
        final LauncherProject project = new LauncherProject(folder, Files.createDirectories(folder.resolve("my project")));
        project.copy("flowc");
        project.copy(".mvn/find-jdk.sh");
        try (Stream<Path> sources = Files.walk(Project.ROOT.resolve("compiler/src/dist"))) {
            sources.filter(Files::isRegularFile).forEach(source -> project.copy(Project.ROOT.relativize(source).toString()));
        }
        for (String module : List.of("grammar", "runtime", "stdlib", "compiler")) {
            Files.createDirectories(project.root.resolve(module).resolve("src/main"));
            Files.createFile(project.root.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(project.root.resolve("pom.xml"));
        return project;
    }

    private void copy(String name) {
        try {
            Files.createDirectories(root.resolve(name).getParent());
            Files.copy(Project.ROOT.resolve(name), root.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path dist() {
        return root.resolve("compiler/target/dist");
    }

    /** Starts {@code launcher} in the folder around the project. */
    Shell start(Path launcher, Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        final Map<String, String> all = new HashMap<>(environment);
        all.putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", "/usr/bin:/bin"));
        return Shell.run(folder, all, Stream.concat(Stream.of("/bin/sh", launcher.toString()), Stream.of(arguments)).toList());
    }

    Shell start(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return start(root.resolve("flowc"), environment, arguments);
    }
}
