package flowc.runtime.export;

import flowc.runtime.memory.Region;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Chunks of memory that go round between one worker, who fills them, and the formatter thread, who empties them. No locks: each side
 * moves a count of its own. The worker's side does not allocate.
 */
final class ChunkRing implements AutoCloseable {
    private static final VarHandle PUBLISHED;
    private static final VarHandle RELEASED;

    static {
        try {
            PUBLISHED = MethodHandles.lookup().findVarHandle(ChunkRing.class, "published", long.class);
            RELEASED = MethodHandles.lookup().findVarHandle(ChunkRing.class, "released", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Region region;
    private final long base;
    private final long chunkBytes;
    private final int chunkCount;
    private final long[] usedBytes;
    private final Thread formatter;

    /** Chunks the worker has handed over since the start; it writes. */
    @SuppressWarnings("unused")
    private long published;

    /** Chunks the formatter has handed back since the start; it writes. */
    @SuppressWarnings("unused")
    private long released;

    /** The worker, once it waits. Set before it looks at {@link #released} again, read after that was moved, both volatile: one of the two sees the other. */
    private volatile Thread waiting;

    /** {@code chunkBytes} is a multiple of 8. */
    ChunkRing(long chunkBytes, int chunkCount, Thread formatter) {
        this.chunkBytes = chunkBytes;
        this.chunkCount = chunkCount;
        this.usedBytes = new long[chunkCount];
        this.formatter = formatter;
        this.region = Region.allocate(Math.multiplyExact(chunkBytes, chunkCount), "the output's buffers");
        this.base = region.address();
    }

    long chunkBytes() {
        return chunkBytes;
    }

    /** Worker: the chunk to fill, or 0 when the formatter has them all. */
    long freeChunk() {
        final long mine = (long) PUBLISHED.get(this);
        return mine - (long) RELEASED.getAcquire(this) < chunkCount ? addressOf(mine) : 0;
    }

    /** Worker: waits until a chunk is free or the output takes no more. The thread's interrupt status survives. */
    void awaitFree(OutputStatus status) {
        boolean interrupted = false;
        waiting = Thread.currentThread();
        final long mine = (long) PUBLISHED.get(this);
        while (mine - (long) RELEASED.getVolatile(this) >= chunkCount && status.accepting()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        waiting = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Worker: whether the formatter has emptied all it got. */
    boolean isEmpty() {
        return (long) PUBLISHED.get(this) == (long) RELEASED.getAcquire(this);
    }

    /** Worker: hands over the chunk that {@link #freeChunk} gave, {@code bytes} bytes of records in it. */
    void publish(long bytes) {
        final long mine = (long) PUBLISHED.get(this);
        usedBytes[(int) (mine % chunkCount)] = bytes;
        PUBLISHED.setRelease(this, mine + 1);
        LockSupport.unpark(formatter);
    }

    /** Formatter: the oldest chunk handed over, or 0. */
    long fullChunk() {
        final long mine = (long) RELEASED.get(this);
        return (long) PUBLISHED.getAcquire(this) > mine ? addressOf(mine) : 0;
    }

    /** Formatter: how much of the chunk that {@link #fullChunk} gave is filled. */
    long fullBytes() {
        return usedBytes[(int) ((long) RELEASED.get(this) % chunkCount)];
    }

    /** Formatter: hands the chunk back. */
    void release() {
        RELEASED.setVolatile(this, (long) RELEASED.get(this) + 1);
        wakeWorker();
    }

    /** Any thread: makes a waiting worker look again. */
    void wakeWorker() {
        final Thread worker = waiting;
        if (worker != null) {
            LockSupport.unpark(worker);
        }
    }

    private long addressOf(long number) {
        return base + number % chunkCount * chunkBytes;
    }

    /** Frees the memory; nobody uses the ring any more. */
    @Override
    public void close() {
        region.close();
    }
}
