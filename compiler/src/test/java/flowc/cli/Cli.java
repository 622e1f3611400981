package flowc.cli;

import flowc.launch.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One {@code flowc} command in this process: what it printed and how it ended. */
record Cli(int exitCode, String out, String err) {
    static Cli flowc(String... args) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final int exitCode = Main.run(args, new Console(out, new PrintStream(err, true, StandardCharsets.UTF_8)));
        return new Cli(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    String firstError() {
        return err.lines().findFirst().orElse("");
    }
}
