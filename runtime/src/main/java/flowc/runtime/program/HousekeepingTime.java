package flowc.runtime.program;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a worker's packets waited for ends of flows, marks and what is done between bursts: wall-clock time, so a thread that is not scheduled counts as well. Of the
 * waits for a few ends only some are timed, and count for all. The last ends, at the end of input, are not in it. Written by its worker, read by any thread.
 */
public final class HousekeepingTime {
    /** Longer than this no burst should wait. */
    public static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong waits = new AtomicLong();
    private final AtomicLong longWaits = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicLong longestBeforeNanos = new AtomicLong();
    private volatile boolean isAnew;

    HousekeepingTime() {}

    /** A wait, and {@code alike - 1} like it that were not timed. */
    void add(long waitNanos, int alike) {
        if (isAnew) {
            longestBeforeNanos.setOpaque(Math.max(longestBeforeNanos.getPlain(), longestNanos.getPlain()));
            isAnew = false;
            nanos.setOpaque(0);
            waits.setOpaque(0);
            longWaits.setOpaque(0);
            longestNanos.setOpaque(0);
        }
        nanos.setOpaque(nanos.getPlain() + alike * waitNanos);
        waits.setOpaque(waits.getPlain() + alike);
        if (waitNanos > LONG_NANOS) {
            longWaits.setOpaque(longWaits.getPlain() + alike);
        }
        if (waitNanos > longestNanos.getPlain()) {
            longestNanos.setOpaque(waitNanos);
        }
    }

    /** What was is from now on {@link #longestBeforeNanos before}. Any thread; the worker does it when it adds something. */
    public void measureAnew() {
        isAnew = true;
    }

    /** In all, ns. */
    public long nanos() {
        return isAnew ? 0 : nanos.getOpaque();
    }

    /** How often packets waited. */
    public long waits() {
        return isAnew ? 0 : waits.getOpaque();
    }

    /** How often of these for more than a millisecond. */
    public long longWaits() {
        return isAnew ? 0 : longWaits.getOpaque();
    }

    /** The longest that packets waited at one time, ns. */
    public long longestNanos() {
        return isAnew ? 0 : longestNanos.getOpaque();
    }

    /** The longest before it was last {@linkplain #measureAnew measured anew}, ns. */
    public long longestBeforeNanos() {
        return isAnew ? Math.max(longestBeforeNanos.getOpaque(), longestNanos.getOpaque()) : longestBeforeNanos.getOpaque();
    }
}
