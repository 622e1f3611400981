package flowc.launch;

import flowc.runtime.RunSummary;
import flowc.runtime.RunSummary.CounterSummary;
import flowc.runtime.RunSummary.TableSummary;
import flowc.runtime.memory.ByteSize;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import flowc.runtime.table.EndReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run's summary as lines for people. Only what happened is said, so a clean run has four lines. */
final class SummaryText {
    private static final String PAD = "  ";

    /** Of more workers than these a line would be too long. */
    private static final int SHARES_IN_FULL = 8;

    private final RunSummary summary;
    private final List<String> lines = new ArrayList<>();

    private SummaryText(RunSummary summary) {
        this.summary = summary;
    }

    /** {@code interrupted}: a signal ended the run before its input did. */
    static List<String> lines(RunSummary summary, boolean interrupted) {
        final SummaryText text = new SummaryText(summary);
        text.traffic();
        if (interrupted) {
            text.lines.add(PAD + "input     interrupted, not read to its end");
        }
        summary.tables().forEach(text::table);
        text.records();
        text.counters();
        text.memory();
        text.workers();
        text.rate();
        return text.lines;
    }

    private void traffic() {
        final RunSummary.Traffic traffic = summary.traffic();
        final String counts = Units.count(traffic.packets(), "packet") + ", " + Units.count(traffic.wireBytes(), "byte");
        final String captured = traffic.captureBytes() == traffic.wireBytes() ? "" : " (" + Units.count(traffic.captureBytes()) + " captured)";
        lines.add(summary.tracker() + ": " + counts + captured);
        traffic.span().ifPresent(span -> lines.add(PAD + "capture   " + time(span.first()) + " to " + time(span.last()) + " (" + Units.duration(span.length()) + ")"));
    }

    private void table(TableSummary table) {
        final String ended = table.ended().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> Units.count(entry.getValue()) + " " + name(entry.getKey()))
                .collect(Collectors.joining(", "));
        final String refused = table.refused() == 0 ? "" : "; " + Units.count(table.refused()) + " refused";
        final String live = table.live() == 0 ? "" : "; " + Units.count(table.live()) + " still live";
        lines.add(PAD + "table     " + table.name() + ": " + Units.count(table.made(), "flow") + " made" + (ended.isEmpty() ? "" : ", ended: " + ended) + refused + live);
    }

    private static String name(EndReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private void records() {
        final RunSummary.Output output = summary.output();
        if (output.records() > 0 || output.dropped() > 0) {
            lines.add(PAD + "records   " + Units.count(output.records()) + " written" + (output.dropped() == 0 ? "" : ", " + Units.count(output.dropped()) + " dropped: " + (output.failure().isPresent() ? "they could not be written" : "the output was too slow")));
        }
    }

    private void counters() {
        labelled("unparsed", CounterKind.UNPARSED, "cut short or malformed: ");
        labelled("parsers", CounterKind.PARSER_CUT, "read past the end of their bytes: ");
        labelled("parsers", CounterKind.PARSER_FULL, "ended by their max: ");
        for (CounterSummary fault : summary.counters(CounterKind.FAULT)) {
            lines.add(PAD + "faults    " + Units.count(fault.value()) + " at " + fault.at(summary.sourceFile()));
        }
        final long unknown = summary.total(CounterKind.UNKNOWN_LINK);
        if (unknown > 0) {
            lines.add(PAD + "unknown   " + Units.count(unknown, "packet") + " of link types that no header names");
        }
        final long requests = summary.total(CounterKind.DUMP);
        if (requests > 0) {
            lines.add(PAD + "dump      " + Units.count(requests, "request") + " not recorded (this version has no ring)");
        }
        if (summary.losses().skippedMarks() > 0) {
            lines.add(PAD + "every     " + Units.count(summary.losses().skippedMarks(), "mark") + " skipped in gaps of the capture");
        }
    }

    private void labelled(String title, CounterKind kind, String what) {
        final String causes = summary.counters(kind).stream().map(counter -> counter.label() + " " + Units.count(counter.value())).collect(Collectors.joining(", "));
        if (!causes.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "%s%-9s %s%s", PAD, title, what, causes));
        }
    }

    /** Shares show where a tracker's tables keep workers waiting. */
    private void workers() {
        final List<Long> packets = summary.packetsByWorker();
        if (packets.size() > 1) {
            lines.add(PAD + "workers   " + packets.size() + ", packets handled: " + shares(packets));
        }
    }

    private static String shares(List<Long> packets) {
        final long all = Math.max(1, packets.stream().mapToLong(Long::longValue).sum());
        final List<Long> percents = packets.stream().map(own -> Math.round(100.0 * own / all)).toList();
        if (packets.size() <= SHARES_IN_FULL) {
            return percents.stream().map(percent -> percent + " %").collect(Collectors.joining(", "));
        }
        final long idle = packets.stream().filter(own -> own == 0).count();
        return Collections.min(percents) + " to " + Collections.max(percents) + " % each" + (idle == 0 ? "" : ", " + idle + " none");
    }

    private void memory() {
        final RunSummary.MemoryUse memory = summary.memory();
        if (memory.hasBudget()) {
            lines.add(PAD + "memory    " + ByteSize.text(summary.tableBytes()) + " used by tables; the run at most " + ByteSize.text(memory.most()) + " of " + ByteSize.text(memory.budget()));
        }
    }

    private void rate() {
        lines.add(PAD + "time      " + Units.duration(summary.wallNanos()) + ", " + Units.scaled(summary.packetsPerSecond()) + "packets/s, " + Units.scaled(summary.bytesPerSecond()) + "B/s");
    }

    private static String time(long nanos) {
        final Instant instant = Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
        return instant.toString();
    }
}
