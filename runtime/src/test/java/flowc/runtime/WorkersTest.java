package flowc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.RunSummary.TableSummary;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.MemoryQueues;
import flowc.runtime.packet.MemorySource;
import flowc.runtime.packet.MemorySource.Packet;
import flowc.runtime.packet.PacketQueues;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.program.TrackerDescriptor.Param;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same packets give the same records, flows and counts in any number of workers. */
class WorkersTest {
    private static final long SEED = Long.getLong("flowc.seed", 20_261_122);
    private static final long MILLISECOND = 1_000_000;
    private static final OutputOptions TEXT = OutputOptions.of(OutputOptions.Format.TEXT);
    /** So many rows that a table has many lanes. */
    private static final String MANY_LANES = "65536";

    /** What a run says, time aside. */
    private record Outcome(String records, RunSummary summary) {
        List<String> sorted() {
            return records.lines().sorted().toList();
        }

        private static String flows(TableSummary table) {
            return table.name() + " " + table.limit() + " " + table.made() + " " + table.ended() + " " + table.refused() + " " + table.live();
        }

        String figures() {
            return summary.traffic() + " " + summary.tables().stream().map(Outcome::flows).toList() + " " + summary.counters() + " " + summary.losses() + " " + summary.output();
        }
    }

    private static Packet packet(long id, long millis) {
        return new Packet(millis * MILLISECOND, 1, 0, 100, ByteBuffer.allocate(16).putLong(id).array());
    }

    private static EngineSettings settings(Tracker tracker, int workers, String... namesAndValues) {
        final List<ParamValue> values = new ArrayList<>();
        for (Param param : tracker.descriptor().params()) {
            final int at = Arrays.asList(namesAndValues).indexOf(param.name());
            values.add(ParamValue.parse(param, at < 0 ? param.text() : namesAndValues[at + 1]));
        }
        return new EngineSettings(values, EngineSettings.FILE_HASH_SEED).withWorkers(workers);
    }

    private static Outcome run(PacketSource source, int workers, OutputOptions options, String... params) throws IOException {
        final Tracker tracker = CountingProgram.tracker();
        final ByteArrayOutputStream results = new ByteArrayOutputStream();
        final RunSummary summary = new Engine(tracker, settings(tracker, workers, params)).run(source, results, options, Progress.NONE);
        return new Outcome(results.toString(StandardCharsets.UTF_8), summary);
    }

    private static Outcome run(List<Packet> packets, int workers, OutputOptions options, String... params) throws IOException {
        try (MemorySource source = MemorySource.of(packets)) {
            return run(source, workers, options, params);
        }
    }

    private static void assertSameInAnyNumber(List<Packet> packets, String... params) throws IOException {
        final Outcome one = run(packets, 1, TEXT, params);
        final Outcome oneInOrder = run(packets, 1, TEXT.withOrder(), params);
        for (final int workers : new int[] {2, 3, 4, 7}) {
            final Outcome many = run(packets, workers, TEXT, params);
            assertEquals(one.sorted(), many.sorted(), workers + " workers");
            assertEquals(one.figures(), many.figures(), workers + " workers");
            assertEquals(oneInOrder.records(), run(packets, workers, TEXT.withOrder(), params).records(), workers + " workers, in order");
        }
    }

    /** Times that jitter and jump, some packets too short for a key. */
    private static List<Packet> random(long seed, int count, int ids, int mostMillis) {
        final Random random = new Random(seed);
        final List<Packet> packets = new ArrayList<>();
        long millis = 1_000;
        for (int i = 0; i < count; i++) {
            millis += random.nextInt(50) == 0 ? random.nextInt(20 * mostMillis) : random.nextInt(mostMillis);
            final long late = random.nextInt(10) == 0 ? random.nextInt(500) : 0;
            packets.add(random.nextInt(20) == 0 ? new Packet((millis - late) * MILLISECOND, 1, 0, 60, new byte[3]) : packet(random.nextInt(ids), millis - late));
        }
        return packets;
    }

    @Test
    void randomPacketsGiveTheSameResultsWhateverTheNumber() throws IOException {
        System.out.println("WorkersTest: seed " + SEED);
        for (int round = 0; round < 12; round++) {
            final Random random = new Random(SEED + round);
            final int ids = 1 << random.nextInt(12);
            assertSameInAnyNumber(random(SEED + round, random.nextInt(6_000), ids, 1 + random.nextInt(100)),
                    "limit", MANY_LANES, "timeout", 1 + random.nextInt(5_000) + "ms", "interval", 1 + random.nextInt(3_000) + "ms");
        }
    }

