package flowc.allocation;

import com.sun.management.ThreadMXBean;
import flowc.runtime.Engine;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Hands on another source's packets and notes, every million, what the thread that runs the engine has allocated, and what each of its workers has.
 */
final class CountedSource implements PacketSource {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long WINDOW = 1_000_000;

    /** Packets after which all workers run. */
    private static final long STARTED = 100_000;

    private final PacketSource source;
    /** By window: of the thread that runs the engine, then of each worker. */
    private final long[][] allocated;
    private long packets;
    private int windows;
    private Thread[] workers;
    private final Thread caller = Thread.currentThread();

    CountedSource(PacketSource source, int windows) {
        this.source = source;
        this.allocated = new long[windows + 1][];
    }

    @Override
    public boolean fill(PacketBurst burst) {
        if (packets >= STARTED + windows * WINDOW) {
            if (workers == null) {
                begin();
            }
            note(allocated[windows++]);
            if (windows == allocated.length) {
                return false;
            }
        }
        final boolean more = source.fill(burst);
        packets += burst.count();
        return more;
    }

    /** What is needed later is allocated now. */
    private void begin() {
        workers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(Engine.WORKER_THREADS)).sorted(Comparator.comparing(Thread::getName)).toArray(Thread[]::new);
        for (int window = 0; window < allocated.length; window++) {
            allocated[window] = new long[1 + workers.length];
        }
    }

    private void note(long[] bytes) {
        bytes[0] = THREADS.getThreadAllocatedBytes(caller.threadId());
        for (int worker = 0; worker < workers.length; worker++) {
            bytes[1 + worker] = THREADS.getThreadAllocatedBytes(workers[worker].threadId());
        }
    }

    /**
     * For the thread that runs the engine and each worker the fewest bytes of any window after the first: what packets cost is in each, what happens once, as
     * loading a class, is not.
     */
    List<Long> fewestBytes() {
        if (windows < allocated.length) {
            throw new IllegalStateException("the source must have enough packets: packets=" + packets);
        }
        return IntStream.rangeClosed(0, workers.length).mapToObj(this::fewestBytes).toList();
    }

    private long fewestBytes(int thread) {
        return IntStream.range(1, allocated.length - 1).mapToLong(window -> allocated[window + 1][thread] - allocated[window][thread]).min().orElseThrow();
    }

    @Override
    public void retain() {
        source.retain();
    }

    @Override
    public void release(long bursts) {
        source.release(bursts);
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public long bytesTotal() {
        return source.bytesTotal();
    }

    @Override
    public List<Damage> damages() {
        return source.damages();
    }

    @Override
    public void close() {
        source.close();
    }
}
