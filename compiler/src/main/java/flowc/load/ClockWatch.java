package flowc.load;

import flowc.runtime.program.HousekeepingTime;
import flowc.runtime.thread.Uninterrupted;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A thread beside the workers that does nothing but read the clock, so that the machine's own stalls are known: every 10 microseconds it is due, and
 * how late it saw each of these instants is what a thread without any work would be late.
 */
final class ClockWatch implements AutoCloseable {
    private static final long PERIOD_NANOS = TimeUnit.MICROSECONDS.toNanos(10);

    private final Histogram late = Meter.newHistogram();
    private long stalls;
    private long longestCpuNanos;
    private final Thread thread = Thread.ofPlatform().daemon().name("clock").unstarted(this::watch);
    /** How often it was asked to forget. */
    private volatile int asked;
    private volatile boolean ended;

    ClockWatch() {
        thread.start();
    }

    /** What came before is forgotten. One thread at a time. */
    void forget() {
        asked = asked + 1;
    }

    private void watch() {
        int forgotten = 0;
        long due = System.nanoTime();
        long seen = due;
        long cpu = LoadClock.MACHINE.cpuNanos();
        while (!ended) {
            if (forgotten != asked) {
                forgotten = asked;
                late.reset();
                stalls = 0;
                longestCpuNanos = 0;
            }
            final long now = System.nanoTime();
            if (now - seen >= HousekeepingTime.LONG_NANOS) {
                stalls++;
            }
            seen = now;
            for (; due <= now; due += PERIOD_NANOS) {
                Meter.record(late, now - due, 1);
            }
            final long before = cpu;
            cpu = LoadClock.MACHINE.cpuNanos();
            longestCpuNanos = Math.max(longestCpuNanos, cpu - before);
        }
    }

    /** Ends the thread. */
    ClockLateness lateness() {
        close();
        return new ClockLateness(late, stalls, longestCpuNanos);
    }

    @Override
    public void close() {
        ended = true;
        Uninterrupted.await(thread::join);
    }
}