    @Test
    void delaysAnywhereChangeNothing() throws IOException {
        for (int round = 0; round < 8; round++) {
            final Random random = new Random(SEED + round);
            final List<Packet> packets = random(SEED + round, 4_000, 300, 40);
            final String[] params = {"limit", MANY_LANES, "timeout", "2s", "interval", "50ms"};
            final Outcome one = run(packets, 1, TEXT, params);
            final ByteArrayOutputStream results = new ByteArrayOutputStream();
            final OutputStream slow = new OutputStream() {
                @Override
                public void write(int value) {
                    results.write(value);
                }

                @Override
                public void write(byte[] bytes, int from, int count) {
                    pause(random);
                    results.write(bytes, from, count);
                }
            };
            try (MemorySource source = MemorySource.of(packets); PacketSource late = new Measured(source, () -> pause(random))) {
                final Tracker tracker = CountingProgram.tracker();
                final RunSummary summary = new Engine(tracker, settings(tracker, 2 + round % 4, params)).run(late, slow, TEXT, Progress.NONE);
                final Outcome many = new Outcome(results.toString(StandardCharsets.UTF_8), summary);
                assertEquals(one.sorted(), many.sorted());
                assertEquals(one.figures(), many.figures());
            }
        }
    }

    private static void pause(Random random) {
        if (random.nextInt(4) == 0) {
            LockSupport.parkNanos(random.nextInt(2_000_000));
        }
    }

    @Test
    void evictionsAreTheSame() throws IOException {
        // One lane of 1,024 rows is full long before the table is.
        final List<Packet> packets = new Random(SEED).longs(75_000).mapToObj(id -> packet(id, 5)).toList();
        final Outcome one = run(packets, 1, TEXT, "limit", MANY_LANES);
        assertTrue(one.summary().tables().getFirst().evicted() > 1_000);
        final Outcome many = run(packets, 3, TEXT, "limit", MANY_LANES);
        assertEquals(one.sorted(), many.sorted());
        assertEquals(one.figures(), many.figures());
    }

    @Test
    void aTableOfOneLaneHasOneOwner() throws IOException {
        assertSameInAnyNumber(random(SEED, 3_000, 500, 20), "limit", "100", "timeout", "3s", "interval", "700ms");
        final List<Long> shares = run(random(SEED, 3_000, 500, 20), 3, TEXT, "limit", "100").summary().packetsByWorker();
        assertEquals(2, shares.stream().filter(share -> share == 0).count(), shares.toString());
    }

    @Test
    void everyWorkerHasAShare() throws IOException {
        final List<Long> shares = run(random(SEED, 5_000, 5_000, 2), 4, TEXT, "limit", MANY_LANES).summary().packetsByWorker();
        assertEquals(4, shares.size());
        assertTrue(shares.stream().allMatch(share -> share > 800), shares.toString());
    }

    @Test
    void aGapLeavesOutTheSameMarksForAll() throws IOException {
        final List<Packet> packets = List.of(packet(1, 0), packet(2, 10), packet(3, 50_000), packet(1, 50_001), packet(2, 200_000), packet(4, 200_500));
        assertTrue(run(packets, 1, TEXT, "interval", "10ms").summary().losses().skippedMarks() > 1_000);
        assertSameInAnyNumber(packets, "limit", MANY_LANES, "interval", "10ms", "timeout", "100s");
    }

