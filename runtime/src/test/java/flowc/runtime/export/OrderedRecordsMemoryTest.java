package flowc.runtime.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.LiveMemory;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that wait for {@code --order} take what they may and no more, whatever their number and size. {@code -Dflowc.seed=N} repeats a run. */
class OrderedRecordsMemoryTest {
    private static final long SEED = Long.getLong("flowc.seed", 20_261_123);
    private static final int FIELDS = (int) RecordLayout.FIELDS_OFFSET;

    private static final RecordOrder BY_TIME = new RecordOrder(List.of(new RecordTemplate(0, -1, null, RecordTemplate.Kind.PRINT, "print", List.of(), List.of())));

    private record Kept(long time, long number) {}

    @BeforeEach
    void needsChecks() {
        Assumptions.assumeTrue(Memory.CHECKED, "SKIPPED: without checks nobody knows how much memory is taken");
    }

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + 30);
    }

    /** Keeps {@code lengths} as records at random times, asserts that they come back in order, and gives the most memory that this took. */
    private static long mostBytes(long limitBytes, int[] lengths, Random random) throws IOException {
        final List<Kept> expected = new ArrayList<>();
        final List<Kept> drained = new ArrayList<>();
        final int largest = IntStream.of(lengths).max().orElse(FIELDS);
        try (Region region = Region.allocate(largest, "a record"); OrderedRecords records = new OrderedRecords(BY_TIME, limitBytes)) {
            final long record = region.address();
            LiveMemory.mostBytes();
            final long before = LiveMemory.mostBytes();
            for (int i = 0; i < lengths.length; i++) {
                final Kept next = new Kept(random.nextInt(1 + lengths.length / 2), i);
                Memory.putU32(record + RecordLayout.LENGTH_OFFSET, lengths[i]);
                Memory.putU32(record + RecordLayout.TEMPLATE_OFFSET, 0);
                Memory.putI64(record + RecordLayout.TIME_OFFSET, next.time);
                Memory.putI64(record + RecordLayout.KEY_OFFSET, 0);
                Memory.putI64(record + FIELDS, next.number);
                records.add(record);
                expected.add(next);
            }
            records.drain(at -> drained.add(new Kept(Memory.i64(at + RecordLayout.TIME_OFFSET), Memory.i64(at + FIELDS))));
            expected.sort(Comparator.comparingLong(Kept::time));
            assertEquals(expected, drained);
            return LiveMemory.mostBytes() - before;
        }
    }

    private static int[] lengths(Random random, int count, int most) {
        return random.ints(count, 1, most / Long.BYTES + 1).map(words -> FIELDS + words * Long.BYTES).toArray();
    }

    /** Of each region the last cache line may be filled up. */
    private static long rounding(int regions) {
        return regions * Region.ALIGNMENT;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theyAndTheirIndexTakeWhatTheyMay(long seed) throws IOException {
        final Random random = new Random(seed);
        final int mostRecord = 16 << random.nextInt(8);
        final long limit = 1L << (15 + random.nextInt(6));
        final long most = mostBytes(limit, lengths(random, 1 + random.nextInt(20_000), mostRecord), random);
        assertTrue(most <= OrderedRecords.mostBytes(limit, FIELDS + mostRecord) + rounding(3), () -> "seed " + seed + ": " + most + " bytes with a limit of " + limit);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thoseThatHardlyFitTakeTwoOfThem(long seed) throws IOException {
        final Random random = new Random(seed);
        final int mostRecord = 1 << (13 + random.nextInt(4));
        final long limit = 1L << (12 + random.nextInt(5));
        final int[] lengths = lengths(random, 1 + random.nextInt(300), mostRecord);
        final long most = mostBytes(limit, lengths, random);
        assertTrue(most <= OrderedRecords.mostBytes(limit, FIELDS + mostRecord) + rounding(3), () -> "seed " + seed + ": " + most + " bytes with a limit of " + limit + " and records of " + mostRecord);
    }

    @Test
    void whatTheyTakeAtMostIsTheLimitOrTwoRecordsAndTheWayToTheFile() {
        assertEquals((8 << 20) + RunFile.STAGING_BYTES, OrderedRecords.mostBytes(8 << 20, 4 << 20));
        assertEquals((10 << 20) + RunFile.STAGING_BYTES, OrderedRecords.mostBytes(8 << 20, 5 << 20));
    }

    @Test
    void withRoomForAllThereIsNoFile() throws IOException {
        final int[] lengths = lengths(new Random(SEED), 1_000, 64);
        assertTrue(mostBytes(1 << 20, lengths, new Random(SEED)) < RunFile.STAGING_BYTES);
    }

    @Test
    void nothingIsLeft() throws IOException {
        LiveMemory.mostBytes();
        final long before = LiveMemory.mostBytes();
        mostBytes(10_000, lengths(new Random(SEED), 1_000, 64), new Random(SEED));
        LiveMemory.mostBytes();
        assertEquals(before, LiveMemory.mostBytes());
    }
}
