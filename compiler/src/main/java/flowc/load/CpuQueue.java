package flowc.load;

/**
 * What a {@link DueQueue} would lose if the machine never took the core away from the thread that empties it: its clock is that thread's CPU time, which
 * goes on while the thread works or waits without sleeping, and stands while it is stalled. What came in a stall, and is handled after it, costs this queue's clock as well,
 * so it loses rather too much. One thread.
 */
final class CpuQueue {
    private final long capacity;
    private final double nanosApart;
    private long startCpu;
    private long taken;
    private long lost;

    CpuQueue(int capacity, double nanosApart) {
        this.capacity = capacity;
        this.nanosApart = nanosApart;
    }

    /** The first packet is due at {@code cpuNanos}. */
    void start(long cpuNanos) {
        startCpu = cpuNanos;
        taken = 0;
        lost = 0;
    }

    /** {@code packets} were taken, and then it was {@code cpuNanos}. */
    void take(long packets, long cpuNanos) {
        final long waiting = (long) ((cpuNanos - startCpu) / nanosApart) + 1 - taken - lost;
        lost += Math.max(0, waiting - capacity);
        taken += Math.min(packets, Math.min(waiting, capacity));
    }

    long lost() {
        return lost;
    }
}
