package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Prefetch;
import flowc.runtime.memory.Region;

/**
 * The rows of a burst while passes run: those that await one are known all the same, and the parts of them that their turns will read are brought ahead, which no packet has at
 * hand. Without, a pass over many flows costs each packet that comes before it a look into the index and a wait for memory.
 */
final class AwaitingRows implements AutoCloseable {
    /** So many lines come from memory at once. */
    private static final int AT_ONCE = 64;

    private final RowStore rows;
    private final TableKeys keys;
    private final RowPasses passes;
    /** Addresses in what is to be brought. */
    private final Region region;
    /** Written so that no load can be left out. */
    private long sum;

    AwaitingRows(RowStore rows, TableKeys keys, RowPasses passes) {
        this.rows = rows;
        this.keys = keys;
        this.passes = passes;
        this.region = Region.allocate(AT_ONCE * Long.BYTES, "the next turns of table '" + rows.table() + "'");
    }

    /** The row that a touch has as likely, whether it awaits passes or not; 0: none. */
    static long row(long likely) {
        return likely ^ likely >> (Long.SIZE - 1);
    }

    /** Leaves a likely row in its touch if it is the key's: as it is, or {@code ~row} when it awaits passes. No branch, as in {@link Approach}. */
    void keepKnown(long touches, long stride, int count) {
        for (int first = 0; first < count; first += AT_ONCE) {
            keepSome(touches + first * stride, stride, Math.min(AT_ONCE, count - first));
        }
    }

    private void keepSome(long touches, long stride, int count) {
        for (int i = 0; i < count; i++) {
            final long touch = touches + i * stride;
            final long row = Memory.i64(touch + TouchLayout.LIKELY_OFFSET);
            final long unsettled = passes.unsettled(row);
            final long other = keys.difference(row, touch + TouchLayout.KEY_OFFSET, Memory.i64(touch + TouchLayout.HASH_OFFSET)) | unsettled & RowStore.LIVE;
            Memory.putI64(touch + TouchLayout.LIKELY_OFFSET, other != 0 ? 0 : unsettled == 0 ? row : ~row);
            Memory.putI64(region.address() + i * Long.BYTES, unsettled == 0 ? row : rows.cold(row));
        }
        sum += Prefetch.bring(region.address(), Long.BYTES, count, 0);
    }

    @Override
    public void close() {
        region.close();
    }
}
