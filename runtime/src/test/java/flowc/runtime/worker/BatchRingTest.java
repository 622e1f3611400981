package flowc.runtime.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ring alone, its threads delayed at random at every hand-over. */
class BatchRingTest {
    private static final long SEED = Long.getLong("flowc.seed", 20_261_122);
    private static final int SLOT_BYTES = 32;
    private static final int BATCHES = 3_000;

    /** Short delays, and none most of the time, so that every order of events comes up. */
    private static final class Delays {
        private final Random random;

        Delays(long seed) {
            this.random = new Random(seed);
        }

        void here() {
            switch (random.nextInt(24)) {
                case 0 -> Thread.yield();
                case 1 -> LockSupport.parkNanos(1 + random.nextInt(20_000));
                default -> { }
            }
        }
    }

    /** What a worker checks: each batch comes once, in order, as its reader filled it and as one worker prepared it. */
    private static final class Worker implements Runnable {
        private final BatchRing ring;
        private final int number;
        private final Delays delays;
        private final AtomicLong prepared;
        private long next;
        private long packets;

        Worker(BatchRing ring, int number, AtomicLong prepared) {
            this.ring = ring;
            this.number = number;
            this.prepared = prepared;
            this.delays = new Delays(SEED + 1 + number);
        }

        @Override
        public void run() {
            final BatchRing.Work work = ring.new Work();
            boolean last = false;
            while (!last && !ring.isAborted()) {
                delays.here();
                if (ring.isPrepared(next)) {
                    delays.here();
                    last = handle(ring.batch(next));
                    delays.here();
                    ring.release(number, next++);
                } else {
                    final long claimed = ring.claim();
                    delays.here();
                    if (claimed >= 0) {
                        prepare(ring.batch(claimed), claimed);
                        ring.markPrepared(claimed);
                    } else {
                        ring.awaitWork(number, work, next);
                    }
                }
            }
        }

        private void prepare(Batch batch, long claimed) {
            for (int i = 0; i < batch.count(); i++) {
                assertEquals(claimed, Memory.i64(batch.packet(i) + PacketLayout.TIME_OFFSET));
                Memory.putI64(batch.packet(i) + PacketLayout.TIME_OFFSET, ~claimed);
            }
            prepared.incrementAndGet();
            delays.here();
        }

        private boolean handle(Batch batch) {
            for (int i = 0; i < batch.count(); i++) {
                assertEquals(~next, Memory.i64(batch.packet(i) + PacketLayout.TIME_OFFSET));
            }
            packets += batch.count();
            return batch.isLast();
        }
    }

    /** The ring's users, threads and all; the calling thread reads. */
    private static final class Traffic {
        private final AtomicLong prepared = new AtomicLong();
        private final Worker[] workers;
        private final BatchRing ring;
        private long packets;
        private long batches;

        Traffic(BatchRing ring, int count) {
            this.ring = ring;
            this.workers = new Worker[count];
        }

        void run(long most, Runnable atBatch) {
            final WorkerThreads threads = new WorkerThreads(ring::abort);
            for (int worker = 0; worker < workers.length; worker++) {
                workers[worker] = new Worker(ring, worker, prepared);
                threads.start(worker, workers[worker]);
            }
            final Delays delays = new Delays(SEED);
            final Random random = new Random(SEED);
            final TrafficCount none = new TrafficCount();
            final PacketBurst burst = new PacketBurst();
            while (batches < most && ring.awaitFree(batches)) {
                delays.here();
                final Batch batch = ring.batch(batches);
                batch.begin(0, none);
                final int bursts = random.nextInt(3);
                for (int i = 0; i < bursts; i++) {
                    burst.clear();
                    burst.add(0, batches, 0, 0);
                    batch.add(burst);
                }
                packets += batch.count();
                if (batches + 1 == most) {
                    batch.setLast();
                }
                atBatch.run();
                delays.here();
                ring.publish(batches++);
            }
            threads.join();
        }
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "7"})
    @Timeout(30)
    void everyWorkerSeesEveryBatchOnceInOrder(int count) {
        System.out.println("BatchRingTest: seed " + SEED);
        try (BatchRing ring = new BatchRing(count, SLOT_BYTES, 1)) {
            final Traffic traffic = new Traffic(ring, count);
            traffic.run(BATCHES, () -> { });
            assertEquals(BATCHES, traffic.prepared.get());
            assertEquals(BATCHES, ring.releasedByAll());
            assertTrue(traffic.packets > BATCHES / 2);
            for (final Worker worker : traffic.workers) {
                assertArrayEquals(new long[] {BATCHES, traffic.packets}, new long[] {worker.next, worker.packets});
            }
        }
    }

    @Test
    @Timeout(30)
    void everybodyLeavesAnAbortedRing() {
        for (int round = 0; round < 50; round++) {
            final long at = 1 + 3L * round;
            try (BatchRing ring = new BatchRing(3, SLOT_BYTES, 1)) {
                final Traffic traffic = new Traffic(ring, 3);
                traffic.run(Long.MAX_VALUE, () -> {
                    if (traffic.batches == at) {
                        ring.abort();
                    }
                });
                assertTrue(ring.isAborted() && traffic.batches <= at + 1, "batches " + traffic.batches);
            }
        }
    }
}
