package flowc.runtime.table;

import flowc.runtime.memory.CacheLine;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Prefetch;

/**
 * Brings what a burst will touch into the caches before it is touched, in short loops whose rounds do not depend on each other: a processor has as many
 * lines on their way there as it can, where a loop with handlers in it would wait for each. First the lines of the index, then, once these are
 * there, the rows that they name, whose keys are compared: what the touch finds in its layout then is the key's row, as long as no row ends. Who prepares packets for
 * this very table may begin while it does so, in pieces, and memory works beside it where there is {@link Prefetch}. In tables
 * that fit into the caches one loop does it all. What only brings something into a cache is else a load, of a sum that nobody asks for.
 */
final class Approach implements AutoCloseable {
    /** Loading ahead gains nothing: it waits. */
    private static final boolean BRINGS_AHEAD = Prefetch.AVAILABLE || Memory.CHECKED;

    /** Below it the table's rows are in a core's own cache anyway. */
    static final long WORTH_IT_BYTES = 1 << 20;

    /** In checked runs, so that the small tables of tests are approached, and are not. */
    private static final long CHECKED_ROWS = 4;

    private final LaneIndex index;
    private final TableKeys keys;
    private final RowPasses passes;
    private final AwaitingRows awaiting;
    private final long worthItRows;
    private final boolean areInLine;
    /** Offset of the last word of a row's key, where that is of the form that is met most often. */
    private final long lastWord;
    /** Written so that no load can be left out. */
    private long sum;
    private boolean bringsAhead;

    Approach(LaneIndex index, RowStore rows, TableKeys keys, RowPasses passes) {
        this.index = index;
        this.keys = keys;
        this.passes = passes;
        this.awaiting = new AwaitingRows(rows, keys, passes);
        this.areInLine = rows.areUsuallyInLine();
        this.lastWord = keys.of(0) + keys.usualBytes() - Long.BYTES;
        this.worthItRows = Memory.CHECKED ? CHECKED_ROWS : WORTH_IT_BYTES / (lastWord + Long.BYTES);
    }

    /** Chooses whether lines are brought ahead, for all bursts until it chooses again; {@code rows}: how many there are. */
    boolean begin(long rows) {
        bringsAhead = BRINGS_AHEAD && isLarge(rows);
        return bringsAhead;
    }

    /** Whether the table does not stay in a core's own cache. */
    private boolean isLarge(long rows) {
        return rows > worthItRows;
    }

    void bringIndex(long touches, long stride, int count) {
        if (bringsAhead) {
            bringHomes(touches, stride, count);
        }
    }

    void bringRows(long touches, long stride, int count) {
        if (bringsAhead) {
            bringLikelyRows(touches, stride, count);
        }
    }

    /**
     * {@code touches} is the first of {@code count} {@link TouchLayout}s, {@code stride} bytes apart, with their hashes. Leaves in each the row that its
     * key has now, {@code ~row} when it awaits passes, or 0.
     */
    void approach(long touches, long stride, int count, long rows) {
        final boolean arePassing = passes.running() != 0;
        if (!bringsAhead && !arePassing && !isLarge(rows) && index.isPlain()) {
            find(touches, stride, count);
            return;
        }
        if (!bringsAhead && isLarge(rows)) {
            bringHomes(touches, stride, count);
            bringLikelyRows(touches, stride, count);
        } else if (!bringsAhead) {
            index.homes(touches, stride, count);
            likelyRows(touches, stride, count);
        }
        if (arePassing) {
            awaiting.keepKnown(touches, stride, count);
        } else {
            knownRows(touches, stride, count);
        }
    }

    private void bringHomes(long touches, long stride, int count) {
        index.homes(touches, stride, count);
        bring(touches, stride, count, 0);
    }

    private void bringLikelyRows(long touches, long stride, int count) {
        likelyRows(touches, stride, count);
        bring(touches, stride, count, 0);
        for (long offset = CacheLine.BYTES; offset < lastWord; offset += CacheLine.BYTES) {
            bring(touches, stride, count, offset);
        }
        if (!areInLine) {
            bring(touches, stride, count, lastWord);
        }
    }

    /** The lines {@code offset} bytes behind what touches have as likely. */
    private void bring(long touches, long stride, int count, long offset) {
        sum += Prefetch.bring(touches + TouchLayout.LIKELY_OFFSET, stride, count, offset);
    }

    /** What is not valid gets a row as well, perhaps. */
    private void find(long touches, long stride, int count) {
        final LaneIndex index = this.index;
        final long end = touches + count * stride;
        for (long touch = touches; touch < end; touch += stride) {
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

    /** Leaves no row in its touch that was not seen at {@code time} or later. */
    void forgetUnseen(long touches, long stride, int count, long time) {
        for (int i = 0; i < count; i++) {
            final long touch = touches + i * stride;
            final long likely = Memory.i64(touch + TouchLayout.LIKELY_OFFSET);
            final long seen = Memory.i64((likely == 0 ? index.nothing() : AwaitingRows.row(likely)) + RowLayout.LAST_SEEN_OFFSET);
            Memory.putI64(touch + TouchLayout.LIKELY_OFFSET, seen < time ? 0 : likely);
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

    @Override
    public void close() {
        awaiting.close();
    }
}
