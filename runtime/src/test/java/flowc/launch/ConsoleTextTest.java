package flowc.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.Progress;
import flowc.runtime.Progress.Flows;
import flowc.runtime.Progress.Snapshot;
import flowc.runtime.RunSummary;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import flowc.runtime.table.EndReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What people read on stderr. */
class ConsoleTextTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void scalesRatesToThreeDigits() {
        assertEquals("0 ", Units.scaled(0));
        assertEquals("999 ", Units.scaled(999.4));
        assertEquals("1.00 k", Units.scaled(999.6));
        assertEquals("4.12 M", Units.scaled(4_123_456));
        assertEquals("10.0 M", Units.scaled(9_999_999));
        assertEquals("412 M", Units.scaled(412_345_678));
        assertEquals("1235 T", Units.scaled(1.2345e15));
    }

    @Test
    void countsExactlyAndInTheRightNumber() {
        assertEquals("1,234,567 packets", Units.count(1_234_567, "packet"));
        assertEquals("1 packet", Units.count(1, "packet"));
        assertEquals("0 packets", Units.count(0, "packet"));
    }

    @Test
    void saysDurationsInTheUnitThatFits() {
        assertEquals("0.512 s", Units.duration(512_000_000));
        assertEquals("3 min 20 s", Units.duration(200 * SECOND));
        assertEquals("2 h 5 min", Units.duration((2 * 3600 + 5 * 60 + 7) * SECOND));
        final RunSummary.CaptureSpan longest = new RunSummary.CaptureSpan(Long.MIN_VALUE, Long.MAX_VALUE);
        assertEquals("5124095 h 34 min", Units.duration(longest.length()), "more nanoseconds than a long has");
    }

    private static RunSummary summary() {
        final Map<EndReason, Long> ended = new EnumMap<>(EndReason.class);
        for (EndReason reason : EndReason.values()) {
            ended.put(reason, 0L);
        }
        ended.put(EndReason.IDLE, 1500L);
        ended.put(EndReason.EVICTED, 3L);
        return new RunSummary("quic", "quic.flow",
                new RunSummary.Traffic(2_000_000, 300_000_000, 120_000_000, Optional.of(new RunSummary.CaptureSpan(1_500_000_000L, 61_500_000_001L)), List.of(new Damage("x.pcap", 17, "is cut"))),
                List.of(new RunSummary.TableSummary("flow", 1500, 1503, ended, 7, 0, 12 << 20)),
                List.of(new RunSummary.CounterSummary(CounterKind.FAULT, "division by zero", 12, 4),
                        new RunSummary.CounterSummary(CounterKind.UNPARSED, "ip4", 0, 10),
                        new RunSummary.CounterSummary(CounterKind.UNPARSED, "tcp", 0, 1200),
                        new RunSummary.CounterSummary(CounterKind.PARSER_CUT, "packets", 0, 2),
                        new RunSummary.CounterSummary(CounterKind.PARSER_FULL, "packets", 0, 1000),
                        new RunSummary.CounterSummary(CounterKind.UNKNOWN_LINK, "", 0, 1),
                        new RunSummary.CounterSummary(CounterKind.DUMP, "dump", 9, 3)),
                new RunSummary.Losses(2), new RunSummary.Housekeeping(0, 0, 0, 0, 0), new RunSummary.Output(10, 1, Optional.empty()), new RunSummary.MemoryUse(2L << 30, 300 << 20), List.of(1_500_000L, 500_000L), SECOND / 2);
    }

    @Test
    void saysEverythingThatHappenedAndNothingElse() {
        assertEquals("""
                quic: 2,000,000 packets, 300,000,000 bytes (120,000,000 captured)
                  capture   1970-01-01T00:00:01.500Z to 1970-01-01T00:01:01.500000001Z (1 min 0 s)
                  table     flow: 1,503 flows made, ended: 1,500 idle, 3 evicted; 7 refused
                  records   10 written, 1 dropped: the output was too slow
                  unparsed  cut short or malformed: ip4 10, tcp 1,200
                  parsers   read past the end of their bytes: packets 2
                  parsers   ended by their max: packets 1,000
                  faults    4 at quic.flow:12: division by zero
                  unknown   1 packet of link types that no header names
                  dump      3 requests not recorded (this version has no ring)
                  every     2 marks skipped in gaps of the capture
                  memory    12.0 MiB used by tables; the run at most 300.0 MiB of 2.0 GiB
                  workers   2, packets handled: 75 %, 25 %
                  time      0.500 s, 4.00 Mpackets/s, 240 MB/s
                """, String.join("\n", SummaryText.lines(summary(), false)) + "\n");
        assertEquals("  input     interrupted, not read to its end", SummaryText.lines(summary(), true).get(2));
        assertEquals("x.pcap: stopped at byte 17: is cut", summary().traffic().damages().getFirst().text());
    }

    @Test
    void tellsTheLeastAndTheMostOfManyWorkers() {
        final List<Long> packets = LongStream.range(0, 64).mapToObj(worker -> worker % 4 * 10).toList();
        final RunSummary all = summary();
        final RunSummary many = new RunSummary(all.tracker(), all.sourceFile(), all.traffic(), all.tables(), all.counters(), all.losses(), all.housekeeping(), all.output(), all.memory(), packets, all.wallNanos());
        assertEquals(List.of("  workers   64, packets handled: 0 to 3 % each, 16 none"), SummaryText.lines(many, false).stream().filter(line -> line.startsWith("  workers")).toList());
    }

    @Test
    void showsHowFarARunIsAndHowLongItWillTake() {
        assertEquals(" 25 %  8.00 Mpackets, 4.00 Mpackets/s, 1.20 kflows, 6 s left", ProgressLine.text(snapshot(8_000_000, 250, 1000, 1200, 2 * SECOND)));
        assertEquals("8.00 Mpackets, 4.00 Mpackets/s, 5 flows", ProgressLine.text(snapshot(8_000_000, 250, 0, 5, 2 * SECOND)));
        assertEquals("100 %  10 packets, 5 packets/s, 0 flows, 0 s left", ProgressLine.text(snapshot(10, 1001, 1000, 0, 2 * SECOND)));
    }

    private static Snapshot snapshot(long packets, long bytesRead, long bytesTotal, long live, long elapsedNanos) {
        return new Snapshot(packets, bytesRead, bytesTotal, new Flows(live, live, 0, 0, 0), elapsedNanos);
    }

    @Test
    void keepsProgressOutOfTheResultsOnOneTerminal() throws IOException {
        final ByteArrayOutputStream screen = new ByteArrayOutputStream();
        final ProgressLine line = new ProgressLine(new PrintStream(screen, true, StandardCharsets.UTF_8));
        final OutputStream results = line.above(screen);
        line.update(snapshot(1, 1, 2, 1, SECOND / 2));
        assertEquals("", screen.toString(StandardCharsets.UTF_8), "nothing in the first second");
        line.update(snapshot(1, 0, 0, 1, SECOND));
        results.write("result\n".getBytes(StandardCharsets.UTF_8));
        results.write("another\n".getBytes(StandardCharsets.UTF_8));
        line.clear();
        assertEquals("\r\u001b[K\u001b[?7l1 packets, 1 packets/s, 1 flows \u001b[?7h\r\u001b[Kresult\nanother\n", screen.toString(StandardCharsets.UTF_8));
    }

    @Test
    void showsNoProgressOnATerminalThatCannotBeSteered() {
        final ProgressLine line = new ProgressLine(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        assertSame(line, line.unless(false, Map.of("TERM", "xterm"), true));
        assertSame(line, line.unless(false, Map.of(), true));
        assertSame(Progress.NONE, line.unless(false, Map.of("TERM", "dumb"), true));
        assertSame(Progress.NONE, line.unless(false, Map.of("TERM", "xterm"), false));
        assertSame(Progress.NONE, line.unless(true, Map.of("TERM", "xterm"), true));
    }

    @Test
    void honoursNoColorAndExplicitWishes() {
        assertTrue(ColorMode.AUTO.enabled(Map.of("TERM", "xterm"), true));
        assertFalse(ColorMode.AUTO.enabled(Map.of("TERM", "xterm"), false));
        assertFalse(ColorMode.AUTO.enabled(Map.of("NO_COLOR", "1"), true));
        assertTrue(ColorMode.AUTO.enabled(Map.of("NO_COLOR", ""), true), "an empty NO_COLOR is none");
        assertFalse(ColorMode.AUTO.enabled(Map.of("TERM", "dumb"), true));
        assertTrue(ColorMode.ALWAYS.enabled(Map.of("NO_COLOR", "1"), false));
        assertFalse(ColorMode.NEVER.enabled(Map.of(), true));
    }

    @Test
    void reportsOurOwnMistakesInTwoLines() {
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(ExitCode.FAILURE, Crash.report(new IllegalStateException("a row must live\nsecond line"), new PrintStream(err, true, StandardCharsets.UTF_8)));
        assertEquals("error: internal error: java.lang.IllegalStateException: a row must live\n"
                + "help: this is a mistake in flowc, please report it; FLOWC_DEBUG=1 shows the stack trace\n", err.toString(StandardCharsets.UTF_8));
    }
}
