package flowc.runtime.table;

import flowc.runtime.memory.Memory;

/**
 * The rows of a table, of both {@link KeyForm}s, numbered so that links take 32 bits: the form in bit 0, above it the index in the form's
 * {@link RowArea}. What a row is stands in its lane word:
 * <pre> bit 0      6      7       8      28        32
 *     | lane   | live | ended | pins | passes |   0: free </pre>
 * An ended row keeps its memory until its last pin is gone, so that a handler that ends its own flow goes on with whole bytes.
 */
final class RowStore implements AutoCloseable {
    static final long LANE_MASK = 0x3f;
    static final long LIVE = 0x40;
    static final long ENDED = 0x80;
    static final long PIN = 0x100;

    /** A bit for each pass that may run over a table ({@link RowPasses}); 2^20 pins are more than handlers nest. */
    static final int PASS_SHIFT = 28;

    static final long PASSES = 0xf000_0000L;

    private static final long PINS = (1L << PASS_SHIFT) - PIN;

    /** Beyond the limit: rows that ended while pinned, as many as handlers nest, and the new row while its victim ends; with room to spare. */
    private static final long SPARE_ROWS = 64;

    private static final long CACHE_LINE_BYTES = 64;

    private final RowArea wide;
    private final RowArea compact;
    private final long wideBase;
    private final long wideBytes;
    private final long compactBase;
    private final long compactBytes;
    private final long capacity;

    RowStore(TableSettings settings) {
        this.capacity = settings.owned().count() == 0 ? 0 : settings.ownedLimit() + SPARE_ROWS;
        final String what = "the rows of table '" + settings.name() + "'";
        this.wideBytes = rowBytes(settings.keyBytes(), settings);
        this.compactBytes = rowBytes(settings.compactKeyBytes(), settings);
        this.wide = new RowArea(wideBytes, capacity, what);
        try {
            this.compact = new RowArea(compactBytes, settings.compactKeyBytes() == 0 ? 0 : capacity, what);
        } catch (final RuntimeException refused) {
            wide.close();
            throw refused;
        }
        this.wideBase = wide.base();
        this.compactBase = compact.base();
    }

    private static long rowBytes(long keyBytes, TableSettings settings) {
        return Math.max(RowLayout.keyOffset(settings.stateBytes()) + keyBytes, CACHE_LINE_BYTES);
    }

    /** The most rows of both forms together. */
    long capacity() {
        return capacity;
    }

    long rowBytes(long form) {
        return form == KeyForm.WIDE ? wideBytes : compactBytes;
    }

    long address(long number) {
        return (number & 1) == KeyForm.WIDE ? wideBase + (number >>> 1) * wideBytes : compactBase + (number >>> 1) * compactBytes;
    }

    long number(long row) {
        return compact.holds(row) ? compact.index(row) << 1 | KeyForm.COMPACT : wide.index(row) << 1;
    }

    long form(long row) {
        return compact.holds(row) ? KeyForm.COMPACT : KeyForm.WIDE;
    }

    /** A row to fill, by number; 0 when none is left. */
    long take(long form) {
        final long index = area(form).take();
        return index == 0 ? 0 : index << 1 | form;
    }

    private RowArea area(long form) {
        return form == KeyForm.WIDE ? wide : compact;
    }

    /** All but key and links; the state becomes zeros. {@code word} is the lane word. */
    void begin(long row, long word, long orientation, long time) {
        Memory.putI64(row + RowLayout.LAST_SEEN_OFFSET, time);
        Memory.putI64(row + RowLayout.START_OFFSET, time);
        Memory.putI64(row + RowLayout.TIMER_OFFSET, 0);
        Memory.putU32(row + RowLayout.ORIENTATION_OFFSET, orientation);
        Memory.putU32(row + RowLayout.LANE_OFFSET, word);
    }

    void pin(long row) {
        Memory.putU32(row + RowLayout.LANE_OFFSET, Memory.u32(row + RowLayout.LANE_OFFSET) + PIN);
    }

    /** Takes a pin away, and the row with it when it has ended and this was the last. */
    void unpin(long row) {
        final long pinned = Memory.u32(row + RowLayout.LANE_OFFSET);
        if (Memory.CHECKED && (pinned & PINS) == 0) {
            throw new IllegalStateException("a row must be pinned to be unpinned: row=" + number(row));
        }
        final long word = pinned - PIN;
        Memory.putU32(row + RowLayout.LANE_OFFSET, word);
        if ((word & (LIVE | ENDED | PINS)) == ENDED) {
            Memory.putU32(row + RowLayout.LANE_OFFSET, 0);
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
        return (Memory.u32(row + RowLayout.LANE_OFFSET) & PINS) != 0;
    }

    @Override
    public void close() {
        wide.close();
        compact.close();
    }
}
