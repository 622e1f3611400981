package flowc.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files that are read whole: those that people write. */
public final class WholeFile {
    /** More is another file by mistake, or a device without an end; of a pipe nobody knows before how much it brings. */
    private static final int MOST_BYTES = 4 << 20;

    private WholeFile() {}

    /** All bytes of {@code file}; empty when it has more than 4 MiB. */
    public static Optional<byte[]> bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(MOST_BYTES + 1)).filter(bytes -> bytes.length <= MOST_BYTES);
        }
    }
}
