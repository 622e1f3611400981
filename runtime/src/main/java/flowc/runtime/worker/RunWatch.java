package flowc.runtime.worker;

/** How a run is watched from outside. Methods are called by the thread that runs it, or, where packets come in queues, {@link #isStopped} by all. */
public interface RunWatch {
    /** Whether the run is to end now. */
    boolean isStopped();

    /** How far it has come; called often, so it must cost little. */
    void advanced(long packets, long bytesRead, long bytesTotal);
}
