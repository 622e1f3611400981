package flowc.runtime.program;

import flowc.runtime.export.RecordSink;
import flowc.runtime.sketch.TopTable;
import flowc.runtime.table.FlowTable;

/** A program that a test drives through its tables and clock: packets never come to it. */
public abstract class PacketlessProgram extends FlowProgram {
    protected PacketlessProgram(ProgramContext context) {
        super(context);
    }

    /** With a frame and nothing else. */
    PacketlessProgram(long frame) {
        this(new FrameOnly(frame));
    }

    @Override
    public void configure() {}

    @Override
    public void onBurst(long packets, long count) {}

    @Override
    public void prepareBurst(long packets, long count, long slots) {}

    @Override
    public void handleBurst(long packets, long count, long slots) {}

    private record FrameOnly(long frame) implements ProgramContext {
        @Override
        public FlowTable table(int index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TopTable top(int index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RecordSink sink() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Schedule schedule() {
            throw new UnsupportedOperationException();
        }
    }
}
