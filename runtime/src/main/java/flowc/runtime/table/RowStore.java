package flowc.runtime.table;

import flowc.runtime.memory.CacheLine;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;

/**
 * The rows of a table, of both {@link KeyForm}s, in one region, numbered so that links take 31 bits: a row's number is where it lies, in units as
 * large as that takes (8 bytes up to 16 GiB of address space).
 * <pre> | {@link #nothing}, so that no row has number 0 | wide rows | compact rows | cold parts of either that lie apart | </pre>
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
    private final RowShape usual;
    /** Address of what has number 0. */
    private final long base;
    private final int unitShift;
    private final long compactFrom;
    private final long capacity;
    private final String table;

    /** What a store takes that has no rows: a row of its own kind that is none. */
    static long emptyBytes(TableSettings settings) {
        final RowShape shape = RowShape.of(settings, settings.keyBytes(), 1L << unitShift(settings));
        return shape.rowsBytes(1) + shape.apartBytes(1);
    }

    RowStore(TableSettings settings) {
        final boolean isCompact = settings.compactKeyBytes() != 0;
        this.table = settings.name();
        this.capacity = settings.owned().count() == 0 ? 0 : settings.ownedLimit() + SPARE_ROWS;
        this.unitShift = unitShift(settings);
        final RowShape wideShape = RowShape.of(settings, settings.keyBytes(), 1L << unitShift);
        final RowShape compactShape = RowShape.of(settings, settings.compactKeyBytes(), 1L << unitShift);
        final long compactRows = isCompact ? capacity : 0;
        final long wideBytes = wideShape.rowsBytes(capacity + 1);
        final long compactBytes = compactShape.rowsBytes(compactRows);
        final long wideApart = wideShape.apartBytes(capacity + 1);
        this.region = Region.allocate(Math.addExact(Math.addExact(wideBytes, compactBytes), Math.addExact(wideApart, compactShape.apartBytes(compactRows))), what(settings));
        this.base = region.address() + wideShape.rowOffset();
        this.compactFrom = region.address() + wideBytes;
        final long apart = compactFrom + compactBytes;
        this.wide = new RowArea(wideShape, region.address() + wideShape.rowBytes(), apart + (wideShape.isSplit() ? wideShape.coldBytes() : 0), capacity);
        this.compact = new RowArea(compactShape, compactFrom, apart + wideApart, compactRows);
        this.usual = isCompact ? compactShape : wideShape;
    }

    /** The table's name. */
    String table() {
        return table;
    }

    /** The name of its memory. */
    static String what(TableSettings settings) {
        return "the rows of table '" + settings.name() + "'";
    }

    private static int unitShift(TableSettings settings) {
        int shift = 3;
        while ((settings.ownedLimit() + SPARE_ROWS + 1) * (rowBytes(settings, settings.keyBytes(), shift) + rowBytes(settings, settings.compactKeyBytes(), shift)) >>> shift >= 1L << NUMBER_BITS) {
            shift++;
        }
        return shift;
    }

    private static long rowBytes(TableSettings settings, long keyBytes, int unitShift) {
        return RowShape.of(settings, keyBytes, 1L << unitShift).rowBytes();
    }

    /** Whether rows with keys as they are met most often lie in one cache line each. */
    boolean areUsuallyInLine() {
        return usual.isInLine();
    }

    /** Address of the part of a row that few packets need ({@link RowLayout}). */
    long cold(long row) {
        return area(form(row)).cold(row);
    }

    /** Address of a row's timer word. */
    long timer(long row) {
        return cold(row) + RowLayout.TIMER_OFFSET;
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

    /** Changes nothing but that a row of each form that was never used may be a free one afterwards. */
    void rehearse() {
        wide.rehearse();
        compact.rehearse();
    }

    private RowArea area(long form) {
        return form == KeyForm.WIDE ? wide : compact;
    }

    /** All but key and state. */
    void begin(long row, long marks, long tag, long orientation, long time) {
        final long cold = cold(row);
        Memory.putI64(cold + RowLayout.START_OFFSET, time);
        Memory.putI64(cold + RowLayout.TIMER_OFFSET, 0);
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
