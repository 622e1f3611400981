package flowc.runtime.memory;

import java.lang.foreign.Arena;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stretch of off-heap memory, zeros at first, known to {@link Regions}. On Linux it takes address space only: pages come when they are
 * first touched, as huge pages where the region is large enough. Allocate at start, on any thread; close once, when nobody uses it any more.
 */
public final class Region implements AutoCloseable {
    /** All regions are aligned to a cache line. */
    public static final long ALIGNMENT = CacheLine.BYTES;

    /** The size of a huge page, in which a reserved region gives back what it does not need. */
    public static final long HUGE_PAGE_BYTES = LinuxMemory.HUGE_PAGE_BYTES;

    private static final AtomicLong TAKEN = new AtomicLong();
    private static final Set<Region> OPEN = ConcurrentHashMap.newKeySet();

    private final String what;
    private final long address;
    private final long bytes;
    private final Runnable release;
    private boolean closed;

    private Region(String what, long address, long bytes, Runnable release) {
        this.what = what;
        this.address = address;
        this.bytes = bytes;
        this.release = release;
        Regions.register(address, bytes);
        OPEN.add(this);
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
            throw new OutOfMemoryRegionException(what, rounded, taken - rounded, "the machine has " + ByteSize.text(PhysicalMemory.BYTES));
        }
        try {
            return LinuxMemory.AVAILABLE ? map(rounded, what) : take(rounded, what);
        } catch (final OutOfMemoryError refused) {
            TAKEN.addAndGet(-rounded);
            throw new OutOfMemoryRegionException(what, rounded, taken - rounded, refused.getMessage());
        }
    }

    /** Goes through the system calls and {@link Prefetch} once, which takes milliseconds the first time in a process. Any thread; takes nothing. */
    public static void prepare() {
        if (LinuxMemory.AVAILABLE) {
            LinuxMemory.tryCalls();
            Prefetch.successive(0, CacheLine.BYTES);
        }
    }

    /**
     * Takes {@code addresses} bytes of address space of which at most {@code bytes} are in use at a time: the rest was never touched, or was
     * {@linkplain #giveBack given back}.
     *
     * @throws OutOfMemoryRegionException also where the system has no such thing, or allows no such mapping
     */
    public static Region reserve(long addresses, long bytes, String what) {
        final long taken = TAKEN.addAndGet(bytes);
        try {
            if (!LinuxMemory.AVAILABLE || taken > PhysicalMemory.BYTES) {
                throw new OutOfMemoryError("the system has no address space to spare");
            }
            final long mapped = LinuxMemory.map(addresses + LinuxMemory.HUGE_PAGE_BYTES);
            final long address = Memory.align(mapped, LinuxMemory.HUGE_PAGE_BYTES);
            LinuxMemory.adviseHugePages(address, addresses);
            final Region region = new Region(what, address, bytes, () -> LinuxMemory.unmap(mapped, addresses + LinuxMemory.HUGE_PAGE_BYTES));
            Regions.register(address, addresses);
            return region;
        } catch (final OutOfMemoryError refused) {
            TAKEN.addAndGet(-bytes);
            throw new OutOfMemoryRegionException(what, bytes, taken - bytes, refused.getMessage());
        }
    }

    /** Gives pages of a reserved region back; both offsets are multiples of {@link #HUGE_PAGE_BYTES}. Their bytes are zeros when somebody touches them again. */
    public void giveBack(long from, long to) {
        LinuxMemory.adviseDone(address + from, to - from);
    }

    private static Region map(long bytes, String what) {
        final long slack = bytes >= LinuxMemory.HUGE_PAGE_BYTES ? LinuxMemory.HUGE_PAGE_BYTES : 0;
        final long mapped = LinuxMemory.map(bytes + slack);
        final long address = slack == 0 ? mapped : Memory.align(mapped, slack);
        if (slack != 0) {
            LinuxMemory.adviseHugePages(address, bytes);
        }
        return new Region(what, address, bytes, () -> LinuxMemory.unmap(mapped, bytes + slack));
    }

    private static Region take(long bytes, String what) {
        final Arena arena = Arena.ofShared();
        return new Region(what, arena.allocate(bytes, ALIGNMENT).address(), bytes, arena::close);
    }

    /** The user's name of what lies here. */
    public String what() {
        return what;
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

    /** All regions that are open now, a copy. Any thread. */
    public static Set<Region> open() {
        return Set.copyOf(OPEN);
    }

    /** Gives the memory back; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            OPEN.remove(this);
            Regions.unregister(address);
            release.run();
            TAKEN.addAndGet(-bytes);
        }
    }
}
