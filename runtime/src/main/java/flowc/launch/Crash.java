package flowc.launch;

import flowc.runtime.memory.NativeAccess;
import flowc.runtime.text.PlainText;
import java.io.PrintStream;

/** What a user sees of our own mistakes, and of a JVM that does not let us work: one line, and a trace only for those who ask with {@code FLOWC_DEBUG=1}. */
public final class Crash {
    private Crash() {}

    /** Reports and returns the exit code. */
    public static int report(Throwable error, PrintStream err) {
        if (NativeAccess.isDenied()) {
            return report("this Java denies native access, which flowc needs for memory outside of the heap",
                    "start it with 'java -jar FILE.jar', which asks for it, or with --enable-native-access=ALL-UNNAMED", error, err);
        }
        final String what = error instanceof OutOfMemoryError ? "out of memory: " + error.getMessage() : "internal error: " + error;
        return report(what, "this is a mistake in flowc, please report it; FLOWC_DEBUG=1 shows the stack trace", error, err);
    }

    private static int report(String what, String help, Throwable error, PrintStream err) {
        err.println("error: " + PlainText.of(what.lines().findFirst().orElse("")));
        err.println("help: " + help);
        if ("1".equals(System.getenv("FLOWC_DEBUG"))) {
            error.printStackTrace(err);
        }
        return ExitCode.FAILURE;
    }
}
