package flowc.runtime.program;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a worker's packets waited for ends of flows, marks and what is done between bursts: wall-clock time, so a thread that is not scheduled counts as well. The last
 * ends, at the end of input, are not in it. Written by its worker, read by any thread.
 */
public final class HousekeepingTime {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();

    HousekeepingTime() {}

    void add(long waitNanos) {
        nanos.setOpaque(nanos.getPlain() + waitNanos);
        if (waitNanos > longestNanos.getPlain()) {
            longestNanos.setOpaque(waitNanos);
        }
    }

    /** In all, ns. */
    public long nanos() {
        return nanos.getOpaque();
    }

    /** The longest that packets waited at one time, ns. */
    public long longestNanos() {
        return longestNanos.getOpaque();
    }
}
