package flowc.runtime.memory;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Has the pages of a stretch of memory put in place shortly before they are touched, by a thread of its own: a huge page takes the system a tenth of a
 * millisecond to clear and, on a virtual machine whose host has to find it first, several milliseconds, in which a worker would lose packets. A
 * system that knows no such call puts pages in place at the first touch, as ever.
 */
public final class PagesAhead implements AutoCloseable {
    private static final long LEAST_BYTES = LinuxMemory.HUGE_PAGE_BYTES;

    /** 0.1 to 0.2 seconds of new rows at half a million a second, so the thread may wait that long for a core. */
    private static final long MOST_BYTES = 8 * LEAST_BYTES;

    private static final Set<PagesAhead> OPEN = ConcurrentHashMap.newKeySet();

    private final Thread thread;
    private final long start;
    private final long end;
    /** Pages below are in place. */
    private long next;
    private volatile long wanted;
    /** An address at which more is to be asked for. */
    private long stop;

    /** For memory from {@code start} to {@code end}, which stays mapped until {@link #close}. */
    public PagesAhead(long start, long end) {
        this.start = start;
        this.end = end;
        this.next = Memory.align(start, LEAST_BYTES);
        this.wanted = next;
        this.stop = firstStop();
        this.thread = LinuxMemory.AVAILABLE && end > next ? Worker.THREAD : null;
        if (thread != null) {
            OPEN.add(this);
        }
    }

    /** Memory is used up to {@code address}, which rises: has more put in place when it is time. One thread. */
    public void use(long address) {
        if (address >= stop) {
            stop = reached(address);
        }
    }

    /** Where to call {@link #reached} first. */
    long firstStop() {
        return start + LEAST_BYTES / 2;
    }

    /** Memory is used up to {@code address}, and behind it next: has some pages put in place, few as long as little was used. Gives the address at which to call again. One thread. */
    long reached(long address) {
        final long ahead = Math.clamp(address - start, LEAST_BYTES, MOST_BYTES);
        want(address + ahead);
        return address + ahead / 2;
    }

    /** Has the first huge page put in place soon, where it is one, too. One thread. */
    public void wantFirst() {
        want(start + 1);
    }

    /** Has the pages up to {@code address} put in place soon. One thread. */
    public void want(long address) {
        if (thread != null && address > wanted) {
            wanted = Math.min(Memory.align(address, LEAST_BYTES), end);
            LockSupport.unpark(thread);
        }
    }

    /** Takes one step; false when there is nothing to do. */
    private synchronized boolean step() {
        final long from = next;
        final long to = Math.min(wanted, from + LEAST_BYTES);
        if (from >= to) {
            return false;
        }
        next = to;
        LinuxMemory.putInPlace(from, to - from);
        return true;
    }

    /** Returns when the thread has left the memory alone. */
    @Override
    public synchronized void close() {
        OPEN.remove(this);
        next = end;
    }

    private static final class Worker {
        static final Thread THREAD = Thread.ofPlatform().daemon().name("flowc-pages").start(Worker::work);

        private static void work() {
            while (true) {
                boolean idle = true;
                for (final PagesAhead pages : OPEN) {
                    idle &= !pages.step();
                }
                if (idle) {
                    LockSupport.park();
                }
            }
        }
    }
}
