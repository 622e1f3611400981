package flowc.runtime;

import java.util.function.Supplier;

/** Calls a {@link Progress} at most five times a second. One thread. */
final class ProgressTicker {
    private static final long INTERVAL_NANOS = 200_000_000L;

    private final Progress progress;
    private final Supplier<Progress.Flows> flows;
    private final long startNanos;
    private long nextNanos;

    ProgressTicker(Progress progress, Supplier<Progress.Flows> flows, long startNanos) {
        this.progress = progress;
        this.flows = flows;
        this.startNanos = startNanos;
        this.nextNanos = startNanos + INTERVAL_NANOS;
    }

    void tick(long packets, long bytesRead, long bytesTotal) {
        if (progress == Progress.NONE) {
            return;
        }
        final long now = System.nanoTime();
        if (now - nextNanos >= 0) {
            nextNanos = now + INTERVAL_NANOS;
            progress.update(new Progress.Snapshot(packets, bytesRead, bytesTotal, flows.get(), now - startNanos));
        }
    }
}
