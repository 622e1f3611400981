package flowc.runtime.table;

import flowc.runtime.memory.CacheLine;
import flowc.runtime.memory.Memory;

/**
 * How the rows of one {@link KeyForm} lie. What packets need of a row is in one cache line where it fits into one, which is what a touch costs in a table that no cache holds.
 * <pre> all of it in a line:   | cold | row | free |                          one line each
 *       the row in a line:     | row | row | row | ...  | cold | cold | ...     rows of a line each, what is cold of them side by side elsewhere
 *       else:                  | cold | row | cold | row | ...                  close together </pre>
 *
 * @param rowBytes from a row to the next
 * @param rowOffset from where the first row's memory begins to the row
 * @param coldBytes of the cold part
 * @param isSplit whether cold parts lie elsewhere
 * @param isInLine whether a row lies in one line
 */
record RowShape(long rowBytes, long rowOffset, long coldBytes, boolean isSplit, boolean isInLine) {
    /** So much of a line may be left free for rows to have one each. */
    private static final long MOST_FREE_BYTES = 16;

    /** Of rows with keys of {@code keyBytes}; from one row of a table to another, of either form, it is a multiple of {@code unitBytes}. */
    static RowShape of(TableSettings settings, long keyBytes, long unitBytes) {
        final long row = RowLayout.keyOffset(settings.hotStateBytes()) + keyBytes;
        final long cold = RowLayout.coldBytes(settings.coldStateBytes());
        final long offset = Memory.align(cold, Math.min(unitBytes, CacheLine.BYTES));
        if (offset + row <= CacheLine.BYTES) {
            return new RowShape(Memory.align(CacheLine.BYTES, unitBytes), offset, cold, false, true);
        }
        if (unitBytes <= CacheLine.BYTES && row <= CacheLine.BYTES && CacheLine.BYTES - row <= MOST_FREE_BYTES) {
            return new RowShape(CacheLine.BYTES, 0, cold, true, true);
        }
        return new RowShape(Memory.align(offset + row, unitBytes), offset, cold, false, false);
    }

    /** Bytes of {@code count} rows without cold parts that lie elsewhere; whole lines. */
    long rowsBytes(long count) {
        return Memory.align(Math.multiplyExact(count, rowBytes), CacheLine.BYTES);
    }

    /** Bytes of the cold parts of {@code count} rows that lie elsewhere; whole lines. */
    long apartBytes(long count) {
        return isSplit ? Memory.align(Math.multiplyExact(count, coldBytes), CacheLine.BYTES) : 0;
    }
}
