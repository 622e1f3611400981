package flowc.runtime.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** How far the clocks of a {@link QueueRun}'s queues are. Each worker tells its own and reads those of the others. */
final class QueueClocks {
    /** Later than any clock. */
    private static final long ENDED = Long.MAX_VALUE;

    private final int queues;
    private final Sequences clocks;
    private final CountDownLatch begun;
    private final AtomicLong first = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);
    private volatile boolean aborted;

    QueueClocks(int queues) {
        this.queues = queues;
        this.clocks = new Sequences(queues);
        this.begun = new CountDownLatch(queues);
        for (int queue = 0; queue < queues; queue++) {
            clocks.set(queue, Long.MIN_VALUE);
        }
    }

    /** Tells the time of a queue's first packet, {@link Long#MAX_VALUE} when none waits there, and gives the earliest of all, once all have told. */
    long begin(long firstTime) {
        first.accumulateAndGet(firstTime, Math::min);
        begun.countDown();
        boolean interrupted = false;
        while (begun.getCount() > 0) {
            try {
                begun.await();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return first.get();
    }

    /** Told before the packets up to {@code clock} are handled: a worker that follows may be waited for on the way there. */
    void goesTo(int queue, long clock) {
        clocks.set(queue, clock);
    }

    /** A queue's clock was {@code clock} at its end. */
    void ended(int queue, long clock) {
        last.accumulateAndGet(clock, Math::max);
        clocks.set(queue, ENDED);
    }

    boolean allEnded() {
        return aborted || slowest() == ENDED;
    }

    /** The clock of the slowest queue that has not ended. */
    long slowest() {
        long slowest = ENDED;
        for (int queue = 0; queue < queues; queue++) {
            slowest = Math.min(slowest, clocks.get(queue));
        }
        return slowest;
    }

    /** The latest clock of all, once all have ended; {@link Long#MIN_VALUE} when there was no packet. */
    long last() {
        return last.get();
    }

    /** Nobody waits any more. Any thread. */
    void abort() {
        aborted = true;
        for (long left = begun.getCount(); left > 0; left--) {
            begun.countDown();
        }
    }

    boolean isAborted() {
        return aborted;
    }
}
