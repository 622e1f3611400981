package flowc.runtime.table;

import flowc.runtime.memory.CacheLine;
import flowc.runtime.memory.Memory;

/**
 * Brings what a burst will touch into the caches, in short loops whose rounds do not depend on each other: a processor has as many loads on
 * their way there as it can, where a loop with handlers in it would wait for each. First the lines of the index, then, once these are
 * there, the rows that they name, whose keys are compared: what the touch finds in its layout then is the key's row, as long as no row ends. In tables
 * that fit into the caches one loop does it all. The JVM has no prefetch instruction, so what only brings something into a cache is a load, of a
 * sum that nobody asks for.
 */
final class Approach {
    /** Below it the table's rows are in a core's own cache anyway. */
    static final long WORTH_IT_BYTES = 1 << 20;

    /** In checked runs, so that the small tables of tests are approached, and are not. */
    private static final long CHECKED_ROWS = 4;

    private final LaneIndex index;
    private final TableKeys keys;
    private final RowPasses passes;
    private final long worthItRows;
    /** Offset of the last word of a row's key, where that is of the form that is met most often. */
    private final long lastWord;
    /** Written so that no load can be left out. */
    private long sum;

    Approach(LaneIndex index, TableKeys keys, RowPasses passes) {
        this.index = index;
        this.keys = keys;
        this.passes = passes;
        this.lastWord = keys.of(0) + keys.usualBytes() - Long.BYTES;
        this.worthItRows = Memory.CHECKED ? CHECKED_ROWS : WORTH_IT_BYTES / (lastWord + Long.BYTES);
    }

    /**
     * {@code touches} is the first of {@code count} {@link TouchLayout}s, {@code stride} bytes apart, with their hashes. Leaves in each the row that its
     * key has now, or 0.
     */
    void approach(long touches, long stride, long count, long rows) {
        final int packets = (int) count;
        if (rows > worthItRows) {
            sum += index.loadHomes(touches, stride, packets);
            likelyRows(touches, stride, packets);
            sum += lines(touches, stride, packets);
            knownRows(touches, stride, packets);
        } else if (index.isPlain()) {
            find(touches, stride, packets);
        } else {
            sum += index.loadHomes(touches, stride, packets);
            likelyRows(touches, stride, packets);
            knownRows(touches, stride, packets);
        }
    }

    /** What is not valid gets a row as well, perhaps. */
    private void find(long touches, long stride, int count) {
        final LaneIndex index = this.index;
        for (int i = 0; i < count; i++) {
            final long touch = touches + i * stride;
            final long hash = Memory.i64(touch + TouchLayout.HASH_OFFSET);
            keepIfKnown(index.likelyRow(index.plainHome(LaneIndex.tag(hash)), hash), touch, hash);
        }
    }

    /**
     * Leaves a likely row in its touch if it is the key's and nothing is to be done with it before it is used. No branch on what is there: the JVM would
     * compile for the first bursts, in which every flow is new, and keep calls out of line that all later ones need.
     */
    private void keepIfKnown(long row, long touch, long hash) {
        final long other = keys.difference(row, touch + TouchLayout.KEY_OFFSET, hash) | passes.unsettled(row);
        Memory.putI64(touch + TouchLayout.LIKELY_OFFSET, other == 0 ? row : 0);
    }

    private void knownRows(long touches, long stride, int count) {
        for (int i = 0; i < count; i++) {
            final long touch = touches + i * stride;
            keepIfKnown(Memory.i64(touch + TouchLayout.LIKELY_OFFSET), touch, Memory.i64(touch + TouchLayout.HASH_OFFSET));
        }
    }

    /** Instead of its home a touch has a row from now on, or {@link RowStore#nothing}. */
    private void likelyRows(long touches, long stride, int count) {
        final LaneIndex index = this.index;
        final long nothing = index.nothing();
        for (int i = 0; i < count; i++) {
            final long touch = touches + i * stride;
            final long home = Memory.i64(touch + TouchLayout.LIKELY_OFFSET);
            final long hash = Memory.i64(touch + TouchLayout.HASH_OFFSET);
            final long row = index.likelyRow(home, hash);
            Memory.putI64(touch + TouchLayout.LIKELY_OFFSET, row != nothing ? row : index.likelyRowBeyond(home, hash));
        }
    }

    /** Lines of the rows, each in a loop of its own, as short as can be: how many are on their way at once is how many rounds a processor looks ahead. */
    private long lines(long touches, long stride, int count) {
        long loaded = 0;
        for (long offset = RowLayout.LAST_SEEN_OFFSET; offset < lastWord; offset += CacheLine.BYTES) {
            loaded += line(touches, stride, count, offset);
        }
        return lastWord < CacheLine.BYTES ? loaded : loaded + line(touches, stride, count, lastWord);
    }

    private static long line(long touches, long stride, int count, long offset) {
        long loaded = 0;
        for (int i = 0; i < count; i++) {
            loaded += Memory.i64(Memory.i64(touches + i * stride + TouchLayout.LIKELY_OFFSET) + offset);
        }
        return loaded;
    }
}
