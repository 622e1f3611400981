package flowc.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The project's folder, and texts that are made by a run. */
public final class Project {
    private static final boolean ACCEPT = Boolean.getBoolean("flowc.accept");

    private Project() {}

    public static Path folder() {
        return flowc.architecture.Project.ROOT;
    }

    /** What {@code file} should hold: its text, or, with {@code -Dflowc.accept=true}, {@code made} after it was written there. */
    public static String expected(Path file, String made) throws IOException {
        if (ACCEPT) {
            Files.writeString(file, made);
        }
        return Files.exists(file) ? Files.readString(file) : "(there is no " + file.getFileName() + "; run with -Dflowc.accept=true to write it)";
    }

    /** The pages that people read: README.md, docs/ and examples/. */
    static List<Path> pages() throws IOException {
        final List<Path> pages = new ArrayList<>(List.of(folder().resolve("README.md")));
        for (final String place : List.of("docs", "examples")) {
            try (Stream<Path> files = Files.walk(folder().resolve(place))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }
}
