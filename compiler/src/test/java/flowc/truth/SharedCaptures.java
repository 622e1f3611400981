package flowc.truth;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowc.compiler.testing.SharedFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Where the shared captures are: {@code FLOWC_SHARED}, or a folder {@code shared} beside one of the working directory's parents. */
final class SharedCaptures {
    private SharedCaptures() {}

    /** Skips the test, saying so, when there are none. */
    static Path folder() {
        final Path folder = SharedFolder.of("captures/truth.tsv").orElse(null);
        assumeTrue(folder != null, "shared captures not found: set FLOWC_SHARED or keep them in ../shared");
        return folder;
    }

    /** The capture itself, or for a name ending in .gz a copy in {@code scratch} without compression. */
    static Path unpacked(Path folder, String name, Path scratch) throws IOException {
        final Path file = folder.resolve(name);
        if (!isGzip(file)) {
            return file;
        }
        final Path copy = scratch.resolve(name.replace('/', '_') + ".pcap");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            Files.write(copy, in.readAllBytes());
        }
        return copy;
    }

    private static boolean isGzip(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }
}
