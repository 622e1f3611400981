package flowc.runtime;

import flowc.runtime.RunSummary.CounterSummary;
import flowc.runtime.RunSummary.TableSummary;
import flowc.runtime.export.RecordOutput;
import flowc.runtime.program.CaptureClock;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import flowc.runtime.table.EndReason;
import flowc.runtime.table.HashFlowTable;
import flowc.runtime.table.TableCounters;
import flowc.runtime.table.TableSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the counters of a worker that is done. */
final class SummaryOf {
    private final TrackerDescriptor descriptor;
    private final Frame frame;
    private final List<TableSettings> settings;

    SummaryOf(TrackerDescriptor descriptor, Frame frame, List<TableSettings> settings) {
        this.descriptor = descriptor;
        this.frame = frame;
        this.settings = settings;
    }

    RunSummary make(RunSummary.Traffic traffic, CaptureClock clock, RecordOutput output, MemoryPlan memory, long wallNanos) {
        final List<TableSummary> tableSummaries = new ArrayList<>();
        for (int i = 0; i < clock.tableCount(); i++) {
            tableSummaries.add(table(settings.get(i), clock.table(i)));
        }
        final RunSummary.Output written = new RunSummary.Output(output.written(), output.dropped(), output.failure());
        return new RunSummary(descriptor.name(), descriptor.sourceFile(), traffic, tableSummaries, counters(), new RunSummary.Losses(clock.skippedMarks()), written, memory.use(), wallNanos);
    }

    private static TableSummary table(TableSettings settings, HashFlowTable table) {
        final TableCounters counters = table.counters();
        final Map<EndReason, Long> ended = new EnumMap<>(EndReason.class);
        for (EndReason reason : EndReason.values()) {
            ended.put(reason, counters.ended(reason));
        }
        return new TableSummary(settings.name(), settings.limit(), counters.created(), ended, counters.refused(), counters.live(), table.bytesInUse());
    }

    private List<CounterSummary> counters() {
        return descriptor.counters().stream()
                .filter(counter -> counter.kind() != CounterKind.INPUT)
                .map(counter -> new CounterSummary(counter.kind(), counter.label(), counter.line(), frame.i64(counter.offset())))
                .filter(counter -> counter.value() != 0)
                .toList();
    }
}
