package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;

/**
 * The rows of a table, numbered from 1 so that links take 32 bits; they never move. Freed rows are used again, the last one freed first,
 * before fresh ones are touched. What a row is stands in its lane word:
 * <pre> bit 0      6      7       8
 *     | lane   | live | ended | pins ... |   0: free </pre>
 * An ended row keeps its memory until its last pin is gone, so that a handler that ends its own flow goes on with whole bytes. A free row's
 * timer word links to the next free one.
 */
final class RowStore implements AutoCloseable {
    static final long LANE_MASK = 0x3f;
    static final long LIVE = 0x40;
    static final long ENDED = 0x80;
    static final long PIN = 0x100;

    /** Beyond the limit: rows that ended while pinned, as many as handlers nest, and the new row while its victim ends; with room to spare. */
    private static final long SPARE_ROWS = 64;

    private static final long CACHE_LINE_BYTES = 64;

    private final Region region;
    private final long base;
    private final long rowBytes;
    private final int divisorShift;
    private final long divisorInverse;
    private final long capacity;
    private long touched;
    private long free;

    RowStore(TableSettings settings) {
        final long bytes = RowLayout.stateOffset(settings.keyBytes()) + settings.stateBytes();
        this.rowBytes = Math.max(bytes, CACHE_LINE_BYTES);
        this.divisorShift = Long.numberOfTrailingZeros(rowBytes);
        this.divisorInverse = inverse(rowBytes >> divisorShift);
        this.capacity = settings.limitPerLane() * settings.lanes() + SPARE_ROWS;
        this.region = Region.allocate(Math.multiplyExact(capacity + 1, rowBytes), "the rows of table '" + settings.name() + "'");
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

    long capacity() {
        return capacity;
    }

    long rowBytes() {
        return rowBytes;
    }

    long address(long number) {
        return base + number * rowBytes;
    }

    long number(long row) {
        return ((row - base) >> divisorShift) * divisorInverse;
    }

    /** A row to fill, by number; 0 when none is left. */
    long take() {
        final long number = free;
        if (number != 0) {
            free = Memory.i64(address(number) + RowLayout.TIMER_OFFSET);
            return number;
        }
        return touched == capacity ? 0 : ++touched;
    }

    /** All but key and links; the state becomes zeros. */
    void begin(long row, long lane, long orientation, long time) {
        Memory.putI64(row + RowLayout.LAST_SEEN_OFFSET, time);
        Memory.putI64(row + RowLayout.START_OFFSET, time);
        Memory.putI64(row + RowLayout.TIMER_OFFSET, 0);
        Memory.putU32(row + RowLayout.ORIENTATION_OFFSET, orientation);
        Memory.putU32(row + RowLayout.LANE_OFFSET, lane | LIVE);
    }

    void pin(long row) {
        Memory.putU32(row + RowLayout.LANE_OFFSET, Memory.u32(row + RowLayout.LANE_OFFSET) + PIN);
    }

    /** Takes a pin away, and the row with it when it has ended and this was the last. */
    void unpin(long row) {
        final long word = Memory.u32(row + RowLayout.LANE_OFFSET) - PIN;
        if (Memory.CHECKED && word < 0) {
            throw new IllegalStateException("a row must be pinned to be unpinned: row=" + number(row));
        }
        Memory.putU32(row + RowLayout.LANE_OFFSET, word);
        if ((word & -LIVE) == ENDED) {
            Memory.putU32(row + RowLayout.LANE_OFFSET, 0);
            Memory.putI64(row + RowLayout.TIMER_OFFSET, free);
            free = number(row);
        }
    }

    /** Visits the live rows by ascending number, so also by ascending address. */
    void forEach(RowVisitor visitor) {
        for (long number = 1; number <= touched; number++) {
            final long row = address(number);
            if ((Memory.u32(row + RowLayout.LANE_OFFSET) & LIVE) != 0) {
                visitor.visit(row);
            }
        }
    }

    static boolean isPinned(long row) {
        return Memory.u32(row + RowLayout.LANE_OFFSET) >= PIN;
    }

    @Override
    public void close() {
        region.close();
    }
}
