package flowc.runtime.table;

import flowc.runtime.memory.Memory;

/**
 * Brings what a burst will touch into the caches, in short loops whose rounds do not depend on each other: a processor has as many loads on
 * their way there as it can, where a loop with handlers in it would wait for each. First the lines of the index, then, once these are
 * there, the rows that they name, which are remembered for the touch. The JVM has no prefetch instruction, so these are loads, of a sum that
 * nobody asks for. Worth it only for tables beyond the caches.
 */
final class Approach {
    /** Below it the table's rows are in a core's own cache anyway. */
    static final long WORTH_IT_BYTES = 1 << 20;

    /** In checked runs, so that the small tables of tests are approached, and are not. */
    private static final long CHECKED_ROWS = 4;

    private static final long CACHE_LINE_BYTES = 64;

    private final LaneIndex index;
    private final long worthItRows;
    /** Offset of the last word of a row's key, where that is of the form that is met most often. */
    private final long lastWord;
    /** Written so that no load can be left out. */
    private long sum;

    Approach(LaneIndex index, TableSettings settings) {
        this.index = index;
        final TableKeys keys = new TableKeys(settings);
        this.lastWord = keys.of(0) + keys.usualBytes() - Long.BYTES;
        this.worthItRows = Memory.CHECKED ? CHECKED_ROWS : WORTH_IT_BYTES / (lastWord + Long.BYTES);
    }

    boolean isWorthIt(long rows) {
        return rows > worthItRows;
    }

    /** {@code touches} is the first of {@code count} {@link TouchLayout}s, {@code stride} bytes apart, with their hashes. */
    void approach(long touches, long stride, long count) {
        final long end = touches + count * stride;
        sum += index.loadHomes(touches, stride, (int) count);
        likelyRows(touches, stride, end);
        sum += lastWord < CACHE_LINE_BYTES ? lines(touches, stride, end) : moreLines(touches, stride, end);
    }

    /** Instead of its home a touch has a row from now on, or 0. */
    private void likelyRows(long touches, long stride, long end) {
        final LaneIndex index = this.index;
        for (long touch = touches; touch != end; touch += stride) {
            final long home = Memory.i64(touch + TouchLayout.LIKELY_OFFSET);
            final long hash = Memory.i64(touch + TouchLayout.HASH_OFFSET);
            long row = index.likelyRow(home, hash);
            if (row == 0) {
                row = index.likelyRowBeyond(home, hash);
            }
            Memory.putI64(touch + TouchLayout.LIKELY_OFFSET, row);
        }
    }

    /** As short as can be: how many rows are on their way at once is how many rounds a processor looks ahead. */
    private static long lines(long touches, long stride, long end) {
        long loaded = 0;
        for (long touch = touches; touch != end; touch += stride) {
            final long row = Memory.i64(touch + TouchLayout.LIKELY_OFFSET);
            if (row != 0) {
                loaded += Memory.i64(row + RowLayout.LAST_SEEN_OFFSET);
            }
        }
        return loaded;
    }

    /** The same for rows that have more than one line; the key is in the last. */
    private long moreLines(long touches, long stride, long end) {
        final long last = lastWord;
        long loaded = 0;
        for (long touch = touches; touch != end; touch += stride) {
            final long row = Memory.i64(touch + TouchLayout.LIKELY_OFFSET);
            if (row != 0) {
                for (long offset = RowLayout.LAST_SEEN_OFFSET; offset < last; offset += CACHE_LINE_BYTES) {
                    loaded += Memory.i64(row + offset);
                }
                loaded += Memory.i64(row + last);
            }
        }
        return loaded;
    }
}
