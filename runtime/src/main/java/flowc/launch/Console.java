package flowc.launch;

import flowc.runtime.text.PlainText;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a command writes: results to {@code out} unbuffered, everything else to {@code err}. */
public record Console(OutputStream out, PrintStream err) {
    /** The process's own streams. {@code System.out} would hide write errors. */
    public static Console standard() {
        return new Console(new StandardStream(FileDescriptor.out), new PrintStream(new StandardStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    /** Writes a text that was asked for to {@code out} and gives the process's exit code. */
    public int print(String text, boolean color) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return ExitCode.OK;
        } catch (IOException e) {
            return outputFailed("cannot write", e, color);
        }
    }

    /** Says that an output failed and gives the process's exit code: a reader such as {@code head} that has seen enough is no failure. {@code what} is said before the reason. */
    public int outputFailed(String what, IOException failure, boolean color) {
        if (IoReason.isReaderGone(failure)) {
            return ExitCode.OK;
        }
        error(what + ": " + IoReason.of(failure), color);
        return ExitCode.FAILURE;
    }

    /** A line that says what failed, and perhaps more that help; what a name in it would do to a terminal it does not. */
    public void error(String message, boolean color) {
        err.println((color ? "\u001b[1;31merror\u001b[0m: " : "error: ") + PlainText.lines(message));
    }

    /** The same of what was lost. */
    public void warning(String message, boolean color) {
        err.println((color ? "\u001b[1;33mwarning\u001b[0m: " : "warning: ") + PlainText.lines(message));
    }
}
