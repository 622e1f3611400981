package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;

/**
 * Rows of one length, by index from 1; they never move. Freed rows are used again, the last one freed first, before fresh ones are touched.
 * A free row's timer word links to the next free one.
 */
final class RowArea implements AutoCloseable {
    private final Region region;
    private final long base;
    private final long rowBytes;
    private final int divisorShift;
    private final long divisorInverse;
    private final long capacity;
    private long touched;
    private long free;

    RowArea(long rowBytes, long capacity, String what) {
        this.rowBytes = rowBytes;
        this.capacity = capacity;
        this.divisorShift = Long.numberOfTrailingZeros(rowBytes);
        this.divisorInverse = inverse(rowBytes >> divisorShift);
        this.region = Region.allocate(capacity == 0 ? 0 : Math.multiplyExact(capacity + 1, rowBytes), what);
        this.base = region.address();
    }

    /** {@code odd}'s inverse modulo 2^64 (Newton): dividing by it is multiplying with this when nothing remains. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int correctBits = 3; correctBits < Long.SIZE; correctBits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    /** Address of what would be row 0. */
    long base() {
        return base;
    }

    boolean holds(long row) {
        return Long.compareUnsigned(row - base, region.bytes()) < 0;
    }

    long address(long index) {
        return base + index * rowBytes;
    }

    long index(long row) {
        return ((row - base) >> divisorShift) * divisorInverse;
    }

    /** A row to fill, by index; 0 when none is left. */
    long take() {
        final long index = free;
        if (index != 0) {
            free = Memory.i64(address(index) + RowLayout.TIMER_OFFSET);
            return index;
        }
        return touched == capacity ? 0 : ++touched;
    }

    /** Of the rows ever used. */
    long touchedBytes() {
        return touched * rowBytes;
    }

    void give(long row) {
        Memory.putI64(row + RowLayout.TIMER_OFFSET, free);
        free = index(row);
    }

    /** Rows of larger indexes have never been used. */
    long touched() {
        return touched;
    }

    /** Visits the live rows by ascending address. */
    void forEach(RowVisitor visitor) {
        for (long index = 1; index <= touched; index++) {
            visit(index, visitor);
        }
    }

    /** Visits the live ones among the {@code count} rows from {@code first} on. */
    void forEach(long first, long count, RowVisitor visitor) {
        for (long index = first; index < first + count; index++) {
            visit(index, visitor);
        }
    }

    private void visit(long index, RowVisitor visitor) {
        final long row = address(index);
        if ((Memory.u32(row + RowLayout.LANE_OFFSET) & RowStore.LIVE) != 0) {
            visitor.visit(row);
        }
    }

    @Override
    public void close() {
        region.close();
    }
}
