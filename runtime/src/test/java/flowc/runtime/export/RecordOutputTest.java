package flowc.runtime.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RecordOutputTest {
    private static final int FIELDS = (int) RecordLayout.FIELDS_OFFSET;

    /** Prints a number and the bytes behind it, whose content follows from the number. */
    private static final RecordTemplate NUMBERED = Lines.printTemplate(
            List.of(new FieldType.Field("n", new FieldType.Unsigned(8), FIELDS), new FieldType.Field("data", new FieldType.Bytes(0), FIELDS + 8)), List.of(new RecordTemplate.PrintPart.Hole(0, "")));

    private static OutputOptions tiny(long chunkBytes, int chunkCount) {
        return OutputOptions.of(OutputOptions.Format.TEXT).withSizes(new OutputOptions.Sizes(chunkBytes, chunkCount, 0, 1 << 20));
    }

    private static long put(ChunkSink sink, long number, long length) {
        final long record = sink.begin(0, length, number, 0);
        if (record != 0) {
            Memory.putI64(record + FIELDS, number);
            sink.commit();
        }
        return record;
    }

    /** A stream that takes a break now and then. */
    private static final class SlowStream extends ByteArrayOutputStream {
        private int writes;

        @Override
        public synchronized void write(byte[] bytes, int from, int count) {
            if (++writes % 16 == 0) {
                LockSupport.parkNanos(100_000);
            }
            super.write(bytes, from, count);
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 2", "64, 2", "200, 3", "1000, 4", "65536, 4"})
    void losesNothingOfAFileHoweverSlowTheReader(long chunkBytes, int chunkCount) throws IOException {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        final SlowStream out = new SlowStream();
        final StringBuilder expected = new StringBuilder();
        try (RecordOutput output = RecordOutput.open(out, List.of(NUMBERED), tiny(chunkBytes, chunkCount))) {
            final ChunkSink sink = output.newSink();
            for (int i = 0; i < 20_000; i++) {
                final long length = 40 + random.nextInt((int) Math.min(chunkBytes - 39, 300));
                assertNotEquals(0, put(sink, i, length));
                expected.append(i).append('\n');
                if (random.nextInt(100) == 0) {
                    sink.flush();
                }
            }
            output.close();
            assertEquals(20_000, output.written());
            assertEquals(0, output.dropped());
        }
        assertEquals(expected.toString(), out.toString(StandardCharsets.US_ASCII), () -> "seed " + seed);
    }

    @Test
    void countsEveryRecordOfALiveSourceAsWrittenOrDropped() throws IOException {
        final SlowStream out = new SlowStream();
        final List<String> accepted = new ArrayList<>();
        try (RecordOutput output = RecordOutput.open(out, List.of(NUMBERED), tiny(128, 2).withLive())) {
            final ChunkSink sink = output.newSink();
            for (int i = 0; i < 50_000; i++) {
                if (put(sink, i, 40) != 0) {
                    accepted.add(Integer.toString(i));
                }
            }
            output.close();
            assertEquals(accepted.size(), output.written());
            assertEquals(50_000, output.written() + output.dropped());
        }
        assertEquals(accepted, out.toString(StandardCharsets.US_ASCII).lines().toList());
    }

    @Test
    void aLiveSourceDropsWhileTheReaderSleeps() throws IOException, InterruptedException {
        final CountDownLatch asleep = new CountDownLatch(1);
        final CountDownLatch wake = new CountDownLatch(1);
        final OutputStream sleeping = new ByteArrayOutputStream() {
            @Override
            public void flush() throws IOException {
                asleep.countDown();
                awaitUninterrupted(wake);
            }
        };
        try (RecordOutput output = RecordOutput.open(sleeping, List.of(NUMBERED), tiny(80, 2).withLive())) {
            final ChunkSink sink = output.newSink();
            asleep.await();
            for (int i = 0; i < 100; i++) {
                put(sink, i, 40);
            }
            assertEquals(96, output.dropped()); // two chunks of two records are taken
            wake.countDown();
            output.close();
            assertEquals(4, output.written());
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void severalWorkersShareOneOutput() throws IOException, InterruptedException {
        final SlowStream out = new SlowStream();
        try (RecordOutput output = RecordOutput.open(out, List.of(NUMBERED), tiny(400, 2))) {
            final List<Thread> workers = new ArrayList<>();
            for (int worker = 0; worker < 3; worker++) {
                final ChunkSink sink = output.newSink();
                final long first = worker * 10_000L;
                workers.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        put(sink, first + i, 40);
                    }
                }));
            }
            for (final Thread worker : workers) {
                worker.join();
            }
            output.close();
            assertEquals(15_000, output.written());
        }
        final List<Long> numbers = out.toString(StandardCharsets.US_ASCII).lines().map(Long::valueOf).toList();
        for (int worker = 0; worker < 3; worker++) {
            final long first = worker * 10_000L;
            final List<Long> ownOnes = numbers.stream().filter(number -> number >= first && number < first + 10_000).toList();
            assertEquals(ownOnes.stream().sorted().toList(), ownOnes, "each worker's records stay in order");
            assertEquals(5_000, ownOnes.stream().distinct().count());
        }
    }

    @Test
    void flushBringsOutAPartlyFilledChunkForSomebodyWhoWatches() throws IOException, InterruptedException {
        final Semaphore lines = new Semaphore(0);
        final OutputStream watched = new OutputStream() {
            @Override
            public void write(int value) {
                throw new IllegalStateException("pages are written at once");
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                lines.release(count / 2);
            }
        };
        try (RecordOutput output = RecordOutput.open(watched, List.of(NUMBERED), tiny(4096, 2).withInteractive())) {
            final ChunkSink sink = output.newSink();
            for (int i = 0; i < 5; i++) {
                put(sink, i, 40);
                while (!lines.tryAcquire(1, TimeUnit.MILLISECONDS)) {
                    sink.flush(); // takes the chunk once the formatter has emptied the one before
                }
            }
            assertEquals(0, lines.availablePermits());
        }
    }

    @Test
    void flushBringsOutWhatHasWaitedForMoreThanATenthOfASecond() {
        final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 50_000_000);
        try (ChunkRing ring = new ChunkRing(4096, 2, Thread.currentThread())) {
            final ChunkSink sink = new ChunkSink(ring, new OutputStatus(), tiny(4096, 2), clock::get);
            put(sink, 1, 40);
            clock.addAndGet(60_000_000);
            put(sink, 2, 40);
            sink.flush();
            clock.addAndGet(40_000_000);
            sink.flush();
            assertTrue(ring.isEmpty(), "younger chunks stay");
            clock.addAndGet(1);
            sink.flush();
            assertFalse(ring.isEmpty());
        }
    }

    @Test
    void aRecordNotCommittedIsOverwrittenByTheNextAndBeginsWithZeros() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordOutput output = RecordOutput.open(out, List.of(NUMBERED), tiny(64, 2))) {
            final ChunkSink sink = output.newSink();
            for (int i = 0; i < 10; i++) {
                final long abandoned = sink.begin(0, 64, 0, 0);
                for (int at = FIELDS; at < 64; at += 8) {
                    Memory.putI64(abandoned + at, -1);
                }
                final long record = sink.begin(0, 60, 0, 0);
                for (int at = FIELDS; at < 64; at += 8) {
                    assertEquals(0, Memory.i64(record + at));
                }
                Memory.putI64(record + FIELDS, i);
                sink.commit();
                sink.commit();
            }
        }
        assertEquals("0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n", out.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void aRecordLargerThanAChunkIsDroppedAndCounted() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordOutput output = RecordOutput.open(out, List.of(NUMBERED), tiny(64, 2))) {
            final ChunkSink sink = output.newSink();
            assertNotEquals(0, put(sink, 1, 64));
            assertEquals(0, put(sink, 2, 65));
            assertNotEquals(0, put(sink, 3, 64));
            output.close();
            assertEquals(1, output.dropped());
        }
        assertEquals("1\n3\n", out.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void chunksHoldTheLargestRecordThatIsAnnounced() throws IOException {
        try (RecordOutput output = RecordOutput.open(new ByteArrayOutputStream(), List.of(NUMBERED), tiny(8, 2))) {
            assertNotEquals(0, put(output.newSink(), 1, 34)); // what the template takes is known without announcement
        }
        final OutputOptions options = OutputOptions.of(OutputOptions.Format.TEXT).withSizes(OutputOptions.Sizes.DEFAULT.withLargestRecord(3_000_000));
        try (RecordOutput output = RecordOutput.open(new ByteArrayOutputStream(), List.of(NUMBERED), options)) {
            assertNotEquals(0, put(output.newSink(), 1, 3_000_000));
        }
    }

    private static final class FailingStream extends OutputStream {
        private final String message;
        private int goodWrites;

        FailingStream(String message, int goodWrites) {
            this.message = message;
            this.goodWrites = goodWrites;
        }

        @Override
        public void write(int value) throws IOException {
            if (goodWrites-- <= 0) {
                throw new IOException(message);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            write(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"No space left on device, false", "Broken pipe, true"})
    void aFailureIsKeptAndEverythingAfterItCounted(String reason, boolean readerGone) throws IOException {
        try (RecordOutput output = RecordOutput.open(new FailingStream(reason, 3), List.of(NUMBERED), tiny(400, 2))) {
            final ChunkSink sink = output.newSink();
            long given = 0;
            while (put(sink, given++, 40) != 0) {
                assertTrue(given < 100_000_000, "the worker is told");
            }
            put(sink, given++, 40);
            output.close();
            assertEquals(new OutputFailure("cannot write results: " + reason, readerGone), output.failure().orElseThrow());
            assertEquals(given, output.written() + output.dropped());
            assertTrue(output.dropped() > 0);
            assertEquals(0, put(sink, given, 40), "a closed sink refuses");
        }
    }

    @Test
    void anInterruptedWorkerStillWaitsAndStaysInterrupted() throws IOException {
        final SlowStream out = new SlowStream();
        try (RecordOutput output = RecordOutput.open(out, List.of(NUMBERED), tiny(40, 2))) {
            final ChunkSink sink = output.newSink();
            Thread.currentThread().interrupt();
            for (int i = 0; i < 1_000; i++) {
                assertNotEquals(0, put(sink, i, 40));
            }
            output.close();
            assertTrue(Thread.interrupted());
            assertFalse(output.failure().isPresent());
            assertEquals(1_000, output.written());
        }
    }

    @Test
    void aRunWithoutRecordsWritesNothing() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordOutput.open(out, List.of(), OutputOptions.of(OutputOptions.Format.JSON)).close();
        assertEquals(0, out.size());
    }
}
