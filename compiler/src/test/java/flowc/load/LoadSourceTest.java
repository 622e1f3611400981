package flowc.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.PacketSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadSourceTest {
    private final PacketBurst burst = new PacketBurst();
    private final Meter meter = new Meter();
    private int begun;
    private int rehearsed;
    private boolean stopped;
    private final LoadWatch watch = new LoadWatch() {
        @Override
        public void begin(boolean isRehearsal) {
            begun += isRehearsal ? 0 : 1;
            rehearsed += isRehearsal ? 1 : 0;
        }

        @Override
        public boolean isStopped() {
            return stopped;
        }
    };

    /** Goes on by a little at each look; a stall takes time and no CPU time. */
    private static final class SteppedClock implements LoadClock {
        private static final long STEP_NANOS = 500;
        private long nanos;
        private long cpuNanos;

        private void step() {
            nanos += STEP_NANOS;
            cpuNanos += STEP_NANOS;
        }

        @Override
        public long nanos() {
            step();
            return nanos;
        }

        @Override
        public long cpuNanos() {
            step();
            return cpuNanos;
        }

        void stall(long stallNanos) {
            nanos += stallNanos;
        }
    }

    private static PacketSequence sequence(long rate) {
        return new PacketSequence(new Traffic(100, 60, 0, 0, rate, 0, Traffic.DEFAULT_SEED), 0, 1);
    }

    private long time(int index) {
        return Memory.i64(burst.address() + index * PacketLayout.BYTES + PacketLayout.TIME_OFFSET);
    }

    @Test
    void measuresExactlyTheChosenPacketsAfterTheWarmup() {
        long packets = 0;
        try (ChunkSource source = new ChunkSource(sequence(1_000_000), new Extent(1000, 300_000, Long.MAX_VALUE), meter, watch)) {
            while (source.fill(burst)) {
                packets += burst.count();
            }
            assertEquals(packets * 60, source.bytesRead());
            assertEquals(source.bytesTotal(), source.bytesRead());
        }
        assertEquals(301_100, packets);
        assertEquals(300_000, meter.packets());
        assertEquals(300_000, meter.chunks().stream().mapToLong(Chunk::packets).sum());
        assertEquals(2, meter.chunks().size());
        assertEquals((1 << 18) / PacketBurst.CAPACITY + (300_000 - (1 << 18) + PacketBurst.CAPACITY - 1) / PacketBurst.CAPACITY, meter.bursts().getTotalCount());
        assertEquals(1, begun);
    }

    @Test
    void theCaptureClockGoesAtTheRate() {
        try (ChunkSource source = new ChunkSource(sequence(4_000_000), new Extent(0, 10_000, Long.MAX_VALUE), meter, watch)) {
            long number = 0;
            while (source.fill(burst)) {
                for (int i = 0; i < burst.count(); i++) {
                    assertEquals(Traffic.START_NANOS + number++ * 250, time(i));
                }
            }
        }
    }

    @Test
    void endsAfterTheTimeThatWasGiven() {
        try (ChunkSource source = new ChunkSource(sequence(1_000_000), new Extent(0, Long.MAX_VALUE, 1), meter, watch)) {
            while (source.fill(burst)) {
                assertTrue(burst.count() > 0);
            }
            assertEquals(0, source.bytesTotal());
        }
        assertTrue(meter.wallNanos() >= 1 && meter.packets() > 0);
    }

    @Test
    void aPacedPacketIsNeverHandedOutBeforeItIsDueAndNoneIsForgotten() {
        final long rate = 200_000;
        long handled = 0;
        long first = 0;
        long start = 0;
        try (PacedSource source = new PacedSource(sequence(rate), new Extent(50, 20_000, Long.MAX_VALUE), 1024, meter, watch)) {
            long before = System.nanoTime();
            while (source.fill(burst)) {
                final long now = System.nanoTime();
                if (handled >= 150) {
                    // The warm-up was handed out; pacing began between the call before the first paced burst and now.
                    start = start == 0 ? before : start;
                    first = first == 0 ? time(0) : first;
                    assertTrue(now - start >= time(burst.count() - 1) - first, "not before its time");
                }
                handled += burst.count();
                before = System.nanoTime();
            }
            assertFalse(source.fill(burst));
            assertEquals(20_000, meter.packets() + source.losses().measured());
        }
        assertEquals(1, begun);
        assertTrue(rehearsed > 1, "and was rehearsed before: " + rehearsed);
        assertEquals(meter.packets(), meter.bursts().getTotalCount());
        assertTrue(handled >= meter.packets() + 150);
    }

    @Test
    void whereOthersDoTheWorkAChunkEndsWhenAllOfItIsReleased() {
        final List<Long> given = new ArrayList<>();
        long packets = 0;
        long fills = 0;
        long empty = 0;
        try (ChunkSource source = new ChunkSource(sequence(1_000_000), new Extent(0, 640, Long.MAX_VALUE), meter, watch)) {
            source.retain();
            while (source.fill(burst)) {
                fills++;
                packets += burst.count();
                if (burst.count() > 0) {
                    given.add(fills);
                } else if (++empty % 3 == 0) {
                    // Late, and in two steps.
                    source.release(empty % 2 == 0 ? given.getLast() : given.getLast() - 1);
                }
                assertTrue(empty < 1000, "an end comes");
            }
        }
        assertEquals(740, packets);
        assertEquals(640, meter.packets());
        assertEquals(10, meter.bursts().getTotalCount());
        assertTrue(empty >= 6, "it waited for the warm-up's release and for the last one: " + empty);
    }

    /** Stops {@code source} once some packets are measured, releases late where it retains, and gives how many were handed out since measuring began. */
    private long stopEarly(PacketSource source, boolean retains) {
        if (retains) {
            source.retain();
        }
        long packets = 0;
        long fills = 0;
        while (source.fill(burst)) {
            fills++;
            packets += begun > 0 ? burst.count() : 0;
            stopped = packets >= 500;
            if (retains && burst.count() == 0) {
                source.release(fills);
            }
        }
        assertFalse(source.fill(burst));
        return packets;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aChunkThatHasBegunCountsWhenTheRunIsStopped(boolean retains) {
        try (ChunkSource source = new ChunkSource(sequence(1_000_000), new Extent(0, 1_000_000, Long.MAX_VALUE), meter, watch)) {
            assertEquals(512, stopEarly(source, retains));
        }
        assertEquals(512, meter.packets());
        assertEquals(1, meter.chunks().size());
        assertEquals(8, meter.bursts().getTotalCount());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPacedChunkThatHasBegunCountsWhenTheRunIsStopped(boolean retains) {
        final List<Chunk> told = new ArrayList<>();
        final Meter paced = new Meter(told::add, new SteppedClock());
        final long packets;
        try (PacedSource source = new PacedSource(sequence(200_000), new Extent(0, 50_000, Long.MAX_VALUE), 65_536, paced, watch)) {
            packets = stopEarly(source, retains);
        }
        assertTrue(packets >= 500 && packets < 50_000, "it ended early: " + packets);
        assertEquals(packets, paced.packets());
        assertEquals(1, paced.chunks().size());
        assertEquals(paced.chunks().getLast(), told.getLast());
        assertEquals(packets, paced.bursts().getTotalCount());
        assertTrue(retains || paced.chunks().getLast().cpuNanos() > 0, "with the time it took");
        assertTrue(paced.wallNanos() > 0, "and how long it was");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsStoppedBeforeItBeginsMeasuresNothing(boolean paced) {
        stopped = true;
        final Extent extent = new Extent(0, 1000, Long.MAX_VALUE);
        try (PacketSource source = paced ? new PacedSource(sequence(1_000_000), extent, 64, meter, watch) : new ChunkSource(sequence(1_000_000), extent, meter, watch)) {
            assertFalse(source.fill(burst));
        }
        assertEquals(0, meter.packets());
        assertEquals(List.of(), meter.chunks());
    }

    @Test
    void aChunkThatIsMuchShorterThanOthersIsNoRateUnlessItIsTheOnlyOne() {
        final Chunk whole = new Chunk(16_000, 8_000_000, 1, 0);
        final Chunk brief = new Chunk(999, 1, 1, 0);
        final Chunk part = new Chunk(1000, 1_000_000, 1, 0);
        assertArrayEquals(new double[] {1, 2}, rates(List.of(List.of(whole, brief), List.of(part))));
        assertArrayEquals(new double[] {1}, rates(List.of(List.of(part))));
    }

    private static double[] rates(List<List<Chunk>> queues) {
        return new LoadResult(queues, Meter.newHistogram(), Meter.newHistogram(), Optional.empty(), Losses.NONE, 0, null).chunkMpps();
    }

    @Test
    void pacedPacketsAreNotOverwrittenBeforeTheyAreReleased() {
        final Map<Long, Long> firstWords = new HashMap<>();
        final Deque<long[]> held = new ArrayDeque<>();
        long fills = 0;
        try (PacedSource source = new PacedSource(sequence(500_000_000), new Extent(0, 150_000, Long.MAX_VALUE), 1 << 20, meter, watch)) {
            source.retain();
            while (source.fill(burst)) {
                fills++;
                if (burst.count() > 0) {
                    final long address = Memory.i64(burst.address() + PacketLayout.ADDRESS_OFFSET);
                    assertEquals(null, firstWords.putIfAbsent(address, Memory.i64(address + 26)), "the place is free");
                    held.add(new long[] {fills, address});
                }
                if (burst.count() == 0 || held.size() > 1000) {
                    for (final long[] done : held) {
                        assertEquals(firstWords.remove(done[1]), Memory.i64(done[1] + 26), "the packet is as it was");
                    }
                    held.clear();
                    source.release(fills);
                }
            }
        }
        assertEquals(150_000, meter.packets());
        assertEquals(150_000, meter.bursts().getTotalCount());
    }

    @Test
    void aStallIsLatencyOfAllThatCameInItAndWhatTheQueueCannotHoldIsLost() {
        final SteppedClock clock = new SteppedClock();
        final Meter paced = new Meter(_ -> {}, clock);
        try (PacedSource source = new PacedSource(sequence(100_000), new Extent(0, 20_000, Long.MAX_VALUE), 500, paced, watch)) {
            boolean stalled = false;
            while (source.fill(burst)) {
                if (begun > 0 && !stalled) {
                    stalled = true;
                    clock.stall(50_000_000);
                }
            }
            assertEquals(Optional.of(0L), source.losses().withoutStalls(), "it was the stall");
            assertEquals(500, source.losses().mostWaiting());
            assertEquals(4_500, source.losses().measured(), 2, "5,000 packets came meanwhile, and 500 can wait");
            assertEquals(20_000, paced.packets() + source.losses().measured());
        }
        assertTrue(paced.bursts().getMaxValue() >= 50_000_000);
        assertTrue(paced.burstsCpu().getMaxValue() < 1_000_000, "asleep it took no CPU time: " + paced.burstsCpu().getMaxValue());
        assertEquals(500, paced.bursts().getCountBetweenValues(45_000_000, Long.MAX_VALUE / 2), 5, "the whole queue waited; the histogram's limits are not exact");
    }

    @Test
    void aQueueByCpuTimeLosesWhatTheThreadWasTooSlowForAndNothingInItsStalls() {
        final CpuQueue queue = new CpuQueue(100, 10);
        queue.start(1_000);
        // Ten packets in 100 ns of work: in time.
        for (int i = 1; i <= 1_000; i++) {
            queue.take(10, 1_000 + i * 100);
        }
        assertEquals(0, queue.lost());
        // A stall: many packets at once, and the CPU clock stood.
        queue.take(5_000, 101_000);
        assertEquals(0, queue.lost());
        // 500 packets came while one burst was worked on, and 100 can wait.
        queue.take(64, 106_000);
        assertEquals(400, queue.lost(), 1);
    }
}
