package flowc.runtime.sketch;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;

/**
 * A {@link TopTable} in memory of its own, all of it taken at construction: a binary heap with the row to leave next at its root. Rows stay in
 * their slots, the heap orders slot numbers. One thread.
 * <pre> | rank (8) per slot | row per slot, 8-byte aligned | slot number (4) per heap place | </pre>
 */
public final class TopRows extends TopTable implements AutoCloseable {
    /** More rows than anybody reads, few enough for their memory to be taken at start. */
    public static final int CAPACITY_LIMIT = 1_000_000;

    private final int rowBytes;
    private final int capacity;
    private final int rankOffset;
    private final int rankBytes;
    private final RankOrder order;
    private Region region;
    private long ranks;
    private long rows;
    private long heap;
    private final long stride;
    private int size;

    /**
     * @param rowBytes one row
     * @param capacity how many rows it keeps, 0 to {@link #CAPACITY_LIMIT}
     * @param rankOffset where in a row the value lies that ranks it
     * @param rankBytes the width of that value: 1, 2, 4 or 8; 8 for {@link RankOrder#FLOAT}
     */
    public TopRows(int rowBytes, int capacity, int rankOffset, int rankBytes, RankOrder order) {
        if (capacity < 0 || capacity > CAPACITY_LIMIT) {
            throw new IllegalArgumentException("a top keeps 0 to " + CAPACITY_LIMIT + " rows: capacity=" + capacity);
        }
        if (rankOffset < 0 || rankOffset + rankBytes > rowBytes) {
            throw new IllegalArgumentException("the ranking value must lie in the row: rankOffset=" + rankOffset + " rankBytes=" + rankBytes + " rowBytes=" + rowBytes);
        }
        this.rowBytes = rowBytes;
        this.capacity = capacity;
        this.rankOffset = rankOffset;
        this.rankBytes = rankBytes;
        this.order = order;
        this.stride = Memory.align(rowBytes, Long.BYTES);
        final long bytes = capacity * (Long.BYTES + stride + Integer.BYTES);
        this.region = Region.allocate(bytes, "the tops");
        this.ranks = region.address();
        this.rows = ranks + (long) capacity * Long.BYTES;
        this.heap = rows + capacity * stride;
    }

    @Override
    public void clear() {
        size = 0;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean admits(long address) {
        return size < capacity || capacity > 0 && order.rank(address + rankOffset, rankBytes) >= rank(slot(0));
    }

    @Override
    public void add(long address) {
        final long rank = order.rank(address + rankOffset, rankBytes);
        if (size < capacity) {
            put(size, address, rank);
            setSlot(size, size);
            siftUp(size++);
        } else if (capacity > 0 && isBetter(rank, address, slot(0))) {
            put(slot(0), address, rank);
            siftDown(0, size);
        }
    }

    @Override
    public void write(long address) {
        sortDescending();
        for (int i = 0; i < size; i++) {
            Memory.copy(address + (long) i * rowBytes, row(slot(i)), rowBytes);
        }
        reverse(); // ascending order is a heap again
    }

    /** An empty one of the same kind. */
    public TopRows another() {
        return new TopRows(rowBytes, capacity, rankOffset, rankBytes, order);
    }

    /** Exchanges what it holds with {@code other}, which is of the same kind; moves no rows. */
    public void exchange(TopRows other) {
        final Region otherRegion = other.region;
        final long otherRanks = other.ranks;
        final long otherRows = other.rows;
        final long otherHeap = other.heap;
        final int otherSize = other.size;
        other.region = region;
        other.ranks = ranks;
        other.rows = rows;
        other.heap = heap;
        other.size = size;
        region = otherRegion;
        ranks = otherRanks;
        rows = otherRows;
        heap = otherHeap;
        size = otherSize;
    }

    /** Adds the rows of {@code other}, which has the same rows and order. */
    public void merge(TopRows other) {
        if (other.rowBytes != rowBytes || other.rankOffset != rankOffset || other.rankBytes != rankBytes || other.order != order) {
            throw new IllegalArgumentException("merged tops must have the same rows and order: rowBytes=" + rowBytes + " and " + other.rowBytes);
        }
        for (int slot = 0; slot < other.size; slot++) {
            add(other.row(slot));
        }
    }

    /** Frees the memory. */
    @Override
    public void close() {
        region.close();
    }

    private void put(int slot, long address, long rank) {
        Memory.copy(row(slot), address, rowBytes);
        Memory.putI64(ranks + (long) slot * Long.BYTES, rank);
    }

    private void siftUp(int from) {
        int place = from;
        while (place > 0) {
            final int parent = (place - 1) >>> 1;
            if (!isWorse(slot(place), slot(parent))) {
                return;
            }
            swap(place, parent);
            place = parent;
        }
    }

    /** Moves the slot at {@code from} down until no child within the first {@code count} places is worse. */
    private void siftDown(int from, int count) {
        int place = from;
        while (2 * place + 1 < count) {
            int child = 2 * place + 1;
            if (child + 1 < count && isWorse(slot(child + 1), slot(child))) {
                child++;
            }
            if (!isWorse(slot(child), slot(place))) {
                return;
            }
            swap(place, child);
            place = child;
        }
    }

    /** Heap sort: the worst goes to the end, again and again. */
    private void sortDescending() {
        for (int last = size - 1; last > 0; last--) {
            swap(0, last);
            siftDown(0, last);
        }
    }

    private void reverse() {
        for (int low = 0, high = size - 1; low < high; low++, high--) {
            swap(low, high);
        }
    }

    private boolean isWorse(int left, int right) {
        return isBetter(rank(right), row(right), left);
    }

    /** Whether the row at {@code address} belongs before the one in {@code slot}: a larger rank, then smaller bytes. */
    private boolean isBetter(long rank, long address, int slot) {
        final long other = rank(slot);
        return rank != other ? rank > other : Memory.compare(address, row(slot), rowBytes) < 0;
    }

    private long rank(int slot) {
        return Memory.i64(ranks + (long) slot * Long.BYTES);
    }

    private long row(int slot) {
        return rows + slot * stride;
    }

    private int slot(int place) {
        return (int) Memory.i32(heap + (long) place * Integer.BYTES);
    }

    private void setSlot(int place, int slot) {
        Memory.putI32(heap + (long) place * Integer.BYTES, slot);
    }

    private void swap(int left, int right) {
        final int slot = slot(left);
        setSlot(left, slot(right));
        setSlot(right, slot);
    }
}
