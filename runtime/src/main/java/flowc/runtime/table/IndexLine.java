package flowc.runtime.table;

import flowc.runtime.memory.CacheLine;
import flowc.runtime.memory.Memory;

/**
 * A cache line of a {@link LaneIndex}: eight entries, 0 where there is none. What is asked of a line is asked of all its entries, without a
 * branch on single ones: how many there are, and which is the one, is as good as random.
 */
final class IndexLine {
    static final long BYTES = CacheLine.BYTES;
    static final long ENTRY_BYTES = Long.BYTES;
    static final long HALF_BYTES = BYTES / 2;

    private IndexLine() {}

    /** The smallest of what is left of the four entries of a half when {@code wanted} is taken out of each by xor; like entries, neither is ever negative. */
    static long nearestInHalf(long half, long wanted) {
        final long first = Math.min(Memory.i64(half) ^ wanted, Memory.i64(half + ENTRY_BYTES) ^ wanted);
        final long second = Math.min(Memory.i64(half + 2 * ENTRY_BYTES) ^ wanted, Memory.i64(half + 3 * ENTRY_BYTES) ^ wanted);
        return Math.min(first, second);
    }

    /** The same of all eight. */
    static long nearest(long line, long wanted) {
        return Math.min(nearestInHalf(line, wanted), nearestInHalf(line + HALF_BYTES, wanted));
    }

    static boolean isFull(long line) {
        long anyEmpty = 0;
        for (long at = line; at < line + BYTES; at += ENTRY_BYTES) {
            // Less than 0 for no entry but the empty one.
            anyEmpty |= Memory.i64(at) - 1;
        }
        return anyEmpty >= 0;
    }
}
