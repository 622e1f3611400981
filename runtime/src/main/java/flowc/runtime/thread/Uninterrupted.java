package flowc.runtime.thread;

/** Waits that an interrupt does not end, since something is not over before. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Waits until something has come, and returns at once when it has; to be called again when it was interrupted. */
    @FunctionalInterface
    public interface Wait {
        void await() throws InterruptedException;
    }

    /** Waits to the end; the thread's interrupt status survives. */
    public static void await(Wait wait) {
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                wait.await();
                over = true;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
