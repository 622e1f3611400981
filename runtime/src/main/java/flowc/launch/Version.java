package flowc.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which flowc this is. */
public final class Version {
    private Version() {}

    /** {@code flowc 0.1.0 (Java 25.0.3+9, Eclipse Adoptium)} */
    public static String line() {
        return "flowc " + number() + " (Java " + Runtime.version() + ", " + System.getProperty("java.vendor", "unknown vendor") + ")";
    }

    static String number() {
        try (InputStream resource = Version.class.getResourceAsStream("version.txt")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
