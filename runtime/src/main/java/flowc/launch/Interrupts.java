package flowc.launch;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and TERM while a tracker runs: the first one asks for a drain, the second ends the process at once. Signals rather than a shutdown
 * hook, because a hook cannot change the exit code that the JVM has already chosen (130), and a drained run is a success.
 */
final class Interrupts implements AutoCloseable {
    private static final String[] SIGNALS = {"INT", "TERM"};

    private final Runnable drain;
    private final SignalHandler[] previous = new SignalHandler[SIGNALS.length];
    private final AtomicBoolean interrupted = new AtomicBoolean();

    Interrupts(Runnable drain) {
        this.drain = drain;
        for (int i = 0; i < SIGNALS.length; i++) {
            previous[i] = install(SIGNALS[i], _ -> onSignal());
        }
    }

    // A signal that the JVM does not hand out (-Xrs, or ignored by who started us) is left as it is.
    private static SignalHandler install(String name, SignalHandler handler) {
        try {
            return Signal.handle(new Signal(name), handler);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    // The JVM calls each signal's handler on a thread of its own, so a second signal gets through whatever the first one does.
    private void onSignal() {
        if (interrupted.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        drain.run();
    }

    boolean interrupted() {
        return interrupted.get();
    }

    @Override
    public void close() {
        for (int i = 0; i < SIGNALS.length; i++) {
            if (previous[i] != null) {
                install(SIGNALS[i], previous[i]);
            }
        }
    }
}
