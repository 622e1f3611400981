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

    EvictionScan(TableSettings settings, LaneIndex index, RowOrder order, RowListener listener) {
        this.index = index;
        this.order = order;
        this.listener = listener;
        this.byRank = settings.eviction() == EvictionPolicy.SMALLEST;
        this.blockBits = blockBits(settings.limitPerLane());
    }

    static int blockBits(long limitPerLane) {
        return Long.SIZE - Long.numberOfLeadingZeros((limitPerLane - 1) / 16);
    }

    /** The row to end for a key of {@code hash}; 0 when all are pinned. The lane is at its limit. */
    long victim(long hash) {
        final int lane = index.lane(hash);
        final long blockMask = (1L << blockBits) - 1;
        final long first = block(index.tag(hash));
        for (long step = 0; step <= blockMask; step++) {
            final long victim = victimOf(lane, (first + step) & blockMask);
            if (victim != 0) {
                return victim;
            }
        }
        return 0;
    }

    private long block(long tag) {
        return tag >>> (Integer.SIZE - blockBits);
    }

    /** A block's rows have their home slots in one range; some stand behind it, up to the first empty slot. */
    private long victimOf(int lane, long block) {
        final long mask = index.slotMask(lane);
        final long range = (mask + 1) >>> blockBits;
        final long start = block * range;
        long best = 0;
        long bestValue = 0;
        for (long i = 0; i <= mask; i++) {
            final long entry = index.entry(lane, (start + i) & mask);
            if (entry == 0 && i >= range) {
                break;
            }
            if (entry == 0 || block(LaneIndex.entryTag(entry)) != block) {
                continue;
            }
            final long row = index.entryRow(entry);
            if (RowStore.isPinned(row)) {
                continue;
            }
            final long value = byRank ? listener.rank(row) : Memory.i64(row + RowLayout.LAST_SEEN_OFFSET);
            if (best == 0 || value < bestValue || (value == bestValue && order.isBefore(row, best))) {
                best = row;
                bestValue = value;
            }
        }
        return best;
    }
}
