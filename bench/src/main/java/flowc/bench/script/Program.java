package flowc.bench.script;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** How a program of bench/ ends: what is wrong with its arguments, and what a program said that it started, are a message, never a trace. */
public final class Program {
    private static final int FAILED = 3;
    private static final int INVALID = 2;
    private static final int FIRST_SIGNAL = 128;

    /** Held while a child is being started: one that runs already and is not known yet would not be ended. */
    private static final Object STARTING = new Object();

    private static volatile boolean ending;
    /** Guarded by {@link #STARTING}. */
    private static Process child;

    private Program() {}

    /** All that a program does; its exit code. */
    public interface Body {
        int run(List<String> args) throws IOException, InterruptedException, InvalidArgument;
    }

    /** Exits with what {@code body} returns, with 2 for an invalid argument, with 3 when something failed. */
    public static void run(Script script, String[] args, Body body) {
        Runtime.getRuntime().addShutdownHook(new Thread(Program::endChild));
        System.exit(exitCode(script, List.of(args), body, System.err));
    }

    static int exitCode(Script script, List<String> args, Body body, PrintStream err) {
        try {
            return body.run(args);
        } catch (InvalidArgument e) {
            err.println(e.getMessage());
            return INVALID;
        } catch (IOException e) {
            // What a child says while all is being ended is no failure.
            if (!ending) {
                err.println(script.title() + ": " + (e.getClass() == IOException.class ? e.getMessage() : e));
            }
            return FAILED;
        } catch (InterruptedException _) {
            err.println(script.title() + ": interrupted");
            return FAILED;
        }
    }

    private static void endChild() {
        ending = true;
        synchronized (STARTING) {
            if (child != null) {
                child.destroy();
            }
        }
    }

    /** A process that ends with this one. There is one at a time. */
    public static Process start(ProcessBuilder builder) throws IOException {
        synchronized (STARTING) {
            if (ending) {
                throw new IOException("is being ended");
            }
            child = builder.start();
            return child;
        }
    }

    /** How {@code command} failed; {@code said} may be empty. */
    public static IOException failure(List<String> command, int exitCode, String said) {
        final String how = exitCode > FIRST_SIGNAL ? "was ended by signal " + (exitCode - FIRST_SIGNAL) : exitCode == 0 ? "printed nothing to be measured by" : "failed with exit code " + exitCode;
        return new IOException("this " + how + ": " + String.join(" ", command) + (said.isBlank() ? "" : "\n" + said.strip()));
    }
}
