package flowc.runtime.table;

import flowc.runtime.memory.Hash;
import flowc.runtime.memory.Memory;

/**
 * The keys of one table: where they lie in a row, how long each form is, and their hashes, of which one bit is the form, so that a hash alone
 * tells which rows to look at. The bit is the lowest of those that the index keeps with each row.
 */
final class TableKeys {
    private final long seed;
    private final long offset;
    private final long wideBytes;
    private final long compactBytes;
    /** 0 in a table whose keys are all wide. */
    private final long formBit;

    TableKeys(TableSettings settings) {
        this.seed = settings.seed();
        this.offset = RowLayout.keyOffset(settings.stateBytes());
        this.wideBytes = settings.keyBytes();
        this.compactBytes = settings.compactKeyBytes();
        this.formBit = settings.formBit();
    }

    /** Address of a row's key. */
    long of(long row) {
        return row + offset;
    }

    /** The hash of a key of {@code form}; its seeded function differs with the length. */
    long hash(long key, long form) {
        return form == KeyForm.WIDE ? Hash.words(key, wideBytes / Long.BYTES, seed) & ~formBit : Hash.words(key, compactBytes / Long.BYTES, seed) | formBit;
    }

    long form(long hash) {
        return (hash & formBit) == 0 ? KeyForm.WIDE : KeyForm.COMPACT;
    }

    /** Bytes of a key with this hash. */
    long bytes(long hash) {
        return (hash & formBit) == 0 ? wideBytes : compactBytes;
    }

    /** The first words apart: a loop of few rounds costs more than they do. */
    static boolean isSame(long left, long right, long bytes) {
        if (Memory.i64(left) != Memory.i64(right)) {
            return false;
        }
        if (bytes == Long.BYTES) {
            return true;
        }
        if (Memory.i64(left + Long.BYTES) != Memory.i64(right + Long.BYTES)) {
            return false;
        }
        for (long offset = 2 * Long.BYTES; offset != bytes; offset += Long.BYTES) {
            if (Memory.i64(left + offset) != Memory.i64(right + offset)) {
                return false;
            }
        }
        return true;
    }

    /** Copies a key with this hash into a row. */
    void put(long row, long key, long hash) {
        final long bytes = bytes(hash);
        for (long at = 0; at < bytes; at += Long.BYTES) {
            Memory.putI64(row + offset + at, Memory.i64(key + at));
        }
    }
}
