package flowc.runtime.program;

import flowc.runtime.table.Alarm;

/**
 * The capture clock of one worker and what is due on it: flow ends by deadline, marks of {@code every} blocks. What a packet asks of it is the same for
 * all kinds, so that the call needs no look at which one it is.
 */
public abstract class Schedule extends Alarm {
    /** Where the clock goes while what is due on the way runs; else {@link Long#MIN_VALUE}. */
    private long ahead = Long.MIN_VALUE;

    /**
     * Moves the clock to the maximum of itself and {@code packetTime}, runs what became due in order of time (ends before marks of the same time).
     *
     * @return the clock
     */
    public final long advance(long packetTime) {
        final long clock = Math.max(instant(), packetTime);
        if (clock >= due()) {
            ahead = clock;
            runDue(clock);
            ahead = Long.MIN_VALUE;
        }
        arrive(clock);
        return clock;
    }

    /** The clock, ns; {@link Long#MIN_VALUE} before the first packet. */
    public final long now() {
        return Math.max(instant(), ahead);
    }

    /** The clock, {@code clock} now, has reached {@link #due}. */
    protected abstract void runDue(long clock);
}
