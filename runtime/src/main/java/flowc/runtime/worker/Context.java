package flowc.runtime.worker;

import flowc.runtime.export.RecordSink;
import flowc.runtime.program.CaptureClock;
import flowc.runtime.program.ProgramContext;
import flowc.runtime.program.Schedule;
import flowc.runtime.sketch.TopTable;
import flowc.runtime.table.FlowTable;
import java.util.List;

/** What one program instance is given. For the instance that only configures everything but the frame is absent; {@code shared} is null where no tables are. */
record Context(long frame, CaptureClock clock, List<? extends TopTable> tops, RecordSink sink, SharedTables.Use shared) implements ProgramContext {
    static Context toConfigure(long frame) {
        return new Context(frame, null, List.of(), null, null);
    }

    @Override
    public FlowTable table(int index) {
        return clock == null ? null : shared != null && shared.isShared(index) ? shared.table(index) : clock.table(index);
    }

    @Override
    public TopTable top(int index) {
        return index < tops.size() ? tops.get(index) : null;
    }

    @Override
    public Schedule schedule() {
        return shared != null ? shared : clock;
    }
}
