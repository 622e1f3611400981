package flowc.runtime.table;

import flowc.runtime.memory.Memory;

/**
 * Sorts rows by start, then {@link RowOrder}: a quicksort in place, that turns to a heap sort where pivots were bad, so that it needs no
 * memory beside an entry a row.
 * <pre> entry: 0       8            16
 *        | start | row number | </pre>
 */
final class RowSort {
    static final long ENTRY_BYTES = 16;

    /** Fewer entries than this are sorted by insertion. */
    private static final long FEW = 16;

    /** From here on a pivot is the middle of nine. */
    private static final long MANY = 1024;

    private final RowStore rows;
    private final RowOrder order;
    private long base;
    private long count;
    private long chance = 0x9e37_79b9_7f4a_7c15L;

    RowSort(RowStore rows, RowOrder order) {
        this.rows = rows;
        this.order = order;
    }

    /** Begins anew, with {@link #ENTRY_BYTES} for each row from {@code memory} on. */
    void clear(long memory) {
        base = memory;
        count = 0;
    }

    void add(long row) {
        set(base + count++ * ENTRY_BYTES, Memory.i64(rows.cold(row) + RowLayout.START_OFFSET), rows.number(row));
    }

    long count() {
        return count;
    }

    /** The row at {@code place} in the order, once sorted. */
    long row(long place) {
        return rows.address(Memory.i64(base + place * ENTRY_BYTES + 8));
    }

    void sort() {
        // Twice the depth of halving: then pivots were bad, as they are where somebody knows which they will be.
        sort(2 * (Long.SIZE - Long.numberOfLeadingZeros(count)));
    }

    /** Divides so many times and not more; what is still not in order then is sorted without. */
    void sort(int depth) {
        sort(base, base + count * ENTRY_BYTES, depth);
    }

    /** Sorts the entries from {@code begin} up to {@code end}. */
    private void sort(long begin, long end, int depth) {
        long from = begin;
        long to = end;
        for (int left = depth; to - from > FEW * ENTRY_BYTES; left--) {
            if (left == 0) {
                heapSort(from, (to - from) / ENTRY_BYTES);
                return;
            }
            final long middle = partition(from, to);
            if (middle - from < to - middle) {
                sort(from, middle, left - 1);
                from = middle;
            } else {
                sort(middle, to, left - 1);
                to = middle;
            }
        }
        insertionSort(from, to);
    }

    /** Moves smaller entries before larger ones; gives where these begin. Both are some, since the pivot is not the last of them. */
    private long partition(long from, long to) {
        final long pivot = pivot(from, to);
        final long start = Memory.i64(pivot);
        final long number = Memory.i64(pivot + 8);
        long left = from;
        long right = to - ENTRY_BYTES;
        while (true) {
            while (isBefore(Memory.i64(left), Memory.i64(left + 8), start, number)) {
                left += ENTRY_BYTES;
            }
            while (isBefore(start, number, Memory.i64(right), Memory.i64(right + 8))) {
                right -= ENTRY_BYTES;
            }
            if (left >= right) {
                return right + ENTRY_BYTES;
            }
            swap(left, right);
            left += ENTRY_BYTES;
            right -= ENTRY_BYTES;
        }
    }

    /** Of places by chance: rows that ended in order and whose memory was used again lie in patterns, of which places at fixed parts are the worst pivots. */
    private long pivot(long from, long to) {
        if (to - from < MANY * ENTRY_BYTES) {
            return anyMiddle(from, to);
        }
        return middle(anyMiddle(from, to), anyMiddle(from, to), anyMiddle(from, to));
    }

    private long anyMiddle(long from, long to) {
        return middle(any(from, to), any(from, to), any(from, to));
    }

    /** A place between two, by xorshift (Marsaglia 2003). Never the last: were that the largest, there would be no larger part. */
    private long any(long from, long to) {
        chance ^= chance << 13;
        chance ^= chance >>> 7;
        chance ^= chance << 17;
        return from + Long.remainderUnsigned(chance, (to - from) / ENTRY_BYTES - 1) * ENTRY_BYTES;
    }

    private long middle(long a, long b, long c) {
        if (isBefore(a, b)) {
            return isBefore(b, c) ? b : isBefore(a, c) ? c : a;
        }
        return isBefore(a, c) ? a : isBefore(b, c) ? c : b;
    }

    private void insertionSort(long from, long to) {
        for (long entry = from + ENTRY_BYTES; entry < to; entry += ENTRY_BYTES) {
            final long start = Memory.i64(entry);
            final long number = Memory.i64(entry + 8);
            long hole = entry;
            while (hole > from && isBefore(start, number, Memory.i64(hole - ENTRY_BYTES), Memory.i64(hole - ENTRY_BYTES + 8))) {
                set(hole, Memory.i64(hole - ENTRY_BYTES), Memory.i64(hole - ENTRY_BYTES + 8));
                hole -= ENTRY_BYTES;
            }
            set(hole, start, number);
        }
    }

    private void heapSort(long from, long size) {
        for (long place = size / 2 - 1; place >= 0; place--) {
            sink(from, place, size);
        }
        for (long last = size - 1; last > 0; last--) {
            swap(from, from + last * ENTRY_BYTES);
            sink(from, 0, last);
        }
    }

    private void sink(long from, long first, long size) {
        long place = first;
        while (2 * place + 1 < size) {
            long child = from + (2 * place + 1) * ENTRY_BYTES;
            if (2 * place + 2 < size && isBefore(child, child + ENTRY_BYTES)) {
                child += ENTRY_BYTES;
            }
            final long entry = from + place * ENTRY_BYTES;
            if (!isBefore(entry, child)) {
                return;
            }
            swap(entry, child);
            place = (child - from) / ENTRY_BYTES;
        }
    }

    private boolean isBefore(long left, long right) {
        return isBefore(Memory.i64(left), Memory.i64(left + 8), Memory.i64(right), Memory.i64(right + 8));
    }

    private boolean isBefore(long leftStart, long leftNumber, long rightStart, long rightNumber) {
        return leftStart != rightStart ? leftStart < rightStart : leftNumber != rightNumber && order.isBefore(rows.address(leftNumber), rows.address(rightNumber));
    }

    private static void swap(long left, long right) {
        final long start = Memory.i64(left);
        final long number = Memory.i64(left + 8);
        set(left, Memory.i64(right), Memory.i64(right + 8));
        set(right, start, number);
    }

    private static void set(long entry, long start, long number) {
        Memory.putI64(entry, start);
        Memory.putI64(entry + 8, number);
    }
}
