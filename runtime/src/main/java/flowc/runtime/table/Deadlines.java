package flowc.runtime.table;

/** When the rows of a table end by themselves: its timeouts, the wheel that tells of them, and what is asked of a row whose time may be over. */
final class Deadlines implements AutoCloseable {
    private final Timeouts timeouts;
    private final DeadlineWheel wheel;
    private final Lifetimes lifetimes;
    private final Alarm alarm;

    Deadlines(RowStore rows, RowOrder order, TableSettings settings, Alarm alarm) {
        this.alarm = alarm;
        timeouts = new Timeouts(rows, settings.idleNanos(), settings.activeNanos());
        wheel = new DeadlineWheel(rows, new DueHeap(rows, order, rows.capacity(), settings.name()), timeouts, alarm);
        lifetimes = new Lifetimes(timeouts, wheel, alarm);
    }

    Timeouts timeouts() {
        return timeouts;
    }

    DeadlineWheel wheel() {
        return wheel;
    }

    Lifetimes lifetimes() {
        return lifetimes;
    }

    /** Up to when all that was due has run, or {@link EndSweep} will see to it, ns. */
    long instant() {
        return alarm.instant();
    }

    /** Whether from now on ends are in no order, and {@link EndSweep} ends rows between bursts. */
    void sweep(boolean isSwept) {
        wheel.sweep(isSwept);
        lifetimes.sweep(isSwept);
    }

    @Override
    public void close() {
        wheel.close();
    }
}
