package flowc.runtime.table;

import flowc.runtime.memory.Memory;

/**
 * Whether a row that is still there lives, in a table whose ends are swept ({@link EndSweep}); in others all do. In numbers and not in answers: code that is
 * compiled before a first row's time is over would leave a branch out that nobody took, and be thrown away then.
 *
 * <p>Where idle time alone ends rows that is asked of when they were seen; with an active timeout all are doubtful, since the start of a row is not in the line that packets have at hand.
 */
final class Lifetimes {
    /** As a time since when rows were seen: all. */
    static final long ALL = Long.MIN_VALUE;

    /** What is known of a burst's rows holds for that part of the timeout: a clock that moves further within one burst is told of it. */
    private static final long FORESIGHT_PART = 1024;

    private final Timeouts timeouts;
    private final DeadlineWheel wheel;
    private final Alarm alarm;
    /** The longest that a row may be idle; {@link Long#MAX_VALUE} while nothing is swept. */
    private long idleNanos = Long.MAX_VALUE;
    /** All bits while every row is doubtful, whenever it was seen; else 0. */
    private long allDoubtful;

    Lifetimes(Timeouts timeouts, DeadlineWheel wheel, Alarm alarm) {
        this.timeouts = timeouts;
        this.wheel = wheel;
        this.alarm = alarm;
    }

    /** The wheel was told the same. */
    void sweep(boolean isSwept) {
        this.idleNanos = isSwept ? timeouts.idleNanos() : Long.MAX_VALUE;
        this.allDoubtful = isSwept && timeouts.hasActive() ? -1 : 0;
    }

    /** Rows that are there now and were seen at this time or later live until the alarm goes off, unless they are ended. {@link #ALL} when none will be over by then. */
    long foresee() {
        if (!wheel.isSwept()) {
            return ALL;
        }
        final long until = Math.max(alarm.instant(), alarm.instant() + Math.max(1, idleNanos / FORESIGHT_PART));
        alarm.lower(until);
        final long none = until - wheel.earliest() >> (Long.SIZE - 1);
        return ALL & none | idleSince(until) & ~none;
    }

    /** Whether what {@link #foresee} says is enough; else each row is to be asked for. */
    boolean areForeseen() {
        return allDoubtful == 0;
    }

    /** 0 when a row lives; else ask {@link #isOver}. */
    long doubtful(long row) {
        final long since = idleSince(alarm.instant());
        return Math.min(since, Memory.i64(row + RowLayout.LAST_SEEN_OFFSET)) ^ since | allDoubtful;
    }

    /** A row that was seen before that has been idle for too long at {@code instant}. */
    private long idleSince(long instant) {
        final long since = instant - idleNanos;
        return since > instant ? ALL : since;
    }

    /** Whether a row's time is over, and nobody has seen to it. What is in the heap ends when the alarm goes off, not before. */
    boolean isOver(long row) {
        return wheel.isSwept() && timeouts.isDue(row, alarm.instant()) && !wheel.isInHeap(row);
    }
}
