package flowc.compiler.ir;

import flowc.runtime.export.RecordSink;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Regions;
import flowc.runtime.program.ProgramContext;
import flowc.runtime.program.Schedule;
import flowc.runtime.sketch.TopTable;
import flowc.runtime.table.FlowTable;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** A frame in memory of its own, and runtime objects that note every call and answer from its arguments. */
public final class TestContext implements ProgramContext, AutoCloseable {
    private static final int SLACK_BYTES = 64;

    private final Arena arena = Arena.ofConfined();
    private final long frame;
    private final int frameBytes;
    private final List<String> calls = new ArrayList<>();

    public TestContext(int frameBytes) {
        this.frameBytes = frameBytes;
        this.frame = arena.allocate(frameBytes + SLACK_BYTES, Long.BYTES).address();
        Regions.register(frame, frameBytes);
    }

    /** The calls of runtime objects so far, in order. */
    public List<String> calls() {
        return calls;
    }

    @Override
    public long frame() {
        return frame;
    }

    /** The frame as words, for comparison. */
    public List<Long> words() {
        final List<Long> words = new ArrayList<>();
        for (int offset = 0; offset < frameBytes; offset += Long.BYTES) {
            words.add(Memory.i64(frame + offset));
        }
        return words;
    }

    /** Makes every byte of the frame {@code value}. */
    public void fill(int value) {
        Memory.segment(frame, frameBytes).fill((byte) value);
    }

    private long note(String name, long... arguments) {
        long answer = name.hashCode();
        final StringBuilder call = new StringBuilder(name);
        for (long argument : arguments) {
            answer = answer * 31 + argument;
            call.append(' ').append(argument);
        }
        calls.add(call.toString());
        return answer;
    }

    @Override
    public FlowTable table(int index) {
        return new NotingTable("table" + index);
    }

    @Override
    public TopTable top(int index) {
        throw new UnsupportedOperationException("no top in these tests");
    }

    @Override
    public RecordSink sink() {
        return new RecordSink() {
            @Override
            public long begin(long template, long length, long time, long keyBytes) {
                return note("begin", template, length, time, keyBytes);
            }

            @Override
            public void commit() {
                note("commit");
            }
        };
    }

    @Override
    public Schedule schedule() {
        return new Schedule() {
            @Override
            protected void runDue(long clock) {
                note("advance", clock);
            }
        };
    }

    @Override
    public void close() {
        Regions.unregister(frame);
        arena.close();
    }

    private final class NotingTable extends FlowTable {
        private final String name;

        NotingTable(String name) {
            this.name = name;
        }

        @Override
        public long hash(long key, long form) {
            return note(name + ".hash", key, form);
        }

        @Override
        public long form(long row) {
            return note(name + ".form", row);
        }

        @Override
        public long cold(long row) {
            return note(name + ".cold", row);
        }

        @Override
        public void prepare(long touches, long stride, long count) {
            note(name + ".prepare", touches, stride, count);
        }

        @Override
        public boolean begin() {
            return note(name + ".begin") > 0;
        }

        @Override
        public void bringIndex(long touches, long stride, long count) {
            note(name + ".bringIndex", touches, stride, count);
        }

        @Override
        public void bringRows(long touches, long stride, long count) {
            note(name + ".bringRows", touches, stride, count);
        }

        @Override
        public void approach(long touches, long stride, long count) {
            note(name + ".approach", touches, stride, count);
        }

        @Override
        public long find(long key, long hash) {
            return note(name + ".find", key, hash);
        }

        @Override
        public long known(long touch) {
            return note(name + ".known", touch);
        }

        @Override
        public long touchAnew(long touch, long time) {
            return note(name + ".touchAnew", touch, time);
        }

        @Override
        public long touch(long key, long hash, long orientation, long time) {
            return note(name + ".touch", key, hash, orientation, time);
        }

        @Override
        public void refresh(long row, long time) {
            note(name + ".refresh", row, time);
        }

        @Override
        public void end(long row, long time, long reason) {
            note(name + ".end", row, time, reason);
        }

        @Override
        public void pin(long row) {
            note(name + ".pin", row);
        }

        @Override
        public void unpin(long row) {
            note(name + ".unpin", row);
        }
    }
}