    @Test
    void aRunThatEndsAtAMarkHasAnEmptyIntervalLast() throws IOException {
        assertSameInAnyNumber(List.of(packet(1, 0), packet(2, 500), packet(3, 1_000)), "limit", MANY_LANES, "interval", "1s");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 64, 65, 513, 1024})
    void fewPacketsAndManyWorkers(int count) throws IOException {
        final List<Packet> packets = random(SEED, count, 10, 5);
        final Outcome one = run(packets, 1, TEXT, "limit", MANY_LANES);
        final Outcome many = run(packets, 64, TEXT, "limit", MANY_LANES);
        assertEquals(one.sorted(), many.sorted());
        assertEquals(one.figures(), many.figures());
        assertEquals(64, many.summary().packetsByWorker().size());
    }

    @Test
    void moreWorkersThanLanesHaveNothingToOwn() throws IOException {
        final List<Packet> packets = random(SEED, 4_000, 1_000, 10);
        final Outcome many = run(packets, 100, TEXT, "limit", MANY_LANES);
        assertEquals(run(packets, 1, TEXT, "limit", MANY_LANES).sorted(), many.sorted());
        assertTrue(many.summary().packetsByWorker().stream().filter(share -> share > 0).count() <= 64);
    }

    @Test
    void takesNoMoreMemoryForTablesThanOneWorker() throws IOException {
        final long one = mostMemory(1);
        final long four = mostMemory(4);
        // Beside the tables: batches, bursts, frames.
        assertTrue(four < one * 1.05 + (16 << 20), one + " and " + four);
    }

    private static long mostMemory(int workers) throws IOException {
        final long before = Region.bytesTaken();
        final long[] most = {0};
        final Tracker tracker = CountingProgram.tracker();
        try (MemorySource packets = MemorySource.of(List.of(packet(1, 1))); PacketSource source = new Measured(packets, () -> most[0] = Math.max(most[0], Region.bytesTaken() - before))) {
            new Engine(tracker, settings(tracker, workers, "limit", "4M")).run(source, OutputStream.nullOutputStream(), TEXT, Progress.NONE);
        }
        assertEquals(before, Region.bytesTaken(), "memory is given back");
        return most[0];
    }

    @Test
    void stopsWithAllThatWasReadHandled() throws IOException {
        final Tracker tracker = CountingProgram.tracker();
        final Engine engine = new Engine(tracker, settings(tracker, 3, "limit", MANY_LANES));
        final int[] fills = {0};
        final ByteArrayOutputStream results = new ByteArrayOutputStream();
        try (MemorySource packets = MemorySource.repeating(random(SEED, 500, 100, 2), 1_000_000, 0); PacketSource source = new Measured(packets, () -> {
            if (++fills[0] == 100) {
                engine.stop();
            }
        })) {
            final RunSummary summary = engine.run(source, results, TEXT, Progress.NONE);
            assertEquals(100, fills[0]);
            final long counted = summary.packetsByWorker().stream().mapToLong(Long::longValue).sum() + summary.counters().getFirst().value();
            assertEquals(summary.traffic().packets(), counted, "handled or unparsed");
            assertEquals(0, summary.tables().getFirst().live());
        }
    }

    @Test
    void endsEarlyWhenTheReaderOfTheResultsIsGone() throws IOException {
        final OutputStream gone = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        final Tracker tracker = CountingProgram.tracker();
        try (MemorySource source = MemorySource.repeating(List.of(packet(1, 0), packet(2, 0)), 3_000_000, 3600_000 * MILLISECOND)) {
            final RunSummary summary = new Engine(tracker, settings(tracker, 2, "interval", "300d", "limit", MANY_LANES)).run(source, gone, TEXT, Progress.NONE);
            assertTrue(summary.output().failure().orElseThrow().readerGone());
            assertTrue(summary.traffic().packets() < 6_000_000, "it stopped early: " + summary.traffic().packets());
        }
    }

    @Test
    void survivesAnInterruptOfTheCallingThread() throws IOException {
        Thread.currentThread().interrupt();
        final Outcome outcome = run(random(SEED, 20_000, 100, 2), 2, TEXT, "limit", MANY_LANES);
        assertTrue(Thread.interrupted(), "the status is kept");
        assertEquals(run(random(SEED, 20_000, 100, 2), 1, TEXT, "limit", MANY_LANES).sorted(), outcome.sorted());
    }

    @Test
    void throwsWhatASourceThrows() {
        try (MemorySource packets = MemorySource.repeating(List.of(packet(1, 0)), 100, 0); PacketSource source = new Measured(packets, () -> {
            throw new IllegalStateException("a source's mistake");
        })) {
            assertEquals("a source's mistake", assertThrows(IllegalStateException.class, () -> run(source, 2, TEXT)).getMessage());
        }
    }

    private static PacketQueues split(List<Packet> packets, int count) {
        return new MemoryQueues(IntStream.range(0, count).<PacketSource>mapToObj(queue -> MemorySource.of(packets.stream()
                .filter(packet -> Math.floorMod(Arrays.hashCode(packet.captured()), count) == queue).toList())).toList());
    }

    private static Outcome runQueues(Tracker tracker, List<Packet> packets, int count, int workers, String... params) throws IOException {
        final ByteArrayOutputStream results = new ByteArrayOutputStream();
        try (PacketQueues queues = split(packets, count)) {
            final RunSummary summary = new Engine(tracker, settings(tracker, workers, params)).run(queues, results, TEXT, Progress.NONE);
            return new Outcome(results.toString(StandardCharsets.UTF_8), summary);
        }
    }

    @Test
    void packetsInQueuesMakeTheSameFlows() throws IOException {
        for (int round = 0; round < 6; round++) {
            final String[] params = {"limit", "100_000", "timeout", "2s", "interval", 300 + 400 * round + "ms"};
            // In order of time: what comes late is late in its own queue only.
            final List<Packet> packets = random(SEED + round, 4_000, 1 << round, 20).stream().sorted((left, right) -> Long.compare(left.time(), right.time())).toList();
            final Outcome one = run(packets, 1, TEXT, params);
            for (final int queues : new int[] {2, 3}) {
                final Outcome direct = runQueues(CountingProgram.inQueues(), packets, queues, EngineSettings.AUTOMATIC, params);
                assertEquals(one.sorted(), direct.sorted(), queues + " queues");
                assertEquals(queues, direct.summary().packetsByWorker().size());
                assertEquals(packets.size(), direct.summary().packetsByWorker().stream().mapToLong(Long::longValue).sum(), "nothing was handed over");
            }
        }
    }

    /** Far more marks fit into a gap of one queue than are run in a gap of the stream, and into some of the stream's gaps as well. */
    @Test
    void gapsInQueuesLeaveOutTheMarksThatGapsOfTheStreamDo() throws IOException {
        for (int round = 0; round < 8; round++) {
            final Random random = new Random(SEED + round);
            final List<Packet> packets = new ArrayList<>();
            long millis = 0;
            for (int i = 0; i < 2_000; i++) {
                // Of few flows a time, so that the queues of the others have gaps; at times nobody has packets.
                final long jump = random.nextInt(150) == 0 ? 2_000 + random.nextInt(4_000) : random.nextInt(8) == 0 ? random.nextInt(900) : random.nextInt(6);
                millis += jump;
                packets.add(packet((i / 400) * 3 + random.nextInt(3), millis));
            }
            final String[] params = {"limit", "1000", "timeout", "1500ms", "interval", 1 + round % 3 + "ms"};
            final Outcome one = run(packets, 1, TEXT, params);
            assertTrue(one.summary().losses().skippedMarks() > 1_000);
            for (final int queues : new int[] {2, 3, 5}) {
                final Outcome direct = runQueues(CountingProgram.inQueues(), packets, queues, EngineSettings.AUTOMATIC, params);
                assertEquals(one.sorted(), direct.sorted(), queues + " queues, round " + round + ", seed " + SEED);
                assertEquals(one.summary().losses(), direct.summary().losses(), queues + " queues, round " + round + ", seed " + SEED);
            }
        }
    }

    @Test
    void queuesThatCannotBeKeptApartAreReadInTurn() throws IOException {
        final List<Packet> packets = new Random(SEED).longs(5_000, 0, 300).mapToObj(id -> packet(id, 7)).toList();
        final Outcome one = run(packets, 1, TEXT, "limit", MANY_LANES);
        assertEquals(one.sorted(), runQueues(CountingProgram.tracker(), packets, 3, EngineSettings.AUTOMATIC, "limit", MANY_LANES).sorted());
        assertEquals(one.sorted(), runQueues(CountingProgram.inQueues(), packets, 3, 2, "limit", MANY_LANES).sorted());
        assertEquals(one.sorted(), runQueues(CountingProgram.inQueues(), packets, 3, 1, "limit", MANY_LANES).sorted());
    }

    @Test
    void shortInputsGetOneWorkerUnlessANumberIsGiven() {
        final EngineSettings automatic = EngineSettings.defaults(CountingProgram.tracker()).withWorkers(EngineSettings.AUTOMATIC);
        assertEquals(1, automatic.workersFor(1_000_000));
        assertEquals(Runtime.getRuntime().availableProcessors(), automatic.workersFor(1L << 30));
        assertEquals(Runtime.getRuntime().availableProcessors(), automatic.workersFor(0), "a pipe may be long");
        assertEquals(5, automatic.withWorkers(5).workersFor(10));
        assertEquals("--workers expects a number of 1 to 256, got '0'", assertThrows(InvalidSetting.class, () -> EngineSettings.workers("--workers", "0")).getMessage());
        assertThrows(InvalidSetting.class, () -> EngineSettings.workers("--workers", "two"));
        assertEquals(256, EngineSettings.workers("--workers", "256"));
    }
}
