package flowc.runtime.table;

import flowc.runtime.memory.CacheLine;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.PagesAhead;

/**
 * Rows of one {@link RowShape}, by index from 1; they never move. Freed rows are used again, the last one freed first, before fresh ones are touched.
 * A free row's timer word links to the next free one.
 */
final class RowArea implements AutoCloseable {
    private static final int LINE_SHIFT = Long.numberOfTrailingZeros(CacheLine.BYTES);

    /** Where what belongs to index 0 is, or would be. */
    private final long base;
    private final long coldBase;
    private final RowShape shape;
    /** A cold part is as many bytes behind {@link #coldBase} as a row is behind {@link #base}, shifted and multiplied. */
    private final int coldShift;
    private final long coldFactor;
    private final long capacity;
    private final PagesAhead pages;
    private final PagesAhead coldPages;
    private long touched;
    /** Address of the row freed last; 0: none is free. */
    private long free;

    /** From address {@code first} on there is room for {@code capacity} rows, and from {@code coldFirst} on for their cold parts, if these lie apart. */
    RowArea(RowShape shape, long first, long coldFirst, long capacity) {
        this.shape = shape;
        this.base = first + shape.rowOffset() - shape.rowBytes();
        this.coldBase = shape.isSplit() ? coldFirst - shape.coldBytes() : base - shape.coldBytes();
        this.coldShift = shape.isSplit() ? LINE_SHIFT : 0;
        this.coldFactor = shape.isSplit() ? shape.coldBytes() : 1;
        this.capacity = capacity;
        this.pages = new PagesAhead(first, first + shape.rowsBytes(capacity));
        this.coldPages = new PagesAhead(coldFirst, coldFirst + shape.apartBytes(capacity));
    }

    private long address(long index) {
        return base + index * shape.rowBytes();
    }

    /** Address of a row's cold part. */
    long cold(long row) {
        return coldBase + ((row - base) >>> coldShift) * coldFactor;
    }

    private long timer(long row) {
        return cold(row) + RowLayout.TIMER_OFFSET;
    }

    /** Address of a row to fill; 0 when none is left. */
    long take() {
        final long row = free;
        if (row != 0) {
            free = Memory.i64(timer(row));
            return row;
        }
        return touched == capacity ? 0 : fresh(address(++touched));
    }

    /** Has a free row found, as will be when the first has ended. */
    void rehearse() {
        final long row = take();
        if (row != 0) {
            give(row);
        }
    }

    private long fresh(long row) {
        pages.use(row);
        if (shape.isSplit()) {
            coldPages.use(cold(row));
        }
        return row;
    }

    /** Of the rows ever used. */
    long touchedBytes() {
        return touched * (shape.rowBytes() + (shape.isSplit() ? shape.coldBytes() : 0));
    }

    void give(long row) {
        Memory.putI64(timer(row), free);
        free = row;
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

    /** Loads the {@code count} rows from {@code first} on ({@link CacheLine#load}). */
    long load(long first, long count) {
        final long rows = CacheLine.load(address(first) - shape.rowOffset(), count * shape.rowBytes());
        return shape.isSplit() ? rows + CacheLine.load(cold(address(first)), count * shape.coldBytes()) : rows;
    }

    /** Visits the live ones among the {@code count} rows from {@code first} on. */
    void forEach(long first, long count, RowVisitor visitor) {
        for (long index = first; index < first + count; index++) {
            visit(index, visitor);
        }
    }

    private void visit(long index, RowVisitor visitor) {
        final long row = address(index);
        if ((Memory.u16(row + RowLayout.MARKS_OFFSET) & RowStore.LIVE) != 0) {
            visitor.visit(row);
        }
    }

    /** Before its memory is given back. */
    @Override
    public void close() {
        pages.close();
        coldPages.close();
    }
}
