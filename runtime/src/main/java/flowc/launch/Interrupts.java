package flowc.launch;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Ctrl-C and TERM while captures are read: the first one asks for a drain, the second ends the process at once. Signals rather than a shutdown
 * hook, because a hook cannot change the exit code that the JVM has already chosen (130), and a drained run is a success.
 */
public final class Interrupts implements AutoCloseable {
    private final Runnable drain;
    private final List<Runnable> undo;
    private final AtomicBoolean interrupted = new AtomicBoolean();

    /** Runs {@code drain}, on a thread of its own, on the first signal until this is closed. */
    public Interrupts(Runnable drain) {
        this.drain = drain;
        this.undo = Stream.of("INT", "TERM").map(name -> ProcessSignals.handle(name, this::onSignal)).toList();
    }

    // Each signal's handler runs on a thread of its own, so a second signal gets through whatever the first one does.
    private void onSignal() {
        if (interrupted.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        drain.run();
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
