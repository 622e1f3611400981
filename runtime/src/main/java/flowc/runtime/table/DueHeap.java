package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.PagesAhead;
import flowc.runtime.memory.Prefetch;
import flowc.runtime.memory.Region;

/**
 * Rows that are due soon, the earliest first: a heap by due instant, then idle ends before active ones (whose flows' ends are 1 ns
 * later), then {@link RowOrder}. What it orders by is kept in its entries, since rows are touched while they are in it; each row's timer
 * word tells its place, so that it can leave from anywhere. Its memory is address space but for as many entries as rows were due in one span.
 * <pre> entry: 0     8            12       16     timer word: bit 0    32
 *        | due | row number | active |                  | place  | IN_HEAP | </pre>
 * Behind an entry come {@link #CHILDREN}, which share a cache line: half the steps of a binary heap, and half the rows that are told a new place.
 */
final class DueHeap implements AutoCloseable {
    /** The upper half of the timer word of a row in the heap. */
    static final long IN_HEAP = 0xffff_ffffL;

    static final long ENTRY_BYTES = 16;
    private static final int CHILDREN = 4;
    private static final long CHILDREN_BYTES = CHILDREN * ENTRY_BYTES;
    private static final long NUMBER_MASK = 0xffff_ffffL;

    /** As many as a burst has packets: among them most of the next ends. */
    private static final long NEAR_ENTRIES = 64;

    private final RowStore rows;
    private final RowOrder order;
    private final Region region;
    private final long base;
    /** Room for an address of each of {@link #NEAR_ENTRIES}. */
    private final long near;
    private final PagesAhead pages;
    private long size;
    /** Written so that no load can be left out. */
    private long loaded;

    DueHeap(RowStore rows, RowOrder order, long capacity, String table) {
        this.rows = rows;
        this.order = order;
        final long nearBytes = NEAR_ENTRIES * Long.BYTES;
        this.region = Region.allocate(nearBytes + CHILDREN_BYTES + capacity * ENTRY_BYTES, "the deadlines of table '" + table + "'");
        this.near = region.address();
        // The first entry has its line to itself.
        this.base = near + nearBytes + CHILDREN_BYTES - ENTRY_BYTES;
        this.pages = new PagesAhead(base, base + capacity * ENTRY_BYTES);
        pages.wantFirst();
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** What the first row was pushed with. */
    long firstDue() {
        return Memory.i64(base);
    }

    long firstRow() {
        return rows.address(Memory.u32(base + 8));
    }

    boolean firstIsActive() {
        return Memory.u32(base + 12) != 0;
    }

    void push(long number, long due, boolean active) {
        pages.use(base + size * ENTRY_BYTES);
        rise(size++, due, number | (active ? NUMBER_MASK + 1 : 0));
    }

    void removeAt(long place) {
        final long last = base + --size * ENTRY_BYTES;
        if (place == size) {
            return;
        }
        final long due = Memory.i64(last);
        final long rest = Memory.i64(last + 8);
        if (place > 0 && isBefore(due, rest, base + parent(place) * ENTRY_BYTES)) {
            rise(place, due, rest);
        } else {
            sink(place, due, rest);
        }
    }

    /** Has brought what it takes to end the rows that are due by {@code clock}, where they are among the first entries: independent of each other, so that their cache misses overlap. */
    void approach(long clock, LaneIndex index) {
        final long count = Math.min(size, NEAR_ENTRIES);
        long next = near;
        for (long entry = base; entry != base + count * ENTRY_BYTES; entry += ENTRY_BYTES) {
            if (Memory.i64(entry) <= clock) {
                Memory.putI64(next, index.home(Memory.u32(rows.address(Memory.u32(entry + 8)) + RowLayout.TAG_OFFSET)));
                next += Long.BYTES;
            }
        }
        loaded += Prefetch.bring(near, Long.BYTES, (next - near) / Long.BYTES, 0);
    }

    private void rise(long from, long due, long rest) {
        long place = from;
        while (place > 0) {
            final long parent = parent(place);
            final long entry = base + parent * ENTRY_BYTES;
            if (!isBefore(due, rest, entry)) {
                break;
            }
            set(place, Memory.i64(entry), Memory.i64(entry + 8));
            place = parent;
        }
        set(place, due, rest);
    }

    private static long parent(long place) {
        return (place - 1) / CHILDREN;
    }

    private void sink(long from, long due, long rest) {
        long place = from;
        while (CHILDREN * place + 1 < size) {
            final long child = firstChild(place);
            final long entry = base + child * ENTRY_BYTES;
            if (isBefore(due, rest, entry)) {
                break;
            }
            set(place, Memory.i64(entry), Memory.i64(entry + 8));
            place = child;
        }
        set(place, due, rest);
    }

    /** The first in order of those behind an entry that has some. */
    private long firstChild(long place) {
        final long begin = base + (CHILDREN * place + 1) * ENTRY_BYTES;
        final long end = Math.min(begin + CHILDREN_BYTES, base + size * ENTRY_BYTES);
        long first = begin;
        for (long other = begin + ENTRY_BYTES; other < end; other += ENTRY_BYTES) {
            if (isBefore(Memory.i64(other), Memory.i64(other + 8), first)) {
                first = other;
            }
        }
        return (first - base) / ENTRY_BYTES;
    }

    private boolean isBefore(long due, long rest, long entry) {
        final long otherDue = Memory.i64(entry);
        if (due != otherDue) {
            return due < otherDue;
        }
        final long otherRest = Memory.i64(entry + 8);
        if (rest >>> 32 != otherRest >>> 32) {
            return rest >>> 32 < otherRest >>> 32;
        }
        return order.isBefore(rows.address(rest & NUMBER_MASK), rows.address(otherRest & NUMBER_MASK));
    }

    private void set(long place, long due, long rest) {
        final long entry = base + place * ENTRY_BYTES;
        Memory.putI64(entry, due);
        Memory.putI64(entry + 8, rest);
        Memory.putI64(rows.timer(rows.address(rest & NUMBER_MASK)), IN_HEAP << 32 | place);
    }

    void clear() {
        size = 0;
    }

    /** Memory for an entry of each row, for others to use while the heap is empty and stays so. */
    long memory() {
        return base;
    }

    @Override
    public void close() {
        pages.close();
        region.close();
    }
}
