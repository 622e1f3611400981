package flowc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.export.OutputOptions;
import flowc.runtime.packet.MemoryQueues;
import flowc.runtime.packet.MemorySource;
import flowc.runtime.packet.MemorySource.Packet;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketQueues;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.program.TrackerDescriptor.Param;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source whose packets arrive over time gives an empty burst rather than let its caller wait, also at first. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueuesThatBeginEmptyTest {
    private static final long MILLISECOND = 1_000_000;
    private static final Map<String, String> PARAMS = Map.of("limit", "1000", "timeout", "20s", "interval", "400ms");

    /** Asks {@code isEmpty} before each burst whether it gives an empty one instead. */
    private static final class Empties extends ForwardingSource {
        private final BooleanSupplier isEmpty;

        Empties(PacketSource of, BooleanSupplier isEmpty) {
            super(of);
            this.isEmpty = isEmpty;
        }

        @Override
        public boolean fill(PacketBurst burst) {
            burst.clear();
            return isEmpty.getAsBoolean() || super.fill(burst);
        }

        @Override
        public long bytesTotal() {
            return 0;
        }
    }

    /** Packets of one flow, 10 ms apart. */
    private static MemorySource flow(long id, long firstMillis) {
        return MemorySource.of(IntStream.range(0, 300)
                .mapToObj(i -> new Packet((firstMillis + 10L * i) * MILLISECOND, 1, 0, 100, ByteBuffer.allocate(16).putLong(id).array())).toList());
    }

    private static List<String> run(PacketSource... sources) throws Exception {
        final Tracker tracker = CountingProgram.inQueues();
        final List<Param> params = tracker.descriptor().params();
        final List<ParamValue> values = params.stream().map(param -> ParamValue.parse(param, PARAMS.get(param.name()))).toList();
        final ByteArrayOutputStream results = new ByteArrayOutputStream();
        try (PacketQueues queues = new MemoryQueues(List.of(sources))) {
            new Engine(tracker, new EngineSettings(values, EngineSettings.FILE_HASH_SEED).withWorkers(sources.length)).run(queues, results, OutputOptions.of(OutputOptions.Format.TEXT), Progress.NONE);
        }
        return results.toString(StandardCharsets.UTF_8).lines().sorted().toList();
    }

    /** Empty until all that share {@code haveReadEmpty} were once. */
    private static BooleanSupplier untilAll(CountDownLatch haveReadEmpty) {
        final boolean[] wasEmpty = {false};
        return () -> {
            if (wasEmpty[0]) {
                return !await(haveReadEmpty);
            }
            wasEmpty[0] = true;
            haveReadEmpty.countDown();
            return true;
        };
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void marksAreTheSameWhenNoQueueHasAPacketAtFirst() throws Exception {
        final CountDownLatch two = new CountDownLatch(2);
        final CountDownLatch three = new CountDownLatch(3);
        final List<String> expected = run(flow(2, 1000), flow(3, 1003));
        assertEquals(expected, run(new Empties(flow(2, 1000), untilAll(two)), new Empties(flow(3, 1003), untilAll(two))));
        assertEquals(expected, run(new Empties(flow(2, 1000), untilAll(three)), new Empties(MemorySource.of(List.of()), untilAll(three)), new Empties(flow(3, 1003), untilAll(three))));
    }

    @Test
    void theFirstMarkCountsFromAPacketThatCameBeforeTheOthersFirstButWasNotReadYet() throws Exception {
        final CountDownLatch readEmpty = new CountDownLatch(1);
        final PacketSource early = new Empties(flow(2, 1000), untilAll(readEmpty));
        final PacketSource late = new Empties(flow(3, 1003), () -> !await(readEmpty));
        assertEquals(run(flow(2, 1000), flow(3, 1003)), run(early, late));
    }

    @Test
    void aQueueThatIsSilentAtFirstDoesNotKeepTheOthersWaiting() throws Exception {
        final CountDownLatch firstHandled = new CountDownLatch(2);
        final PacketSource busy = new Empties(flow(2, 1000), () -> {
            firstHandled.countDown();
            return false;
        });
        final PacketSource silent = new Empties(flow(3, 990), () -> firstHandled.getCount() > 0);
        final List<String> records = run(busy, silent);
        assertEquals(2, records.stream().filter(line -> line.contains("id")).count(), "both flows end: " + records);
        assertTrue(records.size() > 2, "and there were marks: " + records);
    }
}
