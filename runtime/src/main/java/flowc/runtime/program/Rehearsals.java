package flowc.runtime.program;

/**
 * In which bursts seldom code is gone through with nothing to do: {@link #OFTEN} of each doubling of their number, so most of the first and hardly any later.
 * The JVM leaves out of optimised code what never happened while it was counting, and throws all that code away when it happens after all: the first mark of
 * an {@code every} block would cost some tenths of a second of slow code, in which live packets are lost. When it counts is its own choice, for each method another.
 */
public final class Rehearsals {
    private static final int OFTEN = 32;

    private long bursts;

    /** To be asked once a burst. */
    public boolean isDue() {
        // No branch that is taken one way at first and the other way later.
        return (++bursts & Long.highestOneBit(bursts) / OFTEN - 1) == 0;
    }
}
