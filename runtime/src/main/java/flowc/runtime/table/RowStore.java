package flowc.runtime.table;

import flowc.runtime.memory.CacheLine;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;

/**
 * The rows of a table, of both {@link KeyForm}s, in one region, numbered so that links take 31 bits: a row's number is where it lies, in units as
 * large as that takes (8 bytes up to 16 GiB of address space).
 * <pre> | {@link #nothing}, so that no row has number 0 | wide rows | compact rows | </pre>
 * What a row is stands in its marks:
 * <pre> bit 0    1       2      12       16
 *     | live | ended | pins | passes |   0: free </pre>
 * An ended row keeps its memory until its last pin is gone, so that a handler that ends its own flow goes on with whole bytes.
 */
final class RowStore implements AutoCloseable {
    static final long LIVE = 0x1;
    static final long ENDED = 0x2;
    static final long PIN = 0x4;

    /** A bit for each pass that may run over a table ({@link RowPasses}); 2^10 pins are more than handlers nest. */
    static final int PASS_SHIFT = 12;

    static final long PASSES = 0xf000;

    /** All there is room for. */
    static final long MARKS = 0xffff;

    private static final long PINS = (1L << PASS_SHIFT) - PIN;

    /** Beyond the limit: rows that ended while pinned, as many as handlers nest, and the new row while its victim ends; with room to spare. */
    private static final long SPARE_ROWS = 64;

    private static final int NUMBER_BITS = 31;

    private final Region region;
    private final RowArea wide;
    private final RowArea compact;
    private final long base;
    private final int unitShift;
    private final long compactFrom;
    private final long capacity;

    /** What a store takes that has no rows: a row of its own kind that is none. */
    static long emptyBytes(TableSettings settings) {
        return Memory.align(RowLayout.keyOffset(settings.stateBytes()) + settings.keyBytes(), CacheLine.BYTES);
    }

    RowStore(TableSettings settings) {
        final boolean isCompact = settings.compactKeyBytes() != 0;
        this.capacity = settings.owned().count() == 0 ? 0 : settings.ownedLimit() + SPARE_ROWS;
        this.unitShift = unitShift(settings);
        final long wideBytes = rowBytes(settings, settings.keyBytes(), unitShift);
        final long compactBytes = rowBytes(settings, settings.compactKeyBytes(), unitShift);
        final long allWide = Memory.align(Math.multiplyExact(capacity, wideBytes), CacheLine.BYTES);
        final long allCompact = isCompact ? Math.multiplyExact(capacity, compactBytes) : 0;
        final long nothingBytes = emptyBytes(settings);
        this.region = Region.allocate(Math.addExact(nothingBytes, Math.addExact(allWide, allCompact)), what(settings));
        this.base = region.address();
        this.compactFrom = base + nothingBytes + allWide;
        this.wide = new RowArea(base + nothingBytes, wideBytes, capacity);
        this.compact = new RowArea(compactFrom, compactBytes, isCompact ? capacity : 0);
    }

    /** The name of its memory. */
    static String what(TableSettings settings) {
        return "the rows of table '" + settings.name() + "'";
    }

    /** A row of a cache line or less takes one to itself. */
    private static long rowBytes(TableSettings settings, long keyBytes, int unitShift) {
        return Memory.align(Math.max(RowLayout.keyOffset(settings.stateBytes()) + keyBytes, CacheLine.BYTES), 1L << unitShift);
    }

    private static int unitShift(TableSettings settings) {
        int shift = 3;
        while ((settings.ownedLimit() + SPARE_ROWS + 1) * (rowBytes(settings, settings.keyBytes(), shift) + rowBytes(settings, settings.compactKeyBytes(), shift)) >>> shift >= 1L << NUMBER_BITS) {
            shift++;
        }
        return shift;
    }

    /** The most rows of both forms together. */
    long capacity() {
        return capacity;
    }

    long address(long number) {
        return base + (number << unitShift);
    }

    /** What has number 0: lines that look like a row that is not live, so that whoever found none need not branch. */
    long nothing() {
        return base;
    }

    long number(long row) {
        return (row - base) >>> unitShift;
    }

    long form(long row) {
        return row < compactFrom ? KeyForm.WIDE : KeyForm.COMPACT;
    }

    /** Address of a row to fill; 0 when none is left. */
    long take(long form) {
        return area(form).take();
    }

    private RowArea area(long form) {
        return form == KeyForm.WIDE ? wide : compact;
    }

    /** All but key and state. */
    void begin(long row, long marks, long tag, long orientation, long time) {
        Memory.putI64(row + RowLayout.START_OFFSET, time);
        Memory.putI64(row + RowLayout.TIMER_OFFSET, 0);
        Memory.putI64(row + RowLayout.LAST_SEEN_OFFSET, time);
        Memory.putU32(row + RowLayout.TAG_OFFSET, tag);
        Memory.putU16(row + RowLayout.ORIENTATION_OFFSET, orientation);
        Memory.putU16(row + RowLayout.MARKS_OFFSET, marks);
    }

    static long marks(long row) {
        return Memory.u16(row + RowLayout.MARKS_OFFSET);
    }

    static void mark(long row, long marks) {
        Memory.putU16(row + RowLayout.MARKS_OFFSET, marks);
    }

    static boolean isLive(long row) {
        return (marks(row) & LIVE) != 0;
    }

    void pin(long row) {
        mark(row, marks(row) + PIN);
    }

    /** Takes a pin away, and the row with it when it has ended and this was the last. */
    void unpin(long row) {
        final long pinned = marks(row);
        if (Memory.CHECKED && (pinned & PINS) == 0) {
            throw new IllegalStateException("a row must be pinned to be unpinned: row=" + number(row));
        }
        final long marks = pinned - PIN;
        mark(row, marks);
        if ((marks & (LIVE | ENDED | PINS)) == ENDED) {
            mark(row, 0);
            area(form(row)).give(row);
        }
    }

    long touchedBytes() {
        return wide.touchedBytes() + compact.touchedBytes();
    }

    /** Visits the live rows, wide ones first, by ascending address. */
    void forEach(RowVisitor visitor) {
        wide.forEach(visitor);
        compact.forEach(visitor);
    }

    RowArea wide() {
        return wide;
    }

    RowArea compact() {
        return compact;
    }

    static boolean isPinned(long row) {
        return (marks(row) & PINS) != 0;
    }

    @Override
    public void close() {
        wide.close();
        compact.close();
        region.close();
    }
}
