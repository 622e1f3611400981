package flowc.launch;

import flowc.runtime.InvalidSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are read whole: those that people write. */
public final class WholeFile {
    /** More is another file by mistake, or a device without an end; of a pipe nobody knows before how much it brings. */
    private static final int MOST_BYTES = 4 << 20;

    private WholeFile() {}

    /**
     * All bytes of {@code file}, which should be {@code what}.
     *
     * @throws InvalidSetting when it has more than 4 MiB
     */
    public static byte[] bytes(Path file, String what) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            final byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidSetting("'" + file + "' is too large to be " + what + " (over 4 MiB); captures stand behind -r");
            }
            return bytes;
        }
    }
}
