package flowc.runtime.table;

import flowc.runtime.memory.Memory;

/** The order that settles every tie between rows of a table: by the hash's upper half, unsigned, then by the key's bytes, unsigned. No two rows are equal in it. */
final class RowOrder {
    private final TableKeys keys;

    RowOrder(TableKeys keys) {
        this.keys = keys;
    }

    boolean isBefore(long left, long right) {
        final long leftTag = Memory.u32(left + RowLayout.TAG_OFFSET);
        final long rightTag = Memory.u32(right + RowLayout.TAG_OFFSET);
        if (leftTag != rightTag) {
            return leftTag < rightTag;
        }
        return Memory.compare(keys.of(left), keys.of(right), keys.bytes(leftTag << LaneIndex.TAG_BITS)) < 0;
    }
}
