package flowc.runtime.table;

/**
 * What time it is for a worker's tables, and the earliest instant at which anything may be due in any of them, so that a packet compares one number with the clock. One
 * worker's own: tables lower that instant when they arm a deadline, the clock sets it anew when it went off.
 */
public class Alarm {
    private long instant = Long.MIN_VALUE;
    private long due = Long.MIN_VALUE;

    /** Up to when all that was due has run, ns: the capture clock; before that, while it is about to run an end or a mark, the time of that one. {@link Long#MIN_VALUE} before the first packet. */
    protected final long instant() {
        return instant;
    }

    /** All that was due up to {@code clock}, which is no earlier than what was reached before, has run. */
    protected final void arrive(long clock) {
        instant = clock;
    }

    /** What comes next is of {@code nanos}, or of a time that was reached before. */
    protected final void reach(long nanos) {
        instant = Math.max(instant, nanos);
    }

    /** A lower bound, ns; {@link Long#MIN_VALUE} until the clock starts. */
    public final long due() {
        return due;
    }

    public final void set(long dueNanos) {
        due = dueNanos;
    }

    final void lower(long dueNanos) {
        if (dueNanos < due) {
            due = dueNanos;
        }
    }
}
