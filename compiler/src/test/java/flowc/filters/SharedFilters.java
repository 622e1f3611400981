package flowc.filters;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowc.compiler.testing.SharedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The expressions that libpcap accepted and refused: {@code FLOWC_SHARED}, or a folder {@code shared} beside one of the working directory's parents. */
public final class SharedFilters {
    /** {@code message} is libpcap's. */
    public record Invalid(String linkType, String expression, String message) {}

    private SharedFilters() {}

    /** Skips the test, saying so, when there are none. */
    public static Path folder() {
        final Path folder = SharedFolder.of("filters/filters.txt").orElse(null);
        assumeTrue(folder != null, "shared filters not found: set FLOWC_SHARED or keep them in ../shared");
        return folder;
    }

    /** Every expression that libpcap accepts on some link type. */
    public static List<String> valid() {
        return lines("filters.txt").stream().map(line -> line.equals("<empty>") ? "" : line).toList();
    }

    public static List<Invalid> invalid() {
        return lines("invalid.txt").stream().map(line -> line.split("\t")).map(row -> new Invalid(row[0], row[1], row[2])).toList();
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(folder().resolve(file)).stream().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
