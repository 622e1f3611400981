package flowc.runtime.program;

import flowc.runtime.memory.Hash;
import flowc.runtime.table.KeyForm;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.table.TableSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The declaration that a history runs on, and how its keys look. Where the script does not hear of ends tables without {@code each} end rows when they like. */
record Setup(List<TableSettings> tables, List<EveryBlock> everies, KeyHash keyHash, Ends ends) {
    private static final Region SCRATCH = Region.allocate(64, "a test's key");

    /** One whose ends are heard. */
    Setup(List<TableSettings> tables, List<EveryBlock> everies, KeyHash keyHash) {
        this(tables, everies, keyHash, Ends.HEARD);
    }

    /** Whether the script hears of ends, and minds which packets come between. */
    enum Ends {
        HEARD, HEARD_LATE, UNHEARD
    }

    boolean hearsEnds() {
        return ends != Ends.UNHEARD;
    }

    /** How well keys spread: as in life, with many equal hashes, all in one lane. */
    enum KeyHash {
        GOOD, POOR, ONE_LANE
    }

    /** The bytes of a key: the first words are shared by many keys, the last one tells them apart. */
    byte[] keyBytes(int table, int key) {
        final int bytes = keyLength(table, form(table, key));
        final ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
        for (int offset = 0; offset < bytes - Long.BYTES; offset += Long.BYTES) {
            buffer.putLong(offset, key % 3);
        }
        return buffer.putLong(bytes - Long.BYTES, key).array();
    }

    long hash(int table, int key) {
        final byte[] bytes = keyBytes(table, key);
        for (int i = 0; i < bytes.length; i++) {
            Memory.putU8(SCRATCH.address() + i, bytes[i]);
        }
        final long hash = Hash.words(SCRATCH.address(), bytes.length / Long.BYTES, tables.get(table).seed());
        final long formBit = tables.get(table).formBit();
        return form(table, key) == KeyForm.WIDE ? spread(hash) & ~formBit : spread(hash) | formBit;
    }

    /** Every third key is compact where the table has compact ones. */
    private long form(int table, int key) {
        return tables.get(table).compactKeyBytes() != 0 && key % 3 == 0 ? KeyForm.COMPACT : KeyForm.WIDE;
    }

    int keyLength(int table, long form) {
        return (int) (form == KeyForm.WIDE ? tables.get(table).keyBytes() : tables.get(table).compactKeyBytes());
    }

    private long spread(long hash) {
        return switch (keyHash) {
            case GOOD -> hash;
            case POOR -> (hash & 0xf) << 59;
            case ONE_LANE -> hash >>> 6;
        };
    }
}
