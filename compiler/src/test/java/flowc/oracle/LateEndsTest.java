package flowc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.packet.MemorySource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of flows whose time is over after a gap: packets do not wait for all their ends, and what these say is what they say when packets do wait. */
final class LateEndsTest {
    private static final int FLOWS = 4_000;
    private static final long SECOND = 1_000_000_000L;

    /** Who uses rows of two tables minds which packets come between their ends. */
    private static final String LISTENER = "table begins key flow5 { n: u64 on new of flow { n += 1 } }\n";

    private static Packet packet(long time, int port) {
        return new Packet(time, List.of(), true, new Address(4, 1), new Address(4, 2), List.of(), Packet.UDP, port, 53, 0, 64, 0, false, 0, 20, 0, Integer.MAX_VALUE);
    }

    /** All flows, some of them for longer; after a gap the first half comes again, a new flow before it. */
    private static List<MemorySource.Packet> frames() {
        final List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 2 * FLOWS; i++) {
            packets.add(packet(i * SECOND / 1_000, 1_000 + i * 7 % FLOWS));
        }
        for (int i = 0; i < FLOWS / 2; i++) {
            packets.add(packet(120 * SECOND + i, i == 0 ? 100 : 1_000 + i));
        }
        return CompiledRun.frames(packets);
    }

    private static String tracker(String settings, String every) {
        return """
                tracker gap
                table flow key flow5 %s {
                  n: u64, bytes: u64
                  on new { emit begun { key } }
                  on packet { n += 1; bytes += pkt.len }
                  on expire { emit ended { key, n, bytes, reason, now } }
                  %s
                }
                """.formatted(settings, every);
    }

    private static boolean isEnd(String record) {
        return record.contains("\"ended\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle 30s", "idle 30s active 8s", "active 20s", "idle 30s limit 3000", "idle 30s limit 70000"})
    void endsSayTheSameLate(String settings) {
        final List<MemorySource.Packet> frames = frames();
        // The gap has no mark in it, before which all would end.
        for (String every : List.of("", "every 5min { init { var f: u64; var b: u64 } each { f += 1; b += n } finish { emit interval { f, b, elapsed } } }")) {
            final String text = tracker(settings, every);
            final List<String> expected = sorted(CompiledRun.run(CompiledRun.compile(text + LISTENER), frames).records());
            for (int workers : new int[] {1, 3}) {
                assertEquals(expected, sorted(CompiledRun.run(CompiledRun.compile(text), frames, workers).records()), settings + ", " + workers + " workers");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle 30s", "idle 30s active 8s", "active 20s"})
    void packetsDoNotWaitForAllOfThem(String settings) {
        final String text = tracker(settings, "");
        final List<MemorySource.Packet> frames = frames();
        assertTrue(endsBehindTheNextPacket(CompiledRun.run(CompiledRun.compile(text), frames)).size() > FLOWS / 8);
        assertEquals(List.of(), endsBehindTheNextPacket(CompiledRun.run(CompiledRun.compile(text + LISTENER), frames)), "unless the order is part of what they say");
    }

    /** Ends in the gap, of flows that do not come again before the end of input, which are told behind the first packet after the gap. */
    private static List<String> endsBehindTheNextPacket(CompiledRun run) {
        final List<String> records = run.records();
        final int next = records.indexOf(records.stream().filter(record -> record.contains("\"src_port\":100,")).findFirst().orElseThrow());
        assertFalse(isEnd(records.get(next)));
        return records.stream().skip(next).filter(record -> isEnd(record) && !record.contains("\"reason\":\"end\"")).toList();
    }

    private static List<String> sorted(List<String> records) {
        return records.stream().sorted().toList();
    }
}
