package flowc.runtime.table;

import flowc.runtime.memory.Memory;

/**
 * Brings what a burst will touch into the caches, in short loops whose rounds do not depend on each other: a processor has as many loads on
 * their way there as it can, where a loop with handlers in it would wait for each. First the entries of the index, then, once these are
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
    private final RowStore rows;
    private final long worthItRows;
    /** Whether any row of the form that is met most often takes more than one line. */
    private final boolean hasMoreLines;
    /** Written so that no load can be left out. */
    private long sum;

    Approach(LaneIndex index, RowStore rows, TableSettings settings) {
        this.index = index;
        this.rows = rows;
        this.hasMoreLines = rows.rowBytes(settings.compactKeyBytes() == 0 ? KeyForm.WIDE : KeyForm.COMPACT) > CACHE_LINE_BYTES;
        this.worthItRows = Memory.CHECKED ? CHECKED_ROWS : WORTH_IT_BYTES / rows.rowBytes(KeyForm.WIDE);
    }

    boolean isWorthIt(long rows) {
        return rows > worthItRows;
    }

    /** {@code touches} is the first of {@code count} {@link TouchLayout}s, {@code stride} bytes apart, with their hashes. */
    void approach(long touches, long stride, long count) {
        sum += entries(touches, stride, count);
        likelyRows(touches, stride, count);
        sum += firstLines(touches, stride, count);
        if (hasMoreLines) {
            sum += moreLines(touches, stride, count);
        }
    }

    private long entries(long touches, long stride, long count) {
        long loaded = 0;
        final long end = touches + count * stride;
        for (long touch = touches; touch != end; touch += stride) {
            // What is not valid has a hash as well, of whatever packet came before: a load that is no use, but no branch.
            loaded += index.homeEntry(Memory.i64(touch + TouchLayout.HASH_OFFSET));
        }
        return loaded;
    }

    private void likelyRows(long touches, long stride, long count) {
        final long end = touches + count * stride;
        for (long touch = touches; touch != end; touch += stride) {
            if (Memory.i64(touch + TouchLayout.VALID_OFFSET) != TouchLayout.NONE) {
                Memory.putI64(touch + TouchLayout.LIKELY_OFFSET, index.likelyRow(Memory.i64(touch + TouchLayout.HASH_OFFSET)));
            }
        }
    }

    /** As short as can be: how many rows are on their way at once is how many rounds a processor looks ahead. */
    private static long firstLines(long touches, long stride, long count) {
        long loaded = 0;
        final long end = touches + count * stride;
        for (long touch = touches; touch != end; touch += stride) {
            final long row = Memory.i64(touch + TouchLayout.LIKELY_OFFSET);
            if (row != 0) {
                loaded += Memory.i64(row);
            }
        }
        return loaded;
    }

    /** Lines of a row beyond its first; its key is in the last. */
    private long moreLines(long touches, long stride, long count) {
        long loaded = 0;
        final long end = touches + count * stride;
        for (long touch = touches; touch != end; touch += stride) {
            final long row = Memory.i64(touch + TouchLayout.LIKELY_OFFSET);
            if (row != 0) {
                final long last = rows.rowBytes(TouchLayout.form(Memory.i64(touch + TouchLayout.VALID_OFFSET))) - Long.BYTES;
                for (long offset = CACHE_LINE_BYTES; offset < last; offset += CACHE_LINE_BYTES) {
                    loaded += Memory.i64(row + offset);
                }
                loaded += Memory.i64(row + last);
            }
        }
        return loaded;
    }
}
