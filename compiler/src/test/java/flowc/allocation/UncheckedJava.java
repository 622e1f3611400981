package flowc.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own without checked accesses, as users have it; the tests' JVM checks. */
final class UncheckedJava {
    private UncheckedJava() {}

    /** Writes what the process reads. */
    interface Input {
        void writeTo(OutputStream out) throws IOException;
    }

    /** What {@code main} prints on both streams, line by line; it must end with 0. {@code options} are for the JVM. */
    static List<String> run(List<String> options, Class<?> main, List<String> arguments) throws IOException, InterruptedException {
        final Process process = start(options, main, arguments);
        final List<String> lines = process.inputReader().readAllLines();
        assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
        return lines;
    }

    /** The same, whatever it ends with; {@code main} prints little until it has read {@code input}. */
    static List<String> output(List<String> options, Class<?> main, List<String> arguments, Input input) throws IOException, InterruptedException {
        final Process process = start(options, main, arguments);
        try (OutputStream out = process.getOutputStream()) {
            input.writeTo(out);
        }
        final List<String> lines = process.inputReader().readAllLines();
        process.waitFor();
        return lines;
    }

    private static Process start(List<String> options, Class<?> main, List<String> arguments) throws IOException {
        final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
