package flowc.launch;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ctrl-C, TERM and HUP while captures are read: the first one asks for a drain, the second ends the process at once. Signals rather than a shutdown
 * hook, because a hook cannot change the exit code that the JVM has already chosen (130), and a drained run is a success.
 */
public final class Interrupts implements AutoCloseable {
    private final Runnable drain;
    private final List<Runnable> undo;
    private final AtomicReference<Interruption> first = new AtomicReference<>(Interruption.NONE);

    /** Runs {@code drain}, on a thread of its own, on the first signal until this is closed. */
    public Interrupts(Runnable drain) {
        this.drain = drain;
        this.undo = List.of(
                ProcessSignals.handle("INT", () -> onSignal(Interruption.INTERRUPTED)),
                ProcessSignals.handle("TERM", () -> onSignal(Interruption.TERMINATED)),
                ProcessSignals.handle("HUP", () -> onSignal(Interruption.HUNG_UP)));
    }

    /**
     * The same of who reads captures: what a pipe's writer has sent before the interrupt belongs to the answer, so {@code input} is ended, and where that changes
     * nothing {@code stop} leaves files where they are. Those behind are not opened.
     */
    public static Interrupts ofReading(StandardInput input, Runnable openNoMore, Runnable stop) {
        return new Interrupts(() -> {
            openNoMore.run();
            if (!input.end()) {
                stop.run();
            }
        });
    }

    /** Which signal came first, if any did. Any thread. */
    public Interruption first() {
        return first.get();
    }

    // Each signal's handler runs on a thread of its own, so a second signal gets through whatever the first one does.
    private void onSignal(Interruption signal) {
        if (first.compareAndSet(Interruption.NONE, signal)) {
            drain.run();
        } else if (signal != Interruption.HUNG_UP) {
            // A terminal that closes may send two, the system's and its shell's, and neither is somebody's impatience.
            Runtime.getRuntime().halt(signal.exitCodeAtOnce());
        }
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
