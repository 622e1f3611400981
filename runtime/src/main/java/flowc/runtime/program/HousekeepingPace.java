package flowc.runtime.program;

import flowc.runtime.table.HashFlowTable;

/**
 * How much periodic work is done between two bursts: {@code fewest} rows, so that it ends, or more when the clock runs fast beside the packets, but never more than
 * {@code most}, so that no burst waits long. What is not done when its time is over is done at once then.
 */
record HousekeepingPace(long fewest, long most) {
    /** Twice as many rows as a burst has packets, and some tenths of a millisecond. */
    static final HousekeepingPace USUAL = new HousekeepingPace(128, 2_048);

    /** Everything at its time, in one go. */
    static final HousekeepingPace AT_ONCE = new HousekeepingPace(Long.MAX_VALUE, Long.MAX_VALUE);

    /** Of its period a pass takes so much, to be over before the next in spite of stalls: less, and a large table's packets are lost as long as it runs. */
    private static final double PART = 0.75;

    /** So many ends that are due before a packet come one after the other, before those that may wait for {@link #most} are put off. */
    long mostEnds() {
        return Math.max(1, most / HashFlowTable.LOOKS_AN_END);
    }

    /** How many of {@code left} places, of {@code all} that there were at a mark, to pass {@code sinceMark} ns after it: all have been passed after three quarters of the period. */
    long places(long all, long left, long sinceMark, long periodNanos) {
        final double share = Math.min(1, sinceMark / (PART * periodNanos));
        return Math.clamp((long) (all * share) - (all - left), fewest, most);
    }
}
