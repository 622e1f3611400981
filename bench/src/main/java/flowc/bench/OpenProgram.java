package flowc.bench;

import flowc.runtime.EngineSettings;
import flowc.runtime.ParamValue;
import flowc.runtime.Tracker;
import flowc.runtime.export.ChunkSink;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.export.RecordOutput;
import flowc.runtime.export.RecordSink;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.program.CaptureClock;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.ProgramContext;
import flowc.runtime.program.Schedule;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.sketch.RankOrder;
import flowc.runtime.sketch.TopRows;
import flowc.runtime.sketch.TopTable;
import flowc.runtime.table.FlowTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A tracker's program with its tables, to be handed bursts one at a time, as a worker of the engine does. */
final class OpenProgram implements AutoCloseable {
    private final Region frame;
    private final CaptureClock clock;
    private final List<TopRows> tops = new ArrayList<>();
    private final RecordOutput output;
    private final ChunkSink sink;
    private final FlowProgram program;

    OpenProgram(Tracker tracker) throws IOException {
        final TrackerDescriptor descriptor = tracker.descriptor();
        frame = Region.allocate(descriptor.frameBytes() + Long.BYTES, "the program's frame");
        EngineSettings.defaults(tracker).params().forEach(this::put);
        clock = new CaptureClock(descriptor.tables().size());
        output = RecordOutput.open(OutputStream.nullOutputStream(), descriptor.templates(), OutputOptions.of(OutputOptions.Format.TEXT));
        sink = output.newSink();
        tracker.programs().apply(new Context()).configure();
        descriptor.tops().forEach(top -> tops.add(top(top)));
        program = tracker.programs().apply(new Context());
        clock.open(descriptor, program, EngineSettings.FILE_HASH_SEED, tops);
    }

    private void put(ParamValue value) {
        for (int i = 0; i < value.bytes().length; i++) {
            Memory.putU8(frame.address() + value.param().offset() + i, value.bytes()[i]);
        }
    }

    private TopRows top(TrackerDescriptor.Top top) {
        return new TopRows(top.row().bytes(), (int) Memory.i64(frame.address() + top.capacity()), top.orderOffset(), Long.BYTES, RankOrder.valueOf(top.order().name()));
    }

    void handle(PacketBurst burst) {
        program.onBurst(burst.address(), burst.count());
        clock.housekeep();
        sink.flush();
    }

    /** The half of {@link #handle} that depends on packets only. */
    void prepare(PacketBurst burst, long slots) {
        program.prepareBurst(burst.address(), burst.count(), slots);
    }

    private final class Context implements ProgramContext {
        @Override
        public long frame() {
            return frame.address();
        }

        @Override
        public FlowTable table(int index) {
            return clock.table(index);
        }

        @Override
        public TopTable top(int index) {
            return index < tops.size() ? tops.get(index) : null;
        }

        @Override
        public RecordSink sink() {
            return sink;
        }

        @Override
        public Schedule schedule() {
            return clock;
        }
    }

    @Override
    public void close() {
        output.close();
        clock.close();
        tops.forEach(TopRows::close);
        frame.close();
    }
}
