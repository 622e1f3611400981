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
        final int packets = (int) count;
        sum += index.loadHomes(touches, stride, packets);
        likelyRows(touches, stride, packets);
        sum += lines(touches, stride, packets);
    }

    /** Instead of its home a touch has a row from now on, or 0. */
    private void likelyRows(long touches, long stride, int count) {
        final LaneIndex index = this.index;
        for (int i = 0; i < count; i++) {
            final long touch = touches + i * stride;
            final long home = Memory.i64(touch + TouchLayout.LIKELY_OFFSET);
            final long hash = Memory.i64(touch + TouchLayout.HASH_OFFSET);
            final long row = index.likelyRow(home, hash);
            Memory.putI64(touch + TouchLayout.LIKELY_OFFSET, row != 0 ? row : index.likelyRowBeyond(home, hash));
        }
    }

    /** Lines of the rows, each in a loop of its own, as short as can be: how many are on their way at once is how many rounds a processor looks ahead. */
    private long lines(long touches, long stride, int count) {
        long loaded = 0;
        for (long offset = RowLayout.LAST_SEEN_OFFSET; offset < lastWord; offset += CACHE_LINE_BYTES) {
            loaded += line(touches, stride, count, offset);
        }
        return lastWord < CACHE_LINE_BYTES ? loaded : loaded + line(touches, stride, count, lastWord);
    }

    private static long line(long touches, long stride, int count, long offset) {
        long loaded = 0;
        for (int i = 0; i < count; i++) {
            final long row = Memory.i64(touches + i * stride + TouchLayout.LIKELY_OFFSET);
            if (row != 0) {
                loaded += Memory.i64(row + offset);
            }
        }
        return loaded;
    }
}
