package flowc.runtime.program;

import flowc.runtime.memory.Memory;

/** An {@code every} block once its period is known: of table {@code table}, with a mark each {@code periodNanos} from the first packet on. */
public record EveryBlock(int table, long periodNanos, boolean hasEach) {
    public EveryBlock {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException("the period of 'every' must be longer than 0: periodNanos=" + periodNanos);
        }
    }

    /** Reads the period from the frame of a configured program. */
    static EveryBlock of(TrackerDescriptor.Every every, long frame) {
        return new EveryBlock(every.table(), Memory.i64(frame + every.period()), every.hasEach());
    }
}
