package flowc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.RunSummary.TableSummary;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.MemorySource;
import flowc.runtime.packet.MemorySource.Packet;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import flowc.runtime.program.TrackerDescriptor.Param;
import flowc.runtime.table.EndReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final OutputOptions TEXT = OutputOptions.of(OutputOptions.Format.TEXT);

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();

    private static Packet packet(long id, long seconds) {
        return new Packet(seconds * SECOND, 1, 0, 100, ByteBuffer.allocate(16).putLong(id).array());
    }

    private static EngineSettings settings(Tracker tracker, String... namesAndValues) {
        final List<ParamValue> values = new ArrayList<>();
        for (Param param : tracker.descriptor().params()) {
            final int at = Arrays.asList(namesAndValues).indexOf(param.name());
            values.add(ParamValue.parse(param, at < 0 ? param.text() : namesAndValues[at + 1]));
        }
        return new EngineSettings(values, EngineSettings.FILE_HASH_SEED);
    }

    private RunSummary run(Tracker tracker, EngineSettings settings, List<Packet> packets) throws IOException {
        try (MemorySource source = MemorySource.of(packets)) {
            return new Engine(tracker, settings).run(source, results, TEXT, Progress.NONE);
        }
    }

    private RunSummary run(List<Packet> packets, String... params) throws IOException {
        return run(CountingProgram.tracker(), settings(CountingProgram.tracker(), params), packets);
    }

    private List<String> lines() {
        return results.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void countsPacketsBytesAndTimesOfTheInput() throws IOException {
        final RunSummary summary = run(List.of(packet(1, 10), packet(2, 15), packet(1, 12)));
        assertEquals(3, summary.traffic().packets());
        assertEquals(300, summary.traffic().wireBytes());
        assertEquals(48, summary.traffic().captureBytes());
        assertEquals(new RunSummary.CaptureSpan(10 * SECOND, 15 * SECOND), summary.traffic().span().orElseThrow());
    }

    @Test
    void endsFlowsForEveryReasonAndWritesTheirRecords() throws IOException {
        final RunSummary summary = run(List.of(packet(1, 0), packet(1, 1), packet(2, 100)), "timeout", "30s");
        final TableSummary table = summary.tables().getFirst();
        assertEquals(2, table.made());
        assertEquals(1, table.ended().get(EndReason.IDLE));
        assertEquals(1, table.ended().get(EndReason.END));
        assertEquals(0, table.live());
        assertEquals(List.of("{\"record\":\"ended\",\"time\":\"1970-01-01T00:00:31.000000000Z\",\"id\":1,\"packets\":2,\"reason\":\"idle\"}",
                "packets 3",
                "{\"record\":\"ended\",\"time\":\"1970-01-01T00:01:40.000000000Z\",\"id\":2,\"packets\":1,\"reason\":\"end\"}"), lines());
        assertEquals(3, summary.output().records());
    }

    @Test
    void givesParametersToTheProgramBeforeItConfigures() throws IOException {
        run(List.of(packet(1, 0), packet(1, 4), packet(1, 5), packet(1, 12)), "interval", "5s");
        // Marks are at 5 s and 10 s; the packet that crosses one is counted after it.
        assertEquals(List.of("packets 2", "packets 1", "packets 1"), lines().stream().filter(line -> line.startsWith("packets")).toList());
    }

    @Test
    void evictsAndRefusesAtTheLimitAndSaysSo() throws IOException {
        final List<Packet> packets = LongStream.range(1, 11).mapToObj(id -> packet(id, 0)).toList();
        final RunSummary evicting = run(packets, "limit", "4");
        assertEquals(6, evicting.tables().getFirst().evicted());
        assertEquals(4, evicting.tables().getFirst().limit());
        assertEquals(List.of(Loss.FLOWS), evicting.lost());
        final RunSummary refusing = run(CountingProgram.refusing(), settings(CountingProgram.refusing(), "limit", "4"), packets);
        assertEquals(6, refusing.tables().getFirst().refused());
        assertEquals(4, refusing.tables().getFirst().made());
        assertEquals(List.of(Loss.FLOWS), refusing.lost());
        assertEquals(List.of(), run(packets).lost());
    }

    @Test
    void reportsTheTrackersCountersByKind() throws IOException {
        final RunSummary summary = run(List.of(new Packet(0, 1, 0, 60, new byte[3]), packet(0, 1), packet(0, 2)));
        assertEquals(1, summary.total(CounterKind.UNPARSED));
        assertEquals(2, summary.total(CounterKind.DUMP));
        assertEquals(List.of(new RunSummary.CounterSummary(CounterKind.FAULT, "division by zero", 12, 2)), summary.counters(CounterKind.FAULT));
    }

    @Test
    void refusesSettingsThatNoTableCanHave() {
        assertEquals("the idle timeout of table 'flow' must be more than 0, got 0 s", refusal("timeout", "0s"));
        assertEquals("the idle timeout of table 'flow' must be more than 0, got -5 s", refusal("timeout", "-5s"));
        assertEquals("the limit of table 'flow' must be more than 0, got 0 rows", refusal("limit", "0"));
        assertEquals("the limit of table 'flow' must be at most 1073741568 rows, got 3000000000", refusal("limit", "3G"));
        assertEquals("the period of 'every' in table 'flow' must be more than 0, got 0 s", refusal("interval", "0s"));
    }

    private String refusal(String... params) {
        final long before = Region.bytesTaken();
        final String message = assertThrows(InvalidSetting.class, () -> run(List.of(packet(1, 0)), params)).getMessage();
        assertEquals(before, Region.bytesTaken(), "memory is given back");
        return message;
    }

    @Test
    void doesNothingWithoutPackets() throws IOException {
        final RunSummary summary = run(List.of());
        assertEquals(0, summary.traffic().packets());
        assertTrue(summary.traffic().span().isEmpty());
        assertEquals(List.of(), lines());
    }

    @Test
    void givesAllMemoryBack() throws IOException {
        final long before = Region.bytesTaken();
        run(List.of(packet(1, 0)));
        assertEquals(before, Region.bytesTaken());
    }

    @Test
    void stopsAfterTheBurstAndDrains() throws IOException {
        final Tracker tracker = CountingProgram.tracker();
        final Engine engine = new Engine(tracker, EngineSettings.defaults(tracker));
        final int[] fills = {0};
        try (MemorySource packets = MemorySource.repeating(List.of(packet(1, 0), packet(2, 0)), 1_000_000, 0); PacketSource source = new Measured(packets, () -> {
            if (++fills[0] == 10) {
                engine.stop();
            }
        })) {
            final RunSummary summary = engine.run(source, results, TEXT, Progress.NONE);
            assertEquals(10 * 2, summary.traffic().packets());
            assertEquals(Map.of(EndReason.END, 2L), onlyPositive(summary.tables().getFirst().ended()));
            assertEquals(3, lines().size());
        }
    }

    private static Map<EndReason, Long> onlyPositive(Map<EndReason, Long> counts) {
        return counts.entrySet().stream().filter(entry -> entry.getValue() > 0).collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
        try (MemorySource source = MemorySource.repeating(List.of(packet(1, 0)), 1_000_000, 3600 * SECOND)) {
            final RunSummary summary = new Engine(tracker, settings(tracker, "interval", "300d")).run(source, gone, TEXT, Progress.NONE);
            assertTrue(summary.output().failure().orElseThrow().readerGone());
            assertTrue(summary.traffic().packets() < 1_000_000, "it stopped early: " + summary.traffic().packets());
        }
    }

    @Test
    void repeatsExactlyWithTheSameSeedAtTheLimit() throws IOException {
        final List<Packet> packets = new java.util.Random(3).longs(2000, 1, 300).mapToObj(id -> packet(id, 0)).toList();
        run(packets, "limit", "50");
        final List<String> first = lines();
        results.reset();
        run(packets, "limit", "50");
        assertEquals(first, lines());
    }

    @Test
    void tellsProgressNowAndThen() throws IOException {
        final Tracker tracker = CountingProgram.tracker();
        final List<Progress.Snapshot> snapshots = new ArrayList<>();
        final boolean[] waited = {false};
        try (MemorySource packets = MemorySource.of(List.of(packet(1, 0))); PacketSource slow = new Measured(packets, () -> {
            if (!waited[0]) {
                // Longer than from one time to the next.
                LockSupport.parkNanos(SECOND / 4);
                waited[0] = true;
            }
        })) {
            new Engine(tracker, EngineSettings.defaults(tracker)).run(slow, results, TEXT, snapshots::add);
            assertEquals(1, snapshots.size());
            assertEquals(1, snapshots.getFirst().flows().live());
            assertEquals(packets.bytesTotal(), snapshots.getFirst().bytesTotal());
        }
    }
}
