package flowc.runtime.worker;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;

/**
 * Batches that go round between workers, in the order of the stream and without locks. Any one worker reads a batch, one at a time, and prepares
 * it; then every worker handles what is its own, batch after batch; then it is free again.
 * <pre> beginTurn ─ read ─ endTurn ─ prepare ─ markPrepared │ isPrepared ─ handle ─ release </pre>
 * All memory is taken at construction. No worker waits while others wait for it: to prepare needs nobody else, and a prepared batch can be handled.
 */
final class BatchRing implements AutoCloseable {
    private static final int LEAST_BATCHES = 6;
    private static final int BATCHES_PER_WORKER = 3;
    private static final int FIRST_RELEASED = 0;
    private static final VarHandle TURN = turn();

    private final int workers;
    private final Batch[] batches;
    private final Region region;
    private final Sequences sequences;
    private final int firstPrepared;
    private final Waiters waiters;
    /** Whether a worker reads now. */
    private volatile boolean reads;
    /** Written by who reads. */
    private volatile long nextToRead;
    /** Whether the last batch was read. */
    private volatile boolean readAll;
    /** Nobody is to read any more: packets are gone. */
    private volatile boolean ended;
    private volatile boolean aborted;

    BatchRing(int workers) {
        this.workers = workers;
        this.batches = new Batch[Math.max(LEAST_BATCHES, BATCHES_PER_WORKER * workers)];
        final long bytes = Memory.align(Batch.bytes(workers), Region.ALIGNMENT);
        // Whole huge pages: all workers walk through all of it, again and again.
        this.region = Region.allocate(Memory.align(bytes * batches.length, Region.HUGE_PAGE_BYTES), PacketRun.BATCHES);
        for (int i = 0; i < batches.length; i++) {
            batches[i] = new Batch(region.address() + i * bytes, workers);
        }
        this.firstPrepared = FIRST_RELEASED + workers;
        this.sequences = new Sequences(firstPrepared + batches.length);
        this.waiters = new Waiters(workers);
    }

    private static VarHandle turn() {
        try {
            return MethodHandles.lookup().findVarHandle(BatchRing.class, "reads", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    Batch batch(long number) {
        return batches[(int) (number % batches.length)];
    }

    /** Makes the calling worker the one that reads, if nobody does and there is room for the batch and in {@code memory}, the worker's; {@link #endTurn} ends that. */
    boolean beginTurn(DealtMemory memory) {
        if (!mayRead(memory) || !TURN.compareAndSet(this, false, true)) {
            return false;
        }
        // Another may have had a turn between the look and the claim, and taken the room.
        if (hasRoom()) {
            return true;
        }
        reads = false;
        return false;
    }

    private boolean mayRead(DealtMemory memory) {
        return !reads && hasRoom() && memory.hasRoom(releasedByAll());
    }

    /** Whether there is a batch to read and a place for it. */
    private boolean hasRoom() {
        return !readAll && nextToRead - releasedByAll() < batches.length;
    }

    /** Who reads: {@code next} is the next batch to read; {@code isLast}: there is none. */
    void endTurn(long next, boolean isLast) {
        nextToRead = next;
        readAll = isLast;
        reads = false;
        waiters.wakeOne();
    }

    /** Batches that no worker needs any more. */
    long releasedByAll() {
        long least = Long.MAX_VALUE;
        for (int worker = 0; worker < workers; worker++) {
            least = Math.min(least, sequences.get(FIRST_RELEASED + worker));
        }
        return least;
    }

    /** Worker: batch {@code number} is prepared. */
    void markPrepared(long number) {
        sequences.set(firstPrepared + (int) (number % batches.length), number + 1);
        for (int worker = 0; worker < workers; worker++) {
            waiters.wake(worker);
        }
    }

    boolean isPrepared(long number) {
        return sequences.get(firstPrepared + (int) (number % batches.length)) == number + 1;
    }

    /** Worker: has handled all batches up to {@code number}. */
    void release(int worker, long number) {
        sequences.set(FIRST_RELEASED + worker, number + 1);
        if (!readAll && releasedByAll() == number + 1) {
            waiters.wakeOne();
        }
    }

    /** What {@link #awaitWork} waits for, made once for each worker. */
    final class Work implements BooleanSupplier {
        private final DealtMemory memory;
        private long next;

        /** {@code memory}: the worker's. */
        Work(DealtMemory memory) {
            this.memory = memory;
        }

        @Override
        public boolean getAsBoolean() {
            return aborted || isPrepared(next) || mayRead(memory);
        }
    }

    /** Worker: waits until batch {@code next} is prepared or one may be read. */
    void awaitWork(int worker, Work work, long next) {
        work.next = next;
        waiters.await(worker, work);
    }

    /** The next batch to be read is to be the last. Any thread. */
    void endEarly() {
        ended = true;
        waiters.wakeAll();
    }

    boolean isEnded() {
        return ended;
    }

    /** Everybody is to leave. Any thread. */
    void abort() {
        aborted = true;
        waiters.wakeAll();
    }

    boolean isAborted() {
        return aborted;
    }

    @Override
    public void close() {
        region.close();
    }
}
