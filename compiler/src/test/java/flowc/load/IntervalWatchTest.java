package flowc.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.Progress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IntervalWatchTest {
    private static final long NANOS = 1_000_000;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - NANOS);
    private final AtomicLong looks = new AtomicLong();
    private final BlockingQueue<LoadInterval> reports = new LinkedBlockingQueue<>();

    private long now() {
        looks.incrementAndGet();
        return clock.get();
    }

    /** Lets {@code nanos} go by and the watch see that it is so: it looks once before and once after it waits. */
    private void pass(long nanos) {
        clock.addAndGet(nanos);
        final long before = looks.get();
        while (looks.get() < before + 2) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aReportFollowsTheOneBeforeItByOneIntervalHoweverLateThatWas() throws InterruptedException {
        try (IntervalWatch watch = new IntervalWatch(new IntervalReports(NANOS, reports::add), Progress.NONE, this::now)) {
            watch.measure();
            watch.add(new Chunk(1, 1, 1, 0));
            pass(NANOS - 1);
            assertEquals(0, reports.size());
            clock.addAndGet(NANOS / 2 + 1);
            assertEquals(NANOS + NANOS / 2, reports.take().nanos(), "late by half an interval");
            watch.add(new Chunk(2, 1, 1, 0));
            pass(NANOS / 2 - 1);
            assertEquals(0, reports.size());
            clock.addAndGet(1);
            final LoadInterval second = reports.take();
            assertEquals(2 * NANOS, second.nanos(), "an interval's end is where it would be anyway");
            assertEquals(2, second.work().packets());
        }
    }
}
