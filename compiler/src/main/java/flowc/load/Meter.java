package flowc.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Times the thread that uses it: every burst, and CPU and heap by chunks of many bursts. One thread; read when that is done. */
final class Meter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Histogram bursts = newHistogram();
    private final List<Chunk> chunks = new ArrayList<>();
    private long packets;
    private long wallNanos;
    private long wall;
    private long cpu;
    private long heap;

    /** Nanoseconds; a histogram of its own for each thread. */
    static Histogram newHistogram() {
        return new Histogram(LONGEST_NANOS, DIGITS);
    }

    static void record(Histogram histogram, long nanos, long times) {
        histogram.recordValueWithCount(Math.clamp(nanos, 0, LONGEST_NANOS), times);
    }

    void burst(long nanos, long times) {
        record(bursts, nanos, times);
    }

    void beginChunk() {
        heap = THREADS.getCurrentThreadAllocatedBytes();
        cpu = THREADS.getCurrentThreadCpuTime();
        wall = System.nanoTime();
    }

    void endChunk(long chunkPackets) {
        endChunk(chunkPackets, THREADS.getCurrentThreadCpuTime() - cpu);
    }

    /** The same of a thread that waits without sleeping, so that its CPU time says nothing: {@code busyNanos} is what it worked. */
    void endChunk(long chunkPackets, long busyNanos) {
        final long nanos = System.nanoTime() - wall;
        chunks.add(new Chunk(chunkPackets, busyNanos, nanos, THREADS.getCurrentThreadAllocatedBytes() - heap));
        packets += chunkPackets;
        wallNanos += nanos;
    }

    long packets() {
        return packets;
    }

    long wallNanos() {
        return wallNanos;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    Histogram bursts() {
        return bursts;
    }
}
