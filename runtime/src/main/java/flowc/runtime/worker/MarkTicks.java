package flowc.runtime.worker;

/**
 * Finds the packets of a stream that start the clock or make it cross a mark of an {@code every} block. All workers go there together, so that a
 * gap in the stream has the same marks for each, whatever packets it got. Going there more often than that does no harm. The worker that reads.
 */
final class MarkTicks {
    private static final long NEVER = Long.MAX_VALUE;

    private final long[] periods;
    private boolean started;
    private long start;
    private long next = Long.MIN_VALUE;

    /** {@code periods} in ns. */
    MarkTicks(long[] periods) {
        this.periods = periods;
    }

    boolean isDue(long clock) {
        return clock >= next;
    }

    /** Lets the next packet be one of these. */
    void rehearse() {
        next = Long.MIN_VALUE;
    }

    /** The clock is there now. */
    void pass(long clock) {
        if (!started) {
            started = true;
            start = clock;
        }
        next = NEVER;
        for (final long period : periods) {
            next = Math.min(next, after(clock, period));
        }
    }

    private long after(long clock, long period) {
        // As unsigned numbers the difference of any two times is right.
        final long marks = Long.divideUnsigned(clock - start, period) + 1;
        final long mark = start + marks * period;
        return mark <= clock ? NEVER : mark;
    }
}
