package flowc.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A tracker compiled to a jar; {@link JarMain} starts it. */
public final class TrackerMain {
    private TrackerMain() {}

    public static void main(String[] args) {
        System.exit(run(args, Console.standard()));
    }

    private static int run(String[] args, Console console) {
        try {
            final ClassLoader loader = TrackerMain.class.getClassLoader();
            final var tracker = TrackerArchive.load(loader);
            return TrackerCommand.run("java -jar " + tracker.descriptor().name() + ".jar", tracker, jar(), args, console);
        } catch (IOException e) {
            console.error(e.getMessage(), false);
            return ExitCode.FAILURE;
        } catch (Throwable e) {
            return Crash.report(e, console.err());
        }
    }

    // The class path of 'java -jar' is the jar.
    private static List<Path> jar() {
        return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator)).filter(entry -> !entry.isEmpty()).map(Path::of).toList();
    }
}
