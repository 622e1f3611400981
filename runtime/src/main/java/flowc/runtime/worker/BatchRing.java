package flowc.runtime.worker;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.util.function.BooleanSupplier;

/**
 * Batches that go round between the reader and the workers, in the order of the stream and without locks. The reader fills a batch; any one worker
 * prepares it; then every worker handles what is its own, batch after batch; then it is free again.
 * <pre> fill ─ publish │ claim ─ prepare ─ markPrepared │ isPrepared ─ handle ─ release </pre>
 * All memory is taken at construction. No worker waits while others wait for it: to prepare needs nobody else, and a prepared batch can be handled.
 */
final class BatchRing implements AutoCloseable {
    private static final int LEAST_BATCHES = 16;
    private static final int BATCHES_PER_WORKER = 3;
    private static final int FILLED = 0;
    private static final int CLAIMED = 1;
    private static final int FIRST_RELEASED = 2;

    private final int workers;
    private final Batch[] batches;
    private final Region region;
    private final Sequences sequences;
    private final int firstPrepared;
    private final Waiters waiters;
    private final Room room = new Room();
    /** The reader is to stop: packets cannot be read any more. */
    private volatile boolean ended;
    /** A batch that is filled has become the last one. */
    private volatile boolean cut;
    private volatile boolean aborted;

    /** {@code copies}: the most workers that get the same packet. */
    BatchRing(int workers, int slotBytes, int copies) {
        this.workers = workers;
        this.batches = new Batch[Math.max(LEAST_BATCHES, BATCHES_PER_WORKER * workers)];
        final long bytes = Memory.align(Batch.bytes(workers, slotBytes, copies), Region.ALIGNMENT);
        this.region = Region.allocate(bytes * batches.length, "the packets on their way to workers");
        for (int i = 0; i < batches.length; i++) {
            batches[i] = new Batch(region.address() + i * bytes, workers, slotBytes);
        }
        this.firstPrepared = FIRST_RELEASED + workers;
        this.sequences = new Sequences(firstPrepared + batches.length);
        this.waiters = new Waiters(workers + 1);
    }

    private int reader() {
        return workers;
    }

    Batch batch(long number) {
        return batches[(int) (number % batches.length)];
    }

    /**
     * Reader: waits until batch {@code number} may be filled; false when no more are wanted. When all are full it waits until half are free: it is
     * faster than the workers, and to wake it for each batch would cost more than to fill one.
     */
    boolean awaitFree(long number) {
        if (number - releasedByAll() >= batches.length) {
            room.released = number - batches.length / 2;
            waiters.await(reader(), room);
        }
        return !cut && !aborted;
    }

    /** What {@link #awaitFree} waits for. */
    private final class Room implements BooleanSupplier {
        private volatile long released;

        @Override
        public boolean getAsBoolean() {
            return cut || aborted || releasedByAll() >= released;
        }
    }

    /** Batches that no worker needs any more. */
    long releasedByAll() {
        long least = Long.MAX_VALUE;
        for (int worker = 0; worker < workers; worker++) {
            least = Math.min(least, sequences.get(FIRST_RELEASED + worker));
        }
        return least;
    }

    /** Reader: batch {@code number} is filled. */
    void publish(long number) {
        sequences.set(FILLED, number + 1);
        waiters.wakeOne(workers);
    }

    /** Worker: the number of a batch that this worker is to prepare, or -1 when there is none. */
    long claim() {
        long next = sequences.get(CLAIMED);
        while (next < sequences.get(FILLED)) {
            if (sequences.advance(CLAIMED, next)) {
                return next;
            }
            next = sequences.get(CLAIMED);
        }
        return -1;
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
        if (room.getAsBoolean()) {
            waiters.wake(reader());
        }
    }

    /** What {@link #awaitWork} waits for, made once for each worker. */
    final class Work implements BooleanSupplier {
        private long next;

        @Override
        public boolean getAsBoolean() {
            return aborted || isPrepared(next) || sequences.get(CLAIMED) < sequences.get(FILLED);
        }
    }

    /** Worker: waits until batch {@code next} is prepared or one is there to prepare. */
    void awaitWork(int worker, Work work, long next) {
        work.next = next;
        waiters.await(worker, work);
    }

    /** The reader is to end the stream. Any thread. */
    void endEarly() {
        ended = true;
        waiters.wakeAll();
    }

    /** Worker: the batch it is preparing is the last. */
    void endHere() {
        cut = true;
        endEarly();
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
