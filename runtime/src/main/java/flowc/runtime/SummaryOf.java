package flowc.runtime;

import flowc.runtime.RunSummary.CaptureSpan;
import flowc.runtime.RunSummary.CounterSummary;
import flowc.runtime.RunSummary.TableSummary;
import flowc.runtime.export.RecordOutput;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.program.HousekeepingTime;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import flowc.runtime.table.EndReason;
import flowc.runtime.table.HashFlowTable;
import flowc.runtime.table.TableCounters;
import flowc.runtime.table.TableSettings;
import flowc.runtime.worker.Blueprint;
import flowc.runtime.worker.PacketRun;
import flowc.runtime.worker.TrafficCount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Reads the counters of a run that is done. */
final class SummaryOf {
    private final Blueprint blueprint;
    private final PacketRun run;

    SummaryOf(Blueprint blueprint, PacketRun run) {
        this.blueprint = blueprint;
        this.run = run;
    }

    RunSummary make(List<Damage> damages, RecordOutput output, MemoryPlan memory, long wallNanos) {
        final List<TableSummary> tables = new ArrayList<>();
        for (int i = 0; i < blueprint.tables().size(); i++) {
            tables.add(table(blueprint.tables().get(i), run.parts(i).toList()));
        }
        final RunSummary.Output written = new RunSummary.Output(output.written(), output.dropped(), output.failure());
        return new RunSummary(blueprint.descriptor().name(), blueprint.descriptor().sourceFile(), traffic(damages), tables, counters(), new RunSummary.Losses(run.skippedMarks()),
                housekeeping(), written, memory.use(), LongStream.of(run.packetsByWorker()).boxed().toList(), wallNanos);
    }

    private RunSummary.Traffic traffic(List<Damage> damages) {
        final TrafficCount traffic = run.traffic();
        final Optional<CaptureSpan> span = traffic.packets() == 0 ? Optional.empty() : Optional.of(new CaptureSpan(traffic.firstTime(), traffic.lastTime()));
        return new RunSummary.Traffic(traffic.packets(), traffic.wireBytes(), traffic.captureBytes(), span, damages);
    }

    private static TableSummary table(TableSettings settings, List<HashFlowTable> parts) {
        final List<TableCounters> counters = parts.stream().map(HashFlowTable::counters).toList();
        final Map<EndReason, Long> ended = new EnumMap<>(EndReason.class);
        for (EndReason reason : EndReason.values()) {
            ended.put(reason, counters.stream().mapToLong(part -> part.ended(reason)).sum());
        }
        return new TableSummary(settings.name(), settings.limit(), counters.stream().mapToLong(TableCounters::created).sum(), ended,
                counters.stream().mapToLong(TableCounters::refused).sum(), counters.stream().mapToLong(TableCounters::live).sum(),
                parts.stream().mapToLong(HashFlowTable::bytesInUse).sum());
    }

    private List<CounterSummary> counters() {
        return blueprint.descriptor().counters().stream()
                .filter(counter -> counter.kind() != CounterKind.INPUT)
                .map(counter -> new CounterSummary(counter.kind(), counter.label(), counter.line(), run.counter(counter)))
                .filter(counter -> counter.value() != 0)
                .toList();
    }

    private RunSummary.Housekeeping housekeeping() {
        return new RunSummary.Housekeeping(run.housekeeping(HousekeepingTime::nanos).sum(), run.housekeeping(HousekeepingTime::longestNanos).max().orElse(0),
                run.housekeeping(HousekeepingTime::longestBeforeNanos).max().orElse(0), run.housekeeping(HousekeepingTime::waits).sum(), run.housekeeping(HousekeepingTime::longWaits).sum());
    }
}
