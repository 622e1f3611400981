package flowc.runtime.worker;

import flowc.runtime.program.TrackerDescriptor.Counter;
import java.util.Arrays;
import java.util.List;

/**
 * What a worker's program counted while it prepared batches that are in the ring: where a capture was cut, what was prepared and is not handled any more counts
 * for nothing. One thread at a time.
 */
final class PreparedCounts {
    private static final long NONE = -1;

    private final SavedCounters burst;
    private final Frame frame;
    private final int[] offsets;
    /** By part of {@link DealtMemory}: the number of the batch that this worker prepared last there, and what it counted. */
    private final long[] numbers;
    private final long[][] counts;
    /** Of the batch that is being prepared. */
    private int part;

    PreparedCounts(Frame frame, List<Counter> counters) {
        this.burst = new SavedCounters(frame, counters);
        this.frame = frame;
        this.offsets = counters.stream().mapToInt(Counter::offset).toArray();
        this.numbers = new long[DealtMemory.PARTS];
        this.counts = new long[DealtMemory.PARTS][offsets.length];
        Arrays.fill(numbers, NONE);
    }

    /** Batch {@code number} is prepared from now on, into a part whose batch before is done. */
    void begin(long number, int into) {
        part = into;
        numbers[part] = number;
        for (int i = 0; i < offsets.length; i++) {
            counts[part][i] = frame.i64(offsets[i]);
        }
    }

    /** A burst of it is prepared from now on. */
    void beginBurst() {
        burst.save();
    }

    /** The burst could not be prepared. */
    void giveUpBurst() {
        burst.restore();
    }

    /** The batch is prepared. */
    void end() {
        for (int i = 0; i < offsets.length; i++) {
            counts[part][i] = frame.i64(offsets[i]) - counts[part][i];
        }
    }

    /** Batches from {@code number} on were not handled. */
    void takeOutFrom(long number) {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] >= number) {
                takeOut(counts[i]);
            }
        }
    }

    private void takeOut(long[] counted) {
        for (int i = 0; i < offsets.length; i++) {
            frame.put(offsets[i], frame.i64(offsets[i]) - counted[i]);
        }
    }
}
