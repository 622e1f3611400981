package flowc.load;

import com.sun.management.ThreadMXBean;
import flowc.runtime.Engine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Objects;

/** CPU time and heap of the threads that do a run's work: the one that asks, or the engine's workers. */
sealed interface WorkThreads {
    ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** ns of all of them together. */
    long cpuNanos();

    long heapBytes();

    /** The calling thread. */
    record Own() implements WorkThreads {
        @Override
        public long cpuNanos() {
            return THREADS.getCurrentThreadCpuTime();
        }

        @Override
        public long heapBytes() {
            return THREADS.getCurrentThreadAllocatedBytes();
        }
    }

    /** Those that the engine has now. */
    record Workers(long[] ids) implements WorkThreads {
        static Workers running() {
            final long[] all = THREADS.getAllThreadIds();
            return new Workers(Arrays.stream(THREADS.getThreadInfo(all)).filter(Objects::nonNull).filter(thread -> thread.getThreadName().startsWith(Engine.WORKER_THREADS))
                    .mapToLong(ThreadInfo::getThreadId).toArray());
        }

        @Override
        public long cpuNanos() {
            return Arrays.stream(THREADS.getThreadCpuTime(ids)).filter(nanos -> nanos > 0).sum();
        }

        @Override
        public long heapBytes() {
            return Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).filter(bytes -> bytes > 0).sum();
        }
    }
}
