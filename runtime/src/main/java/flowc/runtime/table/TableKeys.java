package flowc.runtime.table;

import flowc.runtime.memory.Hash;
import flowc.runtime.memory.Memory;

/**
 * The keys of one table: where they lie in a row, how long each form is, and their hashes, of which one bit is the form, so that a hash alone
 * tells which rows to look at. The bit is the lowest of those that the index keeps with each row.
 */
final class TableKeys {
    private static final long TWO_WORDS = 2 * Long.BYTES;

    private final long seed;
    private final long offset;
    private final long wideBytes;
    private final long compactBytes;
    /** 0 in a table whose keys are all wide. */
    private final long formBit;

    TableKeys(TableSettings settings) {
        this.seed = settings.seed();
        this.offset = RowLayout.keyOffset(settings.hotStateBytes());
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
        return form == KeyForm.WIDE ? hashOf(key, wideBytes) & ~formBit : hashOf(key, compactBytes) | formBit;
    }

    private long hashOf(long key, long bytes) {
        return bytes == TWO_WORDS ? Hash.twoWords(Memory.i64(key), Memory.i64(key + Long.BYTES), seed) : Hash.words(key, bytes / Long.BYTES, seed);
    }

    long form(long hash) {
        return (hash & formBit) == 0 ? KeyForm.WIDE : KeyForm.COMPACT;
    }

    /** Bytes of a key with this hash. */
    long bytes(long hash) {
        return (hash & formBit) == 0 ? wideBytes : compactBytes;
    }

    /** Bytes of the keys that are met most often. */
    long usualBytes() {
        return compactBytes == 0 ? wideBytes : compactBytes;
    }

    boolean isKey(long row, long key, long hash) {
        return difference(row, key, hash) == 0;
    }

    /** 0 when {@code key}, of the same form, is a row's. The first words apart: a loop of few rounds costs more than they do. */
    long difference(long row, long key, long hash) {
        final long own = row + offset;
        final long bytes = bytes(hash);
        final long first = Memory.i64(own) ^ Memory.i64(key);
        if (bytes == Long.BYTES) {
            return first;
        }
        final long two = first | Memory.i64(own + Long.BYTES) ^ Memory.i64(key + Long.BYTES);
        return bytes == TWO_WORDS ? two : two | rest(own, key, bytes);
    }

    private static long rest(long own, long key, long bytes) {
        long difference = 0;
        for (long at = TWO_WORDS; at != bytes; at += Long.BYTES) {
            difference |= Memory.i64(own + at) ^ Memory.i64(key + at);
        }
        return difference;
    }

    /** Copies a key with this hash into a row. */
    void put(long row, long key, long hash) {
        final long bytes = bytes(hash);
        for (long at = 0; at < bytes; at += Long.BYTES) {
            Memory.putI64(row + offset + at, Memory.i64(key + at));
        }
    }
}
