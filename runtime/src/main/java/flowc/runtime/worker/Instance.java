package flowc.runtime.worker;

import flowc.runtime.export.ChunkSink;
import flowc.runtime.program.CaptureClock;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.sketch.TopRows;
import flowc.runtime.table.TableCounters;
import flowc.runtime.table.TableSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The program of one worker and all it works on: frame, tables, clock, tops and sink. One thread at a time, the tables' counters aside. */
final class Instance implements AutoCloseable {
    private final Frame frame;
    private final CaptureClock clock;
    private final List<TopRows> tops = new ArrayList<>();
    private final ChunkSink sink;
    /** Null where no tables are shared. */
    private final SharedTables.Use shared;
    private final FlowProgram program;
    private boolean isOpen;

    /** Tables are open once {@link #open} was called. */
    Instance(Blueprint blueprint, ChunkSink sink, SharedTables.Use shared) {
        this.frame = blueprint.frame().fresh(blueprint.descriptor().counters());
        this.clock = new CaptureClock(blueprint.descriptor().tables().size());
        this.sink = sink;
        this.shared = shared;
        if (shared != null) {
            shared.begin(clock);
        }
        try {
            for (int top = 0; top < blueprint.descriptor().tops().size(); top++) {
                tops.add(blueprint.tops().apply(top));
            }
            this.program = blueprint.programs().apply(new Context(frame.address(), clock, tops, sink, shared));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Opens the tables, which hold what {@code tables} says; {@code program} is told of ends and marks: the instance's own or one in front of it. */
    void open(List<TableSettings> tables, Blueprint blueprint, FlowProgram told) {
        clock.open(tables, blueprint.everies(tops), told);
        isOpen = true;
    }

    boolean isOpen() {
        return isOpen;
    }

    Frame frame() {
        return frame;
    }

    CaptureClock clock() {
        return clock;
    }

    List<TopRows> tops() {
        return tops;
    }

    ChunkSink sink() {
        return sink;
    }

    FlowProgram program() {
        return program;
    }

    /** Gives back shared tables, if the worker has them. */
    void releaseShared() {
        if (shared != null) {
            shared.release();
        }
    }

    /** What is to be done about shared tables when a batch is handled. */
    void endBatch() {
        if (shared != null) {
            shared.endBatch();
        }
    }

    /** A count of all tables together. Any thread. */
    long flows(ToLongFunction<TableCounters> count) {
        long flows = 0;
        for (int table = 0; table < clock.tableCount(); table++) {
            flows += count.applyAsLong(clock.table(table).counters());
        }
        return flows;
    }

    @Override
    public void close() {
        clock.close();
        tops.forEach(TopRows::close);
        frame.close();
    }
}
