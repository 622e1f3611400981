package flowc.runtime.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ring alone, between threads that dawdle at every hand-over. */
class BatchRingTest {
    private static final long SEED = Long.getLong("flowc.seed", 20261122);
    private static final int BATCHES = 20_000;
    /** Long after any of these runs is over: who is alive then waits for what never comes. */
    private static final long HANG_MILLIS = 60_000;

    /** What the workers of one run share. */
    private static final class Shared {
        final BatchRing ring;
        final AtomicBoolean reads = new AtomicBoolean();
        final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        /** Written by who reads. */
        long next;

        Shared(BatchRing ring) {
            this.ring = ring;
        }
    }

    private record Dawdler(int worker, Shared shared, DealtMemory memory, Random random) implements Runnable {
        @Override
        public void run() {
            try {
                work();
            } catch (Throwable failure) {
                shared.failures.add(failure);
                shared.ring.abort();
            }
        }

        private void work() {
            final BatchRing ring = shared.ring;
            final BatchRing.Work work = ring.new Work(memory);
            long next = 0;
            while (!ring.isAborted()) {
                dawdle();
                if (ring.isPrepared(next)) {
                    if (handle(ring.batch(next), next++)) {
                        return;
                    }
                } else if (ring.beginTurn(memory)) {
                    readAndPrepare();
                } else {
                    ring.awaitWork(worker, work, next);
                }
            }
        }

        /** Whether it was the last. */
        private boolean handle(Batch batch, long number) {
            assertEquals(number, batch.clock(), "what stands in a batch until all have handled it");
            dawdle();
            assertEquals(number, batch.clock(), "what stands in a batch until all have handled it");
            assertEquals(number, Memory.i64(batch.burst(0, 0)), "what was dealt out, until all have handled it");
            final boolean last = batch.isLast();
            shared.ring.release(worker, number);
            assertEquals(number == BATCHES - 1, last);
            return last;
        }

        private void readAndPrepare() {
            assertTrue(shared.reads.compareAndSet(false, true), "one reads at a time");
            final long number = shared.next++;
            final boolean last = number == BATCHES - 1;
            final Batch batch = shared.ring.batch(number);
            batch.begin(number, new TrafficCount());
            if (last) {
                batch.setLast();
            }
            dawdle();
            shared.reads.set(false);
            shared.ring.endTurn(number + 1, last);
            memory.begin(number, shared.ring.releasedByAll());
            batch.setBurst(0, 0, memory.openBurst(0));
            Memory.putI64(batch.burst(0, 0), number);
            dawdle();
            shared.ring.markPrepared(number);
        }

        private void dawdle() {
            switch (random.nextInt(60)) {
                case 0 -> LockSupport.parkNanos(random.nextInt(20_000));
                case 1, 2, 3 -> Thread.yield();
                default -> { }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void handsEveryBatchToEveryWorkerInOrderWhoeverIsSlow(int workers) throws InterruptedException {
        System.out.println("BatchRingTest: " + workers + " workers, -Dflowc.seed=" + SEED);
        final List<DealtMemory> memories = IntStream.range(0, workers).mapToObj(worker -> new DealtMemory(worker, workers, Long.BYTES, 1)).toList();
        try (BatchRing ring = new BatchRing(workers)) {
            final Shared shared = new Shared(ring);
            final List<Thread> threads = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                threads.add(Thread.ofPlatform().daemon().start(new Dawdler(worker, shared, memories.get(worker), new Random(SEED + worker))));
            }
            boolean hangs = false;
            for (final Thread thread : threads) {
                thread.join(HANG_MILLIS);
                hangs |= thread.isAlive();
            }
            ring.abort();
            for (final Thread thread : threads) {
                thread.join();
            }
            assertEquals(List.of(), List.copyOf(shared.failures));
            assertFalse(hangs, "somebody waited for what never came");
        } finally {
            memories.forEach(DealtMemory::close);
        }
    }
}
