package flowc.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Times what is done with one source's packets: every burst, and CPU and heap by chunks of many bursts. The source's thread; read when that is done. */
final class Meter {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Histogram bursts = newHistogram();
    private final Histogram burstsCpu = newHistogram();
    private final List<Chunk> chunks = new ArrayList<>();
    private final Consumer<Chunk> onChunk;
    private final LoadClock clock;
    private boolean isRehearsal;
    private WorkThreads threads = new WorkThreads.Own();
    private long packets;
    private long wallNanos;
    private long wall;
    private long cpu;
    private long heap;

    Meter() {
        this(_ -> {});
    }

    /** {@code onChunk} is told of every chunk, on the source's thread. */
    Meter(Consumer<Chunk> onChunk) {
        this(onChunk, LoadClock.MACHINE);
    }

    Meter(Consumer<Chunk> onChunk, LoadClock clock) {
        this.onChunk = onChunk;
        this.clock = clock;
    }

    /** What the source has its times from, too. */
    LoadClock clock() {
        return clock;
    }

    /** Nanoseconds; a histogram of its own for each thread. */
    static Histogram newHistogram() {
        return new Histogram(LONGEST_NANOS, DIGITS);
    }

    static void record(Histogram histogram, long nanos, long times) {
        histogram.recordValueWithCount(Math.clamp(nanos, 0, LONGEST_NANOS), times);
    }

    /** From now on the work is that of the engine's workers, which run already. */
    void watchWorkers() {
        threads = WorkThreads.Workers.running();
    }

    void burst(long nanos, long times) {
        record(bursts, nanos, times);
    }

    /** CPU time that a burst took. */
    void burstCpu(long nanos) {
        record(burstsCpu, nanos, 1);
    }

    Histogram burstsCpu() {
        return isRehearsal ? newHistogram() : burstsCpu;
    }

    /** As if nothing had been measured so far. What a rehearsal measures nobody is told. */
    void beginAnew(boolean asRehearsal) {
        isRehearsal = asRehearsal;
        bursts.reset();
        burstsCpu.reset();
        chunks.clear();
        packets = 0;
        wallNanos = 0;
    }

    void beginChunk() {
        heap = threads.heapBytes();
        cpu = threads.cpuNanos();
        wall = clock.nanos();
    }

    void endChunk(long chunkPackets) {
        endChunk(chunkPackets, threads.cpuNanos() - cpu);
    }

    /** The same of a thread that waits without sleeping, so that its CPU time says nothing: {@code busyNanos} is what it worked. */
    void endChunk(long chunkPackets, long busyNanos) {
        final long nanos = clock.nanos() - wall;
        final Chunk chunk = new Chunk(chunkPackets, busyNanos, nanos, threads.heapBytes() - heap);
        chunks.add(chunk);
        onChunk.accept(chunk);
        packets += chunkPackets;
        wallNanos += nanos;
    }

    long packets() {
        return isRehearsal ? 0 : packets;
    }

    long wallNanos() {
        return wallNanos;
    }

    List<Chunk> chunks() {
        return isRehearsal ? List.of() : chunks;
    }

    Histogram bursts() {
        return isRehearsal ? newHistogram() : bursts;
    }
}
