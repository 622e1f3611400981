package flowc.runtime.table;

/**
 * The earliest instant at which anything may be due in any of a worker's tables, so that a packet compares one number with the clock. One
 * worker's own: tables lower it when they arm a deadline, the clock sets it anew when it went off.
 */
public final class Alarm {
    private long due = Long.MIN_VALUE;

    /** A lower bound, ns; {@link Long#MIN_VALUE} until the clock starts. */
    public long due() {
        return due;
    }

    public void set(long dueNanos) {
        due = dueNanos;
    }

    void lower(long dueNanos) {
        if (dueNanos < due) {
            due = dueNanos;
        }
    }
}
