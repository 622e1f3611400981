package flowc.runtime.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.export.OutputOptions;
import flowc.runtime.export.RecordOutput;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.program.PacketlessProgram;
import flowc.runtime.program.ProgramContext;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.program.TrackerDescriptor.Every;
import flowc.runtime.program.TrackerDescriptor.Merge;
import flowc.runtime.program.TrackerDescriptor.Variable;
import flowc.runtime.sketch.RankOrder;
import flowc.runtime.sketch.TopRows;
import flowc.runtime.sketch.TopTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The collector alone, between threads that dawdle wherever they may: two blocks, each with a sum, a largest value and a top. */
class CollectorTest {
    private static final long SEED = Long.getLong("flowc.seed", 20261122);
    private static final int MARKS = 3_000;
    private static final int BLOCKS = 2;
    private static final int ADDENDS = 0;
    private static final int LARGEST = 8;
    /** What both are when a block begins: a merge that counted it once a worker would show. */
    private static final long INITIAL = 1_000;
    private static final int BLOCK_BYTES = 16;
    private static final int TOP_ROWS = 3;
    /** Long after any of these runs is over: who is alive then waits for what never comes. */
    private static final long HANG_NANOS = 60_000_000_000L;

    /** What {@code finish} saw of an interval, or should. */
    private record Outcome(long time, long elapsed, long sum, long largest, List<Long> top) {}

    /** What the threads of one run share. */
    private static final class Shared {
        final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        final List<List<Outcome>> finished = IntStream.range(0, BLOCKS).<List<Outcome>>mapToObj(_ -> new ArrayList<>()).toList();
        final AtomicBoolean busy = new AtomicBoolean();
        final Random random = new Random(SEED);
        final AtomicLongArray given;

        Shared(int workers) {
            given = new AtomicLongArray(workers);
        }

        /** The collector's own instance is nobody's but who has the lock. */
        void alone(Runnable work) {
            if (!busy.compareAndSet(false, true)) {
                failures.add(new AssertionError("two at a time"));
            }
            dawdle(random);
            work.run();
            busy.set(false);
        }
    }

    private static void dawdle(Random random) {
        switch (random.nextInt(60)) {
            case 0 -> LockSupport.parkNanos(random.nextInt(20_000));
            case 1, 2, 3 -> Thread.yield();
            default -> { }
        }
    }

    private static final class Program extends PacketlessProgram {
        private final Shared shared;
        private final List<TopTable> tops;

        Program(ProgramContext context, Shared shared) {
            super(context);
            this.shared = shared;
            this.tops = IntStream.range(0, BLOCKS).mapToObj(context::top).toList();
        }

        @Override
        public void onInit(long every, long time) {
            shared.alone(() -> {
                Memory.putI64(frame + every * BLOCK_BYTES + ADDENDS, INITIAL);
                Memory.putI64(frame + every * BLOCK_BYTES + LARGEST, INITIAL);
            });
        }

        @Override
        public void onFinish(long every, long time, long elapsed) {
            shared.alone(() -> {
                final TopTable top = tops.get((int) every);
                try (Region rows = Region.allocate(TOP_ROWS * Long.BYTES, "rows of a test")) {
                    top.write(rows.address());
                    final List<Long> values = LongStream.range(0, top.size()).map(row -> Memory.i64(rows.address() + row * Long.BYTES)).boxed().toList();
                    shared.finished.get((int) every).add(new Outcome(time, elapsed, Memory.i64(frame + every * BLOCK_BYTES + ADDENDS), Memory.i64(frame + every * BLOCK_BYTES + LARGEST), values));
                }
            });
        }

        @Override
        public void onExpire(long table, long row, long time, long reason) {}

        @Override
        public long rank(long table, long row) {
            return 0;
        }

        @Override
        public void onEach(long every, long row, long time, long elapsed) {}
    }

    private static TrackerDescriptor descriptor() {
        final List<Every> everies = IntStream.range(0, BLOCKS).mapToObj(block -> new Every(0, 0, true, true, List.of(
                new Variable("addends", block * BLOCK_BYTES + ADDENDS, Long.BYTES, Merge.SUM), new Variable("largest", block * BLOCK_BYTES + LARGEST, Long.BYTES, Merge.MAX_SIGNED)), List.of(block), false)).toList();
        final var top = new TrackerDescriptor.Top(null, 0, 0, TrackerDescriptor.OrderKind.UNSIGNED);
        return new TrackerDescriptor("test", "Test", "test.flow", "", BLOCKS * BLOCK_BYTES, 0, 0, List.of(), List.of(), List.of(), everies, List.of(top, top), List.of(), List.of(), List.of());
    }

    /** A collector, and a part for each worker. */
    private static final class Bench implements AutoCloseable {
        final Shared shared;
        final Collector collector;
        final List<Instance> parts = new ArrayList<>();
        private final Frame frame = new Frame(BLOCKS * BLOCK_BYTES);
        private final RecordOutput output;
        private final Instance own;

