package flowc.runtime.worker;

import flowc.runtime.program.CaptureClock;
import flowc.runtime.thread.Uninterrupted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the clocks of a {@link QueueRun}'s queues are. A gap in one queue is none of the stream's as long as others have packets, so a worker that comes
 * to one goes there as these do. Only when all are at a gap is it the stream's: then all go to where it begins, and on to where it ends, so that the same
 * marks are left out for each. The end of a queue is a gap to the end of time. Each worker tells of its own queue and reads what others told.
 */
final class QueueClocks {
    /** Later than any clock. */
    static final long NEVER = Long.MAX_VALUE;

    /** No time. */
    static final long NONE = Long.MIN_VALUE;

    /** Shorter than a gap with marks that are left out, by more than workers may be apart at marks. */
    private static final long MARKS_PER_GAP = CaptureClock.MARKS_PER_GAP - 100;

    private final int queues;
    private final long gapNanos;
    /** By queue: its clock while it has packets, {@link #NEVER} while it is at a gap. */
    private final Sequences clocks;
    private final CountDownLatch begun;
    private final AtomicLong first = new AtomicLong(NEVER);
    private final long[] gapBegins;
    private final long[] gapEnds;
    /** By queue: where the stream's gaps begin and end that its worker has not gone over yet. */
    private final List<Deque<Long>> steps = new ArrayList<>();
    private int atGap;
    private long last = NONE;
    private volatile boolean aborted;

    /** {@code periods} of {@code every} blocks, ns. */
    QueueClocks(int queues, long[] periods) {
        this.queues = queues;
        final long period = Arrays.stream(periods).min().orElse(NEVER);
        this.gapNanos = period > NEVER / MARKS_PER_GAP ? NEVER : period * MARKS_PER_GAP;
        this.clocks = new Sequences(queues);
        this.begun = new CountDownLatch(queues);
        this.gapBegins = new long[queues];
        this.gapEnds = new long[queues];
        for (int queue = 0; queue < queues; queue++) {
            clocks.set(queue, NONE);
            steps.add(new ArrayDeque<>());
        }
    }

    /** Tells the time of a queue's first packet, {@link #NEVER} when it has none or others did not wait for it, and gives the earliest of all, once all have told. */
    long begin(long firstTime) {
        first.accumulateAndGet(firstTime, Math::min);
        begun.countDown();
        Uninterrupted.await(begun::await);
        return first.get();
    }

    /** Whether a queue has told the time of a first packet. */
    boolean hasFirst() {
        return first.get() != NEVER;
    }

    /** Whether marks might be left out between two times, of which {@code from} may be {@link #NONE}. */
    boolean isGap(long from, long to) {
        // As unsigned numbers the difference of any two times is right.
        return from != NONE && Long.compareUnsigned(to - from, gapNanos) >= 0;
    }

    /** Told before the packets up to {@code clock} are handled: a worker that follows may be waited for on the way there. */
    void goesTo(int queue, long clock) {
        clocks.set(queue, clock);
    }

    /** A queue has no packet between its clock {@code begin}, {@link #NONE} when it had no packet at all, and {@code end}, {@link #NEVER} when none comes any more. */
    synchronized void comesToGap(int queue, long begin, long end) {
        gapBegins[queue] = begin;
        gapEnds[queue] = end;
        clocks.set(queue, NEVER);
        atGap++;
        if (end == NEVER) {
            last = Math.max(last, begin);
        }
        crossGaps();
    }

    private void crossGaps() {
        if (atGap < queues) {
            return;
        }
        final long begin = Arrays.stream(gapBegins).max().orElseThrow();
        final long end = Arrays.stream(gapEnds).min().orElseThrow();
        if (end == NEVER) {
            return;
        }
        for (int queue = 0; queue < queues; queue++) {
            // Who has packets before the others' gaps began only had not seen yet that its own gap is over.
            if (end > begin) {
                steps.get(queue).add(begin);
                steps.get(queue).add(end);
            }
            if (gapEnds[queue] == end) {
                atGap--;
                clocks.set(queue, end);
            }
        }
    }

    /** Where the worker of a queue at a gap is to go next; {@link #NONE} when it is not known yet. Its gap is over when all others are behind it. */
    synchronized long nextStep(int queue) {
        final Long step = steps.get(queue).poll();
        if (step != null) {
            return step;
        }
        final long slowest = slowest();
        // Another worker may have found out since it was asked last that the gap is over.
        if (slowest == NEVER || clocks.get(queue) != NEVER) {
            return NONE;
        }
        final long end = gapEnds[queue];
        if (end <= slowest && isFirstGapEnd(end)) {
            atGap--;
            clocks.set(queue, end);
        }
        return Math.min(slowest, end);
    }

    private boolean isFirstGapEnd(long end) {
        for (int queue = 0; queue < queues; queue++) {
            if (clocks.get(queue) == NEVER && gapEnds[queue] < end) {
                return false;
            }
        }
        return true;
    }

    /** Whether the worker of a queue has still to go where others do. */
    synchronized boolean follows(int queue) {
        return !aborted && (!steps.get(queue).isEmpty() || clocks.get(queue) == NEVER && !haveAllEnded());
    }

    private boolean haveAllEnded() {
        return atGap == queues && Arrays.stream(gapEnds).allMatch(end -> end == NEVER);
    }

    /** The clock of the slowest queue that is not at a gap. */
    private long slowest() {
        long slowest = NEVER;
        for (int queue = 0; queue < queues; queue++) {
            slowest = Math.min(slowest, clocks.get(queue));
        }
        return slowest;
    }

    /** The latest clock of all, once all have ended; {@link #NONE} when there was no packet. */
    synchronized long last() {
        return last;
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
