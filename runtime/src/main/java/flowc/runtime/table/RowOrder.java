package flowc.runtime.table;

import flowc.runtime.memory.Memory;

/** The order that settles every tie between rows of a table: by hash, unsigned, then by the key's bytes, unsigned. No two rows are equal in it. */
final class RowOrder {
    private final TableKeys keys;

    RowOrder(TableKeys keys) {
        this.keys = keys;
    }

    boolean isBefore(long left, long right) {
        final long leftHash = Memory.i64(left + RowLayout.HASH_OFFSET);
        final long rightHash = Memory.i64(right + RowLayout.HASH_OFFSET);
        if (leftHash != rightHash) {
            return Long.compareUnsigned(leftHash, rightHash) < 0;
        }
        return Memory.compare(keys.of(left), keys.of(right), keys.bytes(leftHash)) < 0;
    }
}
