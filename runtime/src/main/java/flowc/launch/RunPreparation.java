package flowc.launch;

import flowc.runtime.memory.Region;
import flowc.runtime.thread.Uninterrupted;
import picocli.CommandLine;

/**
 * What a run needs once in a process, whatever the tracker: links to system calls, the model of the options, signal handlers. It is a tenth of a
 * second of cold code, so a thread of its own goes through it while the tracker is compiled. A run is the same with and without.
 */
public final class RunPreparation {
    private final Thread thread = Thread.ofPlatform().daemon().name("flowc-prepare").unstarted(RunPreparation::prepare);

    private RunPreparation() {}

    /** Begins; {@link #await} before the run. */
    public static RunPreparation begin() {
        final RunPreparation preparation = new RunPreparation();
        preparation.thread.start();
        return preparation;
    }

    private static void prepare() {
        try {
            Region.prepare();
            new CommandLine(new RunOptions()).parseArgs("-r", Captures.STDIN);
            ProcessSignals.prepare();
        } catch (RuntimeException | Error _) {
            // The run will meet the same, where it can be told.
        }
    }

    /** Waits until all is done: classes that two threads initialise at once might wait for each other. The thread's interrupt status survives. */
    public void await() {
        Uninterrupted.await(thread::join);
    }
}
