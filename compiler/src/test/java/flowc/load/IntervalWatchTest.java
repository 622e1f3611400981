package flowc.load;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.Progress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;

class IntervalWatchTest {
    private static final long NANOS = 20_000_000;
    /** More than a busy machine lets pass without two reports in time. */
    private static final int REPORTS = 200;

    @Test
    void aReportFollowsTheOneBeforeItByOneInterval() throws InterruptedException {
        final BlockingQueue<LoadInterval> reports = new ArrayBlockingQueue<>(REPORTS * 2);
        try (IntervalWatch watch = new IntervalWatch(new IntervalReports(NANOS, reports::offer), Progress.NONE)) {
            watch.measure();
            long before = 0;
            boolean isNext = false;
            for (int i = 0; i < REPORTS && !isNext; i++) {
                while (reports.isEmpty()) {
                    watch.add(new Chunk(1, 1, 1, 0));
                    Thread.sleep(1);
                }
                final long number = reports.take().nanos() / NANOS;
                isNext = number == before + 1;
                before = number;
            }
            assertTrue(isNext, "always an interval or more was left out, the last report was at the end of number " + before);
        }
    }
}
