package flowc.runtime.program;

import flowc.runtime.export.RecordSink;
import flowc.runtime.sketch.TopTable;
import flowc.runtime.table.FlowTable;

/** What a worker gives its program at construction. */
public interface ProgramContext {
    /** Address of the frame. */
    long frame();

    FlowTable table(int index);

    TopTable top(int index);

    RecordSink sink();

    Schedule schedule();
}
