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

    /**
     * The first is not looked at. What happens once, as leaving compiled code for the interpreter with an object that the code did without, happens in the
     * first few, which are more of them where the machine is slow.
     */
    private static final int LEAST_WINDOWS = 3;
    private static final int MOST_WINDOWS = 16;

    private final PacketSource source;
    /** By window: of the thread that runs the engine, then of each worker. */
    private final long[][] allocated = new long[MOST_WINDOWS + 1][];
    private long packets;
    private int windows;
    private Thread[] workers;
    private final Thread caller = Thread.currentThread();

    CountedSource(PacketSource source) {
        this.source = source;
    }

    @Override
    public boolean fill(PacketBurst burst) {
        if (packets >= STARTED + windows * WINDOW) {
            if (workers == null) {
                begin();
            }
            note(allocated[windows++]);
            if (isDone()) {
                return false;
            }
        }
        final boolean more = source.fill(burst);
        packets += burst.count();
        return more;
    }

    private boolean isDone() {
        return windows == allocated.length || windows > LEAST_WINDOWS && totalOfFewest() == 0;
    }

    /** In plain loops, as the thread that is counted runs it. */
    private long totalOfFewest() {
        long bytes = 0;
        for (int thread = 0; thread <= workers.length; thread++) {
            bytes += fewestBytes(thread);
        }
        return bytes;
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
        if (windows <= LEAST_WINDOWS) {
            throw new IllegalStateException("the source must have enough packets: packets=" + packets);
        }
        return IntStream.rangeClosed(0, workers.length).mapToObj(this::fewestBytes).toList();
    }

    private long fewestBytes(int thread) {
        long fewest = Long.MAX_VALUE;
        for (int window = 1; window < windows - 1; window++) {
            fewest = Math.min(fewest, allocated[window + 1][thread] - allocated[window][thread]);
        }
        return fewest;
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
