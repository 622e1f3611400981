package flowc.compiler.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What tests share with other projects: the folder {@code FLOWC_SHARED}, or a folder {@code shared} in the working directory or one above. */
public final class SharedFolder {
    private SharedFolder() {}

    /** The folder inside that holds {@code marker}, as {@code captures} does for {@code captures/truth.tsv}; empty where there is none. */
    public static Optional<Path> of(String marker) {
        return candidates().map(shared -> shared.resolve(marker)).filter(Files::isRegularFile).findFirst().map(Path::getParent);
    }

    private static Stream<Path> candidates() {
        final String variable = System.getenv("FLOWC_SHARED");
        return variable != null ? Stream.of(Path.of(variable))
                : Stream.iterate(Path.of("").toAbsolutePath(), up -> up != null, Path::getParent).map(up -> up.resolve("shared"));
    }
}
