package flowc.runtime.program;

/** The capture clock of one worker and what is due on it: flow ends by deadline, marks of {@code every} blocks. */
public interface Schedule {
    /**
     * Moves the clock to the maximum of itself and {@code packetTime}, runs what became due in order of time (ends before marks of the same time).
     *
     * @return the clock
     */
    long advance(long packetTime);
}
