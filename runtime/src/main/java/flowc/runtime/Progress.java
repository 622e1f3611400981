package flowc.runtime;

/** Is told now and then, on the engine's thread, how far a run has come. */
public interface Progress {
    Progress NONE = _ -> {};

    void update(Snapshot snapshot);

    /** {@code bytesRead} and {@code bytesTotal} are of the input as it lies on disk, {@code bytesTotal} 0 when unknown; {@code liveFlows} of all tables. */
    record Snapshot(long packets, long bytesRead, long bytesTotal, long liveFlows, long elapsedNanos) {}
}
