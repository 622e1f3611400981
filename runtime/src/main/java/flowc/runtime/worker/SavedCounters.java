package flowc.runtime.worker;

import flowc.runtime.program.TrackerDescriptor.Counter;
import java.util.List;

/** The counters of a frame as they were, for work that is done more than once and counts once. One thread. */
final class SavedCounters {
    private final Frame frame;
    private final int[] offsets;
    private final long[] values;

    SavedCounters(Frame frame, List<Counter> counters) {
        this.frame = frame;
        this.offsets = counters.stream().mapToInt(Counter::offset).toArray();
        this.values = new long[offsets.length];
    }

    void save() {
        for (int i = 0; i < offsets.length; i++) {
            values[i] = frame.i64(offsets[i]);
        }
    }

    void restore() {
        for (int i = 0; i < offsets.length; i++) {
            frame.put(offsets[i], values[i]);
        }
    }
}
