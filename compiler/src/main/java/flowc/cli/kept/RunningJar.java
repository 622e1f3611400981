package flowc.cli.kept;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Which compiler this is. */
final class RunningJar {
    private RunningJar() {}

    /** Size and time of the one jar that all classes are from, as in the distribution, and the machine's byte order, which is in the code. */
    static Optional<String> identity() {
        try {
            final BasicFileAttributes jar = Files.readAttributes(Path.of(System.getProperty("java.class.path", "")), BasicFileAttributes.class);
            return jar.isRegularFile() ? Optional.of(jar.size() + " " + jar.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " " + ByteOrder.nativeOrder()) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
