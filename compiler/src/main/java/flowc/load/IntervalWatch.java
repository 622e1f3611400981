package flowc.load;

import flowc.runtime.Progress;
import flowc.runtime.thread.Uninterrupted;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Gathers what is measured and reports it at regular times, from a thread of its own, so that no packet waits for who reads the reports. */
final class IntervalWatch implements Progress, AutoCloseable {
    private static final Chunk NOTHING = new Chunk(0, 0, 0, 0);

    private final IntervalReports reports;
    private final Progress next;
    private final LongSupplier clock;
    private final Thread thread = Thread.ofPlatform().daemon().name("intervals").unstarted(this::watch);
    private Chunk work = NOTHING;
    private Flows flows = new Flows(0, 0, 0, 0, 0);
    private boolean measuring;
    private boolean closed;
    private long start;

    /** {@code next} is told what this is told of progress. */
    IntervalWatch(IntervalReports reports, Progress next) {
        this(reports, next, System::nanoTime);
    }

    /** {@code clock} gives nanoseconds from anywhere on. */
    IntervalWatch(IntervalReports reports, Progress next, LongSupplier clock) {
        this.reports = reports;
        this.next = next;
        this.clock = clock;
        if (reports != IntervalReports.NONE) {
            thread.start();
        }
    }

    /** What the engine is to tell of progress, which costs a little. */
    Progress progress() {
        return reports == IntervalReports.NONE ? next : this;
    }

    /** The first packets that are measured come now. Any thread; a second call does nothing. */
    synchronized void measure() {
        if (!measuring) {
            measuring = true;
            start = clock.getAsLong();
            notifyAll();
        }
    }

    /** Takes in a chunk that was measured; one that came before measuring began does not count. Any thread. */
    synchronized void add(Chunk chunk) {
        if (measuring) {
            work = work.plus(chunk);
        }
    }

    @Override
    public void update(Snapshot snapshot) {
        synchronized (this) {
            flows = snapshot.flows();
        }
        next.update(snapshot);
    }

    private void watch() {
        try {
            for (LoadInterval interval = await(1); interval != null; interval = await(1 + interval.nanos() / reports.nanos())) {
                reports.reader().accept(interval);
            }
        } catch (InterruptedException _) {
            // Nobody but the end of the process would ask for that.
        }
    }

    /** The interval that ends {@code number} intervals after the start, or later when nothing was measured by then; null at the end. */
    private synchronized LoadInterval await(long number) throws InterruptedException {
        for (long left = left(number); !closed && left > 0; left = left(number)) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (closed) {
            return null;
        }
        final Chunk measured = work;
        work = NOTHING;
        final Runtime java = Runtime.getRuntime();
        return new LoadInterval(clock.getAsLong() - start, measured, flows, ResidentMemory.bytes(), java.totalMemory() - java.freeMemory());
    }

    /** How long to wait until interval {@code number} may be over, ns; 0 when it is. */
    private long left(long number) {
        final long left = measuring ? number * reports.nanos() - (clock.getAsLong() - start) : 0;
        if (left > 0) {
            return left;
        }
        // Without a chunk yet there is no saying when the next one ends.
        return work == NOTHING ? reports.nanos() : 0;
    }

    /** Nothing is reported any more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Uninterrupted.await(thread::join);
    }
}
