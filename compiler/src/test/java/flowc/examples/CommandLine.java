package flowc.examples;

import flowc.cli.InProcess;
import flowc.launch.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** {@code flowc} in this process, as if called in the project's folder. */
final class CommandLine {
    private CommandLine() {}

    record Outcome(int exitCode, String out, String err) {}

    /** Words that name a file of the project are made absolute, since a process cannot change its folder. */
    static Outcome run(List<String> words) {
        final var out = new ByteArrayOutputStream();
        final var err = new ByteArrayOutputStream();
        final String[] args = words.stream().map(CommandLine::absolute).toArray(String[]::new);
        final int exitCode = InProcess.run(args, new Console(out, new PrintStream(err, true, StandardCharsets.UTF_8)));
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static Outcome run(String... words) {
        return run(Arrays.asList(words));
    }

    private static String absolute(String word) {
        return word.contains("/") && Files.exists(Project.folder().resolve(word)) ? Project.folder().resolve(word).toString() : word;
    }
}
