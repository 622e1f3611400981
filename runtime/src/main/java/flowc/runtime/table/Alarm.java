package flowc.runtime.table;

/**
 * The earliest instant at which anything may be due in any of a worker's tables, so that a packet compares one number with the clock. One
 * worker's own: tables lower it when they arm a deadline, the clock sets it anew when it went off.
 */
public class Alarm {
    private long due = Long.MIN_VALUE;

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
