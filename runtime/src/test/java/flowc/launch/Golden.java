package flowc.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected texts beside their tests; {@code -Dflowc.golden.update=true} writes what was printed. */
final class Golden {
    private Golden() {}

    static String text(Class<?> test, String name, String printed) throws IOException {
        final Path file = Path.of("src/test/resources").resolve(test.getPackageName().replace('.', '/')).resolve(name);
        if (Boolean.getBoolean("flowc.golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, printed);
        }
        return Files.readString(file);
    }
}
