package flowc.runtime;

/** Is told now and then, on the engine's thread, how far a run has come. */
public interface Progress {
    Progress NONE = _ -> {};

    void update(Snapshot snapshot);

    /** {@code bytesRead} and {@code bytesTotal} are of the input as it lies on disk, {@code bytesTotal} 0 when unknown. */
    record Snapshot(long packets, long bytesRead, long bytesTotal, Flows flows, long elapsedNanos) {}

    /**
     * Of all tables so far: rows that are there, that were made, that a full table ended, and that it did not take. {@code fill} is of the table
     * nearest to its limit: rows in proportion to it.
     */
    record Flows(long live, long made, long evicted, long refused, double fill) {}
}
