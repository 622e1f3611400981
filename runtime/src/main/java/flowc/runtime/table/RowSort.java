package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;

/**
 * Sorts rows by start, then {@link RowOrder}: a natural merge sort, since rows are mostly created, and so numbered, in order of time. Its
 * memory is address space until the end of input.
 * <pre> entry: 0       8            16
 *        | start | row number | </pre>
 */
final class RowSort implements AutoCloseable {
    private static final long ENTRY_BYTES = 16;

    private final RowStore rows;
    private final RowOrder order;
    private final Region region;
    private long from;
    private long to;
    private long count;

    RowSort(RowStore rows, RowOrder order, String table) {
        this.rows = rows;
        this.order = order;
        this.region = Region.allocate(2 * rows.capacity() * ENTRY_BYTES, "the order of rows of table '" + table + "'");
        clear();
    }

    void clear() {
        count = 0;
        from = region.address();
        to = from + rows.capacity() * ENTRY_BYTES;
    }

    void add(long row) {
        final long entry = entry(count++);
        Memory.putI64(entry, Memory.i64(row + RowLayout.START_OFFSET));
        Memory.putI64(entry + 8, rows.number(row));
    }

    long count() {
        return count;
    }

    /** The row at {@code place} in the order, once sorted. */
    long row(long place) {
        return rows.address(Memory.i64(entry(place) + 8));
    }

    void sort() {
        while (mergeRuns() > 1) {
            final long sorted = to;
            to = from;
            from = sorted;
        }
    }

    /** Merges neighbouring runs to the other half; gives the number of runs there were, and does nothing when it was one. */
    private long mergeRuns() {
        long runs = 0;
        long begin = 0;
        while (begin < count) {
            final long middle = runEnd(begin);
            if (begin == 0 && middle == count) {
                return 1;
            }
            final long end = middle < count ? runEnd(middle) : middle;
            merge(begin, middle, end);
            runs += 2;
            begin = end;
        }
        return runs;
    }

    private long runEnd(long begin) {
        long end = begin + 1;
        while (end < count && !isBefore(entry(end), entry(end - 1))) {
            end++;
        }
        return end;
    }

    private void merge(long begin, long middle, long end) {
        long left = begin;
        long right = middle;
        for (long place = begin; place < end; place++) {
            final boolean takeLeft = right == end || (left < middle && !isBefore(entry(right), entry(left)));
            final long taken = entry(takeLeft ? left++ : right++);
            final long target = to + place * ENTRY_BYTES;
            Memory.putI64(target, Memory.i64(taken));
            Memory.putI64(target + 8, Memory.i64(taken + 8));
        }
    }

    private boolean isBefore(long left, long right) {
        final long leftStart = Memory.i64(left);
        final long rightStart = Memory.i64(right);
        if (leftStart != rightStart) {
            return leftStart < rightStart;
        }
        return order.isBefore(rows.address(Memory.i64(left + 8)), rows.address(Memory.i64(right + 8)));
    }

    private long entry(long place) {
        return from + place * ENTRY_BYTES;
    }

    @Override
    public void close() {
        region.close();
    }
}
