package flowc.runtime.memory;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts heap bytes that a piece of work allocates on its thread. */
public final class Allocations {
    /** Less than an object in a thousand packets, more than the measurement itself makes. */
    private static final long FEW_BYTES = 4_096;

    private static final int ATTEMPTS = 25;

    private Allocations() {}

    /**
     * The fewest bytes that a run of {@code work} allocates, repeated until one run allocates almost nothing or enough were tried: code that
     * is not compiled yet makes objects for memory accesses, and when it is compiled is not ours to say. Work that allocates itself does so in
     * every run.
     */
    public static long fewestBytes(Runnable work) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long fewest = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && fewest > FEW_BYTES; attempt++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest;
    }

    /** Whether a run's bytes are those of the measurement only. */
    public static boolean isNone(long bytes) {
        return bytes <= FEW_BYTES;
    }
}
