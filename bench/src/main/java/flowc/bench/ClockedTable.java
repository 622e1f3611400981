package flowc.bench;

import flowc.runtime.export.RecordSink;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.program.CaptureClock;
import flowc.runtime.program.EveryBlock;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.ProgramContext;
import flowc.runtime.program.Schedule;
import flowc.runtime.sketch.TopTable;
import flowc.runtime.table.EvictionPolicy;
import flowc.runtime.table.FlowTable;
import flowc.runtime.table.HashFlowTable;
import flowc.runtime.table.TableSettings;
import flowc.runtime.table.TouchLayout;
import java.util.List;

/** A table on a capture clock, as a worker has it, driven by bursts of keys instead of packets. What runs at ends and marks only counts. */
final class ClockedTable implements AutoCloseable {
    static final int BURST = 64;
    private static final int KEY_BYTES = 24;
    private static final int STATE_BYTES = 16;
    private static final long STRIDE = TouchLayout.KEY_OFFSET + KEY_BYTES;

    private final Region frame = Region.allocate(Long.BYTES, "a frame");
    private final Region touches = Region.allocate(BURST * STRIDE, "a burst");
    private final CaptureClock clock = new CaptureClock(1);
    private final HashFlowTable table = clock.table(0);
    private final CountingProgram program = new CountingProgram(new Frame());
    private long time;

    ClockedTable(long limit, EvictionPolicy eviction, long idleNanos, List<EveryBlock> everies) {
        clock.open(List.of(new TableSettings("flow", KEY_BYTES, 0, STATE_BYTES, idleNanos, 0, limit, eviction, 1)), everies, program);
    }

    /** Puts a key into a place of the burst. */
    void key(int place, long flow) {
        final long touch = touches.address() + place * STRIDE;
        Memory.putI64(touch + TouchLayout.VALID_OFFSET, 1);
        Memory.putI64(touch + TouchLayout.KEY_OFFSET, flow);
    }

    /** Touches the burst's keys, packets {@code nanosApart} apart; gives a number that depends on all rows. */
    long touch(long nanosApart) {
        long rows = 0;
        table.prepare(touches.address(), STRIDE, BURST);
        table.approach(touches.address(), STRIDE, BURST);
        for (int place = 0; place < BURST; place++) {
            time += nanosApart;
            rows += table.touch(touches.address() + place * STRIDE, clock.advance(time));
        }
        clock.housekeep();
        return rows;
    }

    /** Lets time pass without a packet. */
    void pass(long nanos) {
        time += nanos;
        clock.advance(time);
        clock.housekeep();
    }

    long live() {
        return table.counters().live();
    }

    /** Ends and visits so far. */
    long seen() {
        return program.seen;
    }

    @Override
    public void close() {
        clock.close();
        touches.close();
        frame.close();
    }

    private final class Frame implements ProgramContext {
        @Override
        public long frame() {
            return frame.address();
        }

        @Override
        public FlowTable table(int index) {
            return table;
        }

        @Override
        public TopTable top(int index) {
            return null;
        }

        @Override
        public RecordSink sink() {
            return null;
        }

        @Override
        public Schedule schedule() {
            return clock;
        }
    }

    private static final class CountingProgram extends FlowProgram {
        private long seen;

        CountingProgram(ProgramContext context) {
            super(context);
        }

        @Override
        public void configure() {}

        @Override
        public void onBurst(long packets, long count) {}

        @Override
        public void prepareBurst(long packets, long count, long slots) {}

        @Override
        public void handleBurst(long packets, long count, long slots) {}

        @Override
        public void onExpire(long table, long row, long time, long reason) {
            seen++;
        }

        @Override
        public long rank(long table, long row) {
            return 0;
        }

        @Override
        public void onInit(long every, long time) {}

        @Override
        public void onEach(long every, long row, long time, long elapsed) {
            seen++;
        }

        @Override
        public void onFinish(long every, long time, long elapsed) {}
    }
}
