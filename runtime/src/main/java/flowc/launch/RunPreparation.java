package flowc.launch;

import flowc.runtime.memory.Region;
import flowc.runtime.thread.Uninterrupted;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;

/**
 * What a run needs once in a process, whatever the tracker: links to system calls, the model of the options, signal handlers. It is a tenth of a
 * second of cold code, so a thread of its own goes through it while the tracker is compiled, and whoever has none to compile takes a part of it. A run
 * is the same with and without.
 */
public final class RunPreparation {
    private static final List<Runnable> PARTS = List.of(Region::prepare, RunPreparation::options, ProcessSignals::prepare);

    private final AtomicInteger begun = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().daemon().name("flowc-prepare").unstarted(this::goOn);

    private RunPreparation() {}

    /** Begins; {@link #await} before the run. */
    public static RunPreparation begin() {
        final RunPreparation preparation = new RunPreparation();
        preparation.thread.start();
        return preparation;
    }

    private static void options() {
        new CommandLine(new RunOptions()).parseArgs("-r", Captures.STDIN);
    }

    private void goOn() {
        for (int part = begun.getAndIncrement(); part < PARTS.size(); part = begun.getAndIncrement()) {
            try {
                PARTS.get(part).run();
            } catch (RuntimeException | Error _) {
                // The run will meet the same, where it can be told.
            }
        }
    }

    /**
     * Does what has not begun and waits until all is done: classes that two threads initialise at once might wait for each other. Parts can go beside each other, as
     * {@code flowc.runtime.memory} uses nothing of ours. The thread's interrupt status survives.
     */
    public void await() {
        goOn();
        Uninterrupted.await(thread::join);
    }
}
