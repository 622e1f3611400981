package flowc.runtime.table;

import flowc.runtime.memory.CacheLine;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.PagesAhead;

/**
 * Rows of one length, by index from 1; they never move. Freed rows are used again, the last one freed first, before fresh ones are touched.
 * A free row's timer word links to the next free one.
 */
final class RowArea implements AutoCloseable {
    private final long base;
    private final long rowBytes;
    private final long capacity;
    private final PagesAhead pages;
    private long touched;
    /** Address of a row never used, at which more pages are to be asked for. */
    private long pagesStop;
    /** Address of the row freed last; 0: none is free. */
    private long free;

    /** @param first address of the first row; there is room for {@code capacity} of them */
    RowArea(long first, long rowBytes, long capacity) {
        this.base = first - rowBytes;
        this.rowBytes = rowBytes;
        this.capacity = capacity;
        this.pages = new PagesAhead(first, first + capacity * rowBytes);
        this.pagesStop = pages.firstStop();
    }

    private long address(long index) {
        return base + index * rowBytes;
    }

    /** Address of a row to fill; 0 when none is left. */
    long take() {
        final long row = free;
        if (row != 0) {
            free = Memory.i64(row + RowLayout.TIMER_OFFSET);
            return row;
        }
        return touched == capacity ? 0 : fresh(address(++touched));
    }

    private long fresh(long row) {
        if (row >= pagesStop) {
            pagesStop = pages.reached(row);
        }
        return row;
    }

    /** Of the rows ever used. */
    long touchedBytes() {
        return touched * rowBytes;
    }

    void give(long row) {
        Memory.putI64(row + RowLayout.TIMER_OFFSET, free);
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
        return CacheLine.load(address(first), count * rowBytes);
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
    }
}