        Bench(int workers) throws IOException {
            shared = new Shared(workers);
            output = RecordOutput.open(OutputStream.nullOutputStream(), List.of(), OutputOptions.of(OutputOptions.Format.TEXT));
            final Blueprint blueprint = new Blueprint(descriptor(), context -> new Program(context, shared), frame, List.of(), _ -> new TopRows(Long.BYTES, TOP_ROWS, 0, Long.BYTES, RankOrder.UNSIGNED), false);
            own = new Instance(blueprint, output.newSink(), null);
            for (int worker = 0; worker < workers; worker++) {
                parts.add(new Instance(blueprint, output.newSink(), null));
            }
            final List<Integer> everybody = IntStream.range(0, workers).boxed().toList();
            collector = new Collector(blueprint, own, List.of(everybody, everybody));
        }

        @Override
        public void close() {
            collector.close();
            parts.forEach(Instance::close);
            own.close();
            output.close();
            frame.close();
        }
    }

    /** A worker's value of an interval. */
    private static long value(int worker, int block, long time) {
        return new Random(SEED + 31 * time + 7 * worker + block).nextInt(5_000);
    }

    private static List<Outcome> expected(int workers, int block) {
        return LongStream.rangeClosed(1, MARKS).mapToObj(time -> {
            final List<Long> values = IntStream.range(0, workers).mapToObj(worker -> value(worker, block, time)).sorted(Comparator.reverseOrder()).toList();
            return new Outcome(time, 1, INITIAL + values.stream().mapToLong(Long::longValue).sum(), Math.max(INITIAL, values.getFirst()), values.subList(0, Math.min(workers, TOP_ROWS)));
        }).toList();
    }

    private static void contribute(Bench bench, int worker) {
        final Random random = new Random(SEED - worker);
        final Instance part = bench.parts.get(worker);
        for (long time = 1; time <= MARKS; time++) {
            for (int block = 0; block < BLOCKS; block++) {
                final long value = value(worker, block, time);
                part.frame().put(block * BLOCK_BYTES + ADDENDS, INITIAL + value);
                part.frame().put(block * BLOCK_BYTES + LARGEST, Math.max(INITIAL, value));
                part.tops().get(block).clear();
                addRow(part.tops().get(block), value);
                dawdle(random);
                bench.collector.contribute(block, time, 1, part);
            }
            bench.shared.given.set(worker, time);
            final long ahead = time - IntStream.range(0, bench.parts.size()).mapToLong(bench.shared.given::get).min().orElseThrow();
            assertTrue(bench.collector.isAborted() || ahead <= Collector.MOST_PENDING + 1, () -> "worker " + worker + " is " + ahead + " marks ahead");
        }
    }

    private static void addRow(TopRows top, long value) {
        try (Region row = Region.allocate(Long.BYTES, "a row of a test")) {
            Memory.putI64(row.address(), value);
            top.add(row.address());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void everyIntervalIsFinishedOnceInOrderWithTheSumOfItsPartsWhoeverIsSlow(int workers) throws Exception {
        System.out.println("CollectorTest: " + workers + " workers, -Dflowc.seed=" + SEED);
        try (Bench bench = new Bench(workers)) {
            final List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                final int worker = i;
                threads.add(Thread.ofPlatform().daemon().start(() -> {
                    try {
                        contribute(bench, worker);
                    } catch (Throwable failure) {
                        bench.shared.failures.add(failure);
                        bench.collector.abort();
                    }
                }));
            }
            final boolean hangs = join(threads);
            bench.collector.abort();
            join(threads);
            assertEquals(List.of(), List.copyOf(bench.shared.failures));
            assertFalse(hangs, "somebody waited for what never came");
            for (int block = 0; block < BLOCKS; block++) {
                assertEquals(expected(workers, block), bench.shared.finished.get(block));
            }
        }
    }

    /** Whether one is still alive. */
    private static boolean join(List<Thread> threads) throws InterruptedException {
        final long begin = System.nanoTime();
        boolean alive = false;
        for (final Thread thread : threads) {
            thread.join(Math.max(1, (HANG_NANOS - (System.nanoTime() - begin)) / 1_000_000));
            alive |= thread.isAlive();
        }
        return alive;
    }

    @Test
    void whoIsFarAheadWaitsUntilTheOthersHaveComeOrTheRunIsGivenUp() throws Exception {
        try (Bench bench = new Bench(2)) {
            final Thread ahead = Thread.ofPlatform().daemon().start(() -> contribute(bench, 0));
            while (ahead.getState() != Thread.State.WAITING) {
                assertTrue(ahead.isAlive(), "it waits for the other");
                Thread.sleep(1);
            }
            assertTrue(bench.shared.given.get(0) <= Collector.MOST_PENDING);
            assertEquals(List.of(), bench.shared.finished.getFirst());
            bench.collector.abort();
            assertFalse(join(List.of(ahead)), "nobody waits any more");
            assertEquals(List.of(), bench.shared.finished.getFirst(), "what lacks a part is given up");
        }
    }
}
