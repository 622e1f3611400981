package flowc.cli.bench;

import flowc.launch.Units;
import flowc.load.LoadSettings;
import flowc.load.Losses;
import flowc.load.Traffic;
import flowc.runtime.RunSummary;
import flowc.runtime.RunSummary.CounterSummary;
import flowc.runtime.RunSummary.TableSummary;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.Locale;

/** A report for people. */
final class ReportText {
    private final StringBuilder text = new StringBuilder();

    private ReportText() {}

    static String of(Report report) {
        final ReportText text = new ReportText();
        text.load(report.result().summary().tracker(), report.settings());
        text.speed(report);
        text.latency(report);
        report.tables().forEach(text::table);
        text.nothing(report);
        text.faults(report.result().summary());
        text.place(report);
        return text.text.toString();
    }

    private void line(String what, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "  %-12s ", what)).append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void load(String tracker, LoadSettings settings) {
        final Traffic traffic = settings.traffic();
        text.append(tracker).append(": ").append(Units.count(traffic.flows(), "flow")).append(traffic.zipf() == 0 ? "" : ", Zipf " + traffic.zipf());
        text.append(traffic.newFlowsPerSecond() == 0 ? "" : ", " + Units.count(traffic.newFlowsPerSecond(), "new flow") + " per second");
        text.append(", packets of ").append(Units.count(traffic.packetBytes(), "byte"));
        text.append(settings.paced() ? ", paced at " : ", as fast as they are taken, on the capture clock ").append(Units.scaled(traffic.packetsPerSecond())).append("packets/s\n");
    }

    private void speed(Report report) {
        line("rate", "%.2f M packets per CPU second (chunks %.2f to %.2f, median %.2f), %.2f M per second", report.mpps(), report.mppsOfChunks(0), report.mppsOfChunks(1),
                report.mppsOfChunks(0.5), report.mppsWall());
        line("a packet", "%.1f ns, %d bytes, %.3f bytes of heap", report.nanosPerPacket(), report.settings().traffic().packetBytes(), report.heapBytesPerPacket());
        line("measured", "%s in %.3f s, %.3f CPU seconds of %s", Units.count(report.result().packets(), "packet"), report.result().wallSeconds(), report.result().cpuSeconds(),
                Units.count(report.settings().workers(), "worker"));
    }

    private void latency(Report report) {
        line("a burst", "p50 %.1f us, p99 %.1f us, p99.9 %.1f us, max %.1f us, %s longer than 1 ms, %s", report.burstMicros(50), report.burstMicros(99), report.burstMicros(99.9), report.burstMicros(100),
                Units.count(report.longBursts()),
                report.settings().paced() ? "from when its first packet was due" : report.settings().workers() == report.settings().queues() ? "from one to the next" : "from when it was read until all are done");
        report.burstCpuMicros(99.9).ifPresent(p999 -> line("its CPU time", "p50 %.1f us, p99.9 %.1f us, max %.1f us, with the housekeeping behind it", report.burstCpuMicros(50).orElse(0.0), p999,
                report.burstCpuMicros(100).orElse(0.0)));
        report.clockMicros(99.9).ifPresent(p999 -> line("the clock", "p99.9 %.1f us, max %.1f us late in a thread that does nothing else; %d stalls of 1 ms or more, up to %.1f us of its CPU time between two looks", p999,
                report.clockMicros(100).orElse(0.0), report.clockStalls().orElse(0L), report.clockCpuMicros().orElse(0.0)));
        line("housekeeping", "%.2f %% of the time, at most %.1f us at a time, %s of %s longer than 1 ms; %.1f us while warming up", 100 * report.housekeepingShare(), report.housekeepingMicros(),
                Units.count(report.longHousekeepingWaits()), Units.count(report.housekeepingWaits()), report.warmupHousekeepingMicros());
        if (report.settings().paced()) {
            lost(report.result().losses(), report.settings().queuePackets());
        }
    }

    private void lost(Losses losses, int queuePackets) {
        line("lost", "%s that found a queue of %s full, in which at most %s waited%s%s", Units.count(losses.measured(), "packet"), Units.count(queuePackets), Units.count(losses.mostWaiting()),
                losses.withoutStalls().filter(_ -> losses.measured() > 0).map(count -> ", " + Units.count(count) + " without the machine's stalls").orElse(""),
                losses.settling() > 0 ? ", " + Units.count(losses.settling()) + " before it was measured" : "");
    }

    private void table(TableSummary table) {
        line("table " + table.name(), "%s (%.1f %% of %s), %.1f bytes each, %s evicted, %s refused", Units.count(Report.live(table), "flow"), 100 * Report.fill(table),
                Units.count(table.limit()), Report.bytesPerFlow(table), Units.count(table.evicted()), Units.count(table.refused()));
    }

    /** Packets that no table takes cost next to nothing, so their rate means little. */
    private void nothing(Report report) {
        if (report.madeNoFlow()) {
            line("no flow", "was made of any packet: 'input where', or the tables' conditions and keys, take none of them, which are UDP of random ports with zeros behind the headers; "
                    + "the rate is that of passing packets over");
        }
    }

    /** A handler that faults does less than it should, so its rate means little. */
    private void faults(RunSummary summary) {
        for (CounterSummary fault : summary.counters(CounterKind.FAULT)) {
            line("faults", "%s at %s, warm-up included", Units.count(fault.value()), fault.at(summary.sourceFile()));
        }
    }

    private void place(Report report) {
        final Machine machine = report.machine();
        line("machine", "%s, %s, %.1f GiB, huge pages %s, %s", machine.cpu(), Units.count(machine.cores(), "core"), machine.memoryBytes() / (double) (1L << 30), machine.hugePages(),
                machine.system());
        line("java", "%s %s %s", report.jdk().vendor(), report.jdk().version(), String.join(" ", report.jdk().flags()));
        line("settings", "seed %d, warm-up %s, %s", report.settings().traffic().seed(), Units.count(report.settings().extent().warmup(), "packet"), String.join(" ", report.args()));
    }
}
