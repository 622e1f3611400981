package flowc.runtime.table;

import flowc.runtime.memory.Memory;

/**
 * Brings what a burst will touch into the caches, in two short loops whose rounds do not depend on each other: a processor has as many loads
 * on their way there as it can, where a loop with handlers in it would wait for each. The JVM has no prefetch instruction, so these are loads,
 * of a sum that nobody asks for. Worth it only for tables beyond the caches.
 */
final class Approach {
    /** Below it the table's rows are in a core's own cache anyway. */
    static final long WORTH_IT_BYTES = 1 << 20;

    private static final long CACHE_LINE_BYTES = 64;

    /** Beyond it what came first might be gone again. */
    private static final int BATCH = 64;

    private final LaneIndex index;
    private final RowStore rows;
    private final long worthItRows;
    /** Whether any row of the form that is met most often takes more than one line. */
    private final boolean hasMoreLines;
    private final long[] near = new long[BATCH];
    /** Written so that no load can be left out. */
    private long sum;

    Approach(LaneIndex index, RowStore rows, TableSettings settings) {
        this.index = index;
        this.rows = rows;
        this.hasMoreLines = rows.rowBytes(settings.compactKeyBytes() == 0 ? KeyForm.WIDE : KeyForm.COMPACT) > CACHE_LINE_BYTES;
        this.worthItRows = WORTH_IT_BYTES / rows.rowBytes(KeyForm.WIDE);
    }

    boolean isWorthIt(long rows) {
        return rows > worthItRows;
    }

    /** {@code touches} is the first of {@code count} {@link TouchLayout}s, {@code stride} bytes apart, with their hashes. */
    void approach(long touches, long stride, long count) {
        for (long from = 0; from < count; from += BATCH) {
            batch(touches + from * stride, stride, (int) Math.min(BATCH, count - from));
        }
    }

    private void batch(long touches, long stride, int count) {
        final long[] near = this.near;
        for (int i = 0; i < count; i++) {
            final long touch = touches + i * stride;
            near[i] = Memory.i64(touch + TouchLayout.VALID_OFFSET) == TouchLayout.NONE ? 0 : index.likelyRow(Memory.i64(touch + TouchLayout.HASH_OFFSET));
        }
        long loaded = 0;
        for (int i = 0; i < count; i++) {
            if (near[i] != 0) {
                loaded += Memory.i64(near[i]);
            }
        }
        if (hasMoreLines) {
            loaded += moreLines(count);
        }
        sum += loaded;
    }

    /** Lines of a row beyond its first; its key is in the last. */
    private long moreLines(int count) {
        long loaded = 0;
        for (int i = 0; i < count; i++) {
            final long row = near[i];
            if (row != 0) {
                final long last = rows.bytes(row) - Long.BYTES;
                for (long offset = CACHE_LINE_BYTES; offset < last; offset += CACHE_LINE_BYTES) {
                    loaded += Memory.i64(row + offset);
                }
                loaded += Memory.i64(row + last);
            }
        }
        return loaded;
    }
}
