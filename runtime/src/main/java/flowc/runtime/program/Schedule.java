package flowc.runtime.program;

import flowc.runtime.table.Alarm;

/**
 * The capture clock of one worker and what is due on it: flow ends by deadline, marks of {@code every} blocks. What a packet asks of it is the same for
 * all kinds, so that the call needs no look at which one it is.
 */
public abstract class Schedule extends Alarm {
    private long now = Long.MIN_VALUE;

    /**
     * Moves the clock to the maximum of itself and {@code packetTime}, runs what became due in order of time (ends before marks of the same time).
     *
     * @return the clock
     */
    public final long advance(long packetTime) {
        final long clock = Math.max(now, packetTime);
        now = clock;
        if (clock >= due()) {
            runDue(clock);
        }
        reach(clock);
        return clock;
    }

    /** The clock, ns; {@link Long#MIN_VALUE} before the first packet. */
    public final long now() {
        return now;
    }

    /** The clock, {@code clock} now, has reached {@link #due}. */
    protected abstract void runDue(long clock);
}
