package flowc.runtime.table;

import flowc.runtime.memory.Memory;

/**
 * Which row goes when a lane is at its limit. It depends on the rows' hashes, times and keys only, never on where they lie:
 *
 * <p>The lane's hash space is cut into 2^b equal blocks by the b hash bits below the lane's, b being the smallest number with which a block
 * holds at most 16 rows on average at the limit, so more than 8 unless b is 0.
 * <pre> hash: | lane | block (b bits) | rest |            limit per lane      b
 *                                                     1 … 16              0
 *       | block 0 | block 1 | … | block 2^b - 1 |     17 … 32             1
 *             └ the new key's: candidates             33 … 64             2 </pre>
 * Candidates are the rows of the new key's block that are not pinned; when it has none, those of the next block, and so on around. Of them
 * goes the one with the smallest last-seen time ({@code OLDEST}) or rank ({@code SMALLEST}), then the smallest hash (unsigned), then the
 * smallest key bytes. When every row of the lane is pinned, none goes and the new key is refused.
 */
final class EvictionScan {
    private final LaneIndex index;
    private final RowOrder order;
    private final RowListener listener;
    private final boolean byRank;
    private final int blockBits;
    /** Bits of a tag below its lane. */
    private final int tagBits;
    private final long tagMask;

    EvictionScan(TableSettings settings, LaneIndex index, RowOrder order, RowListener listener) {
        this.index = index;
        this.order = order;
        this.listener = listener;
        this.byRank = settings.eviction() == EvictionPolicy.SMALLEST;
        this.blockBits = blockBits(settings.limitPerLane());
        this.tagBits = index.placeBits();
        this.tagMask = (1L << tagBits) - 1;
    }

    static int blockBits(long limitPerLane) {
        return Long.SIZE - Long.numberOfLeadingZeros((limitPerLane - 1) / 16);
    }

    /** The row to end for a key of {@code hash}; 0 when all are pinned. The lane is at its limit. */
    long victim(long hash) {
        index.finishGrowing();
        final int lane = index.lane(hash);
        final long blockMask = (1L << blockBits) - 1;
        final long first = block(LaneIndex.tag(hash));
        for (long step = 0; step <= blockMask; step++) {
            final long victim = victimOf(lane, (first + step) & blockMask);
            if (victim != 0) {
                return victim;
            }
        }
        return 0;
    }

    /** Of a tag, the bits below those of its lane. */
    private long block(long tag) {
        return (tag & tagMask) >>> (tagBits - blockBits);
    }

    /** A block's entries have their homes in a range of lines; some stand behind it, up to the first line that is not full. */
    private long victimOf(int lane, long block) {
        final long firstTag = (long) lane << tagBits | block << (tagBits - blockBits);
        final long lastTag = firstTag + (1L << (tagBits - blockBits)) - 1;
        final long lastLine = index.homeLine(lastTag);
        long best = 0;
        for (long line = index.homeLine(firstTag); line <= lastLine || IndexLine.isFull(line - IndexLine.BYTES); line += IndexLine.BYTES) {
            for (long at = line; at < line + IndexLine.BYTES; at += IndexLine.ENTRY_BYTES) {
                final long entry = Memory.i64(at);
                final long tag = LaneIndex.entryTag(entry);
                if (entry != 0 && tag >= firstTag && tag <= lastTag) {
                    best = worse(best, index.entryRow(entry));
                }
            }
        }
        return best;
    }

    /** Which of two rows goes; {@code best} may be 0, and the other one may be pinned. */
    private long worse(long best, long row) {
        if (RowStore.isPinned(row)) {
            return best;
        }
        if (best == 0) {
            return row;
        }
        final long bestValue = value(best);
        final long value = value(row);
        return value < bestValue || (value == bestValue && order.isBefore(row, best)) ? row : best;
    }

    private long value(long row) {
        return byRank ? listener.rank(row) : Memory.i64(row + RowLayout.LAST_SEEN_OFFSET);
    }
}
