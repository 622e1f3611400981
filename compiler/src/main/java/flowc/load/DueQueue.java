package flowc.load;

/**
 * Numbers of packets that are due and wait to be taken, at most so many; a packet that is due when the queue is full is lost. Packets are due at equal
 * distances from a start. One thread.
 */
final class DueQueue {
    private final long[] waiting;
    private final double nanosApart;
    private final long settling;
    private long offered;
    private long start;
    private long arrived;
    private long accepted;
    private long taken;
    /** The most that waited at once. */
    private long most;
    /** Of the packets before those that are measured, and of these. */
    private final long[] lost = new long[2];

    /** The first {@code settling} packets are not measured, {@code measured} are; {@code capacity} can wait. */
    DueQueue(int capacity, double nanosApart, long settling, long measured) {
        this.waiting = new long[capacity];
        this.nanosApart = nanosApart;
        this.settling = settling;
        this.offered = settling + measured;
    }

    /** The first packet is due at {@code nanos}. */
    void start(long nanos) {
        start = nanos;
    }

    /** Takes in what is due at {@code now}. */
    void accept(long now) {
        final long due = Math.min(offered, (long) ((now - start) / nanosApart) + 1);
        while (arrived < due) {
            if (accepted - taken < waiting.length) {
                waiting[(int) (accepted++ % waiting.length)] = arrived;
            } else {
                // No branch that would be new, and slow, when measuring begins.
                lost[(int) (settling - 1 - arrived >>> Long.SIZE - 1)]++;
            }
            arrived++;
        }
        most = Math.max(most, accepted - taken);
    }

    /** Nothing is due any more, and what waits is given up: neither taken nor lost. */
    void end() {
        offered = arrived;
        taken = accepted;
    }

    /** How many packets are not measured: the number of the first that is. */
    long settling() {
        return settling;
    }

    /** The most that waited at once, since that was last forgotten. */
    long most() {
        return most;
    }

    void forgetMost() {
        most = accepted - taken;
    }

    boolean isEmpty() {
        return accepted == taken;
    }

    /** No packet will be due any more. */
    boolean isOver() {
        return arrived == offered;
    }

    /** Of the packets that wait the one that came first. */
    long first() {
        return waiting[(int) (taken % waiting.length)];
    }

    void remove() {
        taken++;
    }

    /** When packet {@code number} was due, ns. */
    long due(long number) {
        return start + (long) (number * nanosApart);
    }

    /** Of the packets that are measured. */
    long lost() {
        return lost[1];
    }

    /** Of those before. */
    long lostSettling() {
        return lost[0];
    }
}
