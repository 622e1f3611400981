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
    /** By place: the number of a batch that this worker prepared, and what it counted. */
    private final long[] numbers;
    private final long[][] counts;
    /** Of the batch that is being prepared. */
    private int place;

    /** {@code batches} of this worker at most are on their way at once. */
    PreparedCounts(Frame frame, List<Counter> counters, int batches) {
        this.burst = new SavedCounters(frame, counters);
        this.frame = frame;
        this.offsets = counters.stream().mapToInt(Counter::offset).toArray();
        this.numbers = new long[batches];
        this.counts = new long[batches][offsets.length];
        Arrays.fill(numbers, NONE);
    }

    /** Batch {@code number} is prepared from now on; all before {@code released} are done. */
    void begin(long number, long released) {
        place = free(released);
        numbers[place] = number;
        for (int i = 0; i < offsets.length; i++) {
            counts[place][i] = frame.i64(offsets[i]);
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
            counts[place][i] = frame.i64(offsets[i]) - counts[place][i];
        }
    }

    /** Batches from {@code number} on were not handled. */
    void takeOutFrom(long number) {
        for (int place = 0; place < numbers.length; place++) {
            if (numbers[place] >= number) {
                takeOut(counts[place]);
            }
        }
    }

    private void takeOut(long[] counted) {
        for (int i = 0; i < offsets.length; i++) {
            frame.put(offsets[i], frame.i64(offsets[i]) - counted[i]);
        }
    }

    private int free(long released) {
        int free = 0;
        while (numbers[free] >= released) {
            free++;
        }
        return free;
    }
}
