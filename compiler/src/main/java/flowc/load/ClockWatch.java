package flowc.load;

import flowc.runtime.thread.Uninterrupted;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A thread beside the workers that does nothing but read the clock, so that the machine's own stalls are known: every 10 microseconds it is due, and
 * how late it saw each of these instants is what a thread without any work would be late.
 */
final class ClockWatch implements AutoCloseable {
    private static final long PERIOD_NANOS = TimeUnit.MICROSECONDS.toNanos(10);

    private final Histogram lateness = Meter.newHistogram();
    private final Thread thread = Thread.ofPlatform().daemon().name("clock").unstarted(this::watch);
    private volatile boolean measuring;
    private volatile boolean ended;

    ClockWatch() {
        thread.start();
    }

    /** What came before is forgotten. */
    void measure() {
        measuring = true;
    }

    private void watch() {
        boolean forgotten = false;
        long due = System.nanoTime();
        while (!ended) {
            if (!forgotten && measuring) {
                forgotten = true;
                lateness.reset();
            }
            final long now = System.nanoTime();
            for (; due <= now; due += PERIOD_NANOS) {
                Meter.record(lateness, now - due, 1);
            }
        }
    }

    /** Ends the thread. */
    Histogram lateness() {
        close();
        return lateness;
    }

    @Override
    public void close() {
        ended = true;
        Uninterrupted.await(thread::join);
    }
}
