package flowc.runtime.memory;

import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stretch of off-heap memory, zeros at first, known to {@link Regions}. On Linux it takes address space only: pages come when they are
 * first touched, as huge pages where the region is large enough. Allocate at start, on any thread; close once, when nobody uses it any more.
 */
public final class Region implements AutoCloseable {
    /** All regions are aligned to a cache line. */
    public static final long ALIGNMENT = 64;

    private static final AtomicLong TAKEN = new AtomicLong();

    private final long address;
    private final long bytes;
    private final Runnable release;
    private boolean closed;

    private Region(long address, long bytes, Runnable release) {
        this.address = address;
        this.bytes = bytes;
        this.release = release;
        Regions.register(address, bytes);
    }

    /**
     * Takes {@code bytes} bytes, rounded up to a cache line.
     *
     * @param what the user's name of what lies there, for the message
     * @throws OutOfMemoryRegionException when all regions together do not fit into this machine's memory or the system refuses
     */
    public static Region allocate(long bytes, String what) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a region must have a length of 0 or more: bytes=" + bytes + " what=" + what);
        }
        final long rounded = Math.max(ALIGNMENT, bytes > Long.MAX_VALUE - ALIGNMENT ? bytes : Memory.align(bytes, ALIGNMENT));
        final long taken = TAKEN.addAndGet(rounded);
        if (taken > PhysicalMemory.BYTES || taken < 0) {
            TAKEN.addAndGet(-rounded);
            throw new OutOfMemoryRegionException(what, rounded, taken - rounded, "the machine has " + OutOfMemoryRegionException.size(PhysicalMemory.BYTES));
        }
        try {
            return LinuxMemory.AVAILABLE ? map(rounded) : take(rounded);
        } catch (final OutOfMemoryError refused) {
            TAKEN.addAndGet(-rounded);
            throw new OutOfMemoryRegionException(what, rounded, taken - rounded, refused.getMessage());
        }
    }

    private static Region map(long bytes) {
        final long slack = bytes >= LinuxMemory.HUGE_PAGE_BYTES ? LinuxMemory.HUGE_PAGE_BYTES : 0;
        final long mapped = LinuxMemory.map(bytes + slack);
        final long address = slack == 0 ? mapped : Memory.align(mapped, slack);
        if (slack != 0) {
            LinuxMemory.adviseHugePages(address, bytes);
        }
        return new Region(address, bytes, () -> LinuxMemory.unmap(mapped, bytes + slack));
    }

    private static Region take(long bytes) {
        final Arena arena = Arena.ofShared();
        return new Region(arena.allocate(bytes, ALIGNMENT).address(), bytes, arena::close);
    }

    public long address() {
        return address;
    }

    public long bytes() {
        return bytes;
    }

    /** Bytes of all regions that are open now. */
    public static long bytesTaken() {
        return TAKEN.get();
    }

    /** Gives the memory back; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Regions.unregister(address);
            release.run();
            TAKEN.addAndGet(-bytes);
        }
    }
}
