package flowc.launch;

import flowc.runtime.text.PlainText;
import java.io.PrintStream;

/** What a user sees of our own mistakes: one line, and a trace only for those who ask with {@code FLOWC_DEBUG=1}. */
public final class Crash {
    private Crash() {}

    /** Reports and returns the exit code. */
    public static int report(Throwable error, PrintStream err) {
        final String what = error instanceof OutOfMemoryError ? "out of memory: " + error.getMessage() : "internal error: " + error;
        err.println("error: " + PlainText.of(what.lines().findFirst().orElse("")));
        err.println("help: this is a mistake in flowc, please report it; FLOWC_DEBUG=1 shows the stack trace");
        if ("1".equals(System.getenv("FLOWC_DEBUG"))) {
            error.printStackTrace(err);
        }
        return ExitCode.FAILURE;
    }
}
