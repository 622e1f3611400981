package flowc.runtime.program;

/**
 * The capture clock of one worker and what is due on it: flow ends by deadline, marks of {@code every} blocks. A class, since a packet's call of the only
 * one there is in a process needs no check then.
 */
public abstract class Schedule {
    /**
     * Moves the clock to the maximum of itself and {@code packetTime}, runs what became due in order of time (ends before marks of the same time).
     *
     * @return the clock
     */
    public abstract long advance(long packetTime);
}
