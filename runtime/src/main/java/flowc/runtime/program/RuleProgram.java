package flowc.runtime.program;

/** The class that a compiled group of filters extends. It has no state: any number of threads. Nothing here allocates or throws. */
public abstract class RuleProgram {
    /** Filters of one program at most: as many as its result has bits. */
    public static final int MOST_RULES = Long.SIZE;

    protected RuleProgram() {}

    /** Bit i, from the lowest on, is 1 where filter i accepts the packet; arguments as of {@link FilterProgram#test}. */
    public abstract long accepted(long packet, long captureLength, long wireLength);
}
