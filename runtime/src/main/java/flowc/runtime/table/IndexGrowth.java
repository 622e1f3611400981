package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;

/**
 * Moves the entries of a {@link LaneIndex} to their homes in twice as many lines, from the last line down, a few lines at each insertion: homes only
 * move up, so there is room where they go. Each step stops at a line that is not full, since nothing that belongs below stands behind such a line.
 * <pre> lines: | at their old homes | being moved | free | at their new homes      |
 *        0                    from         cursor                     new number of lines </pre>
 */
final class IndexGrowth implements AutoCloseable {
    /** Some 100 entries, so that a burst of new flows waits 20 to 50 µs; and after 1 % more flows all are moved. */
    private static final long LINES_PER_STEP = 16;

    /** So many are moved at once: what is behind them is near. */
    private static final long LAST_LINES = 512;

    /** Beyond what a step takes: it goes on to a line that is not full. */
    private static final long MAX_LINES_AT_ONCE = 1 << 16;

    private final LaneIndex index;
    private final Region region;
    /** Old lines from here on are free, or new ones. */
    private long cursor;

    IndexGrowth(LaneIndex index, long lines, String table) {
        this.index = index;
        this.region = Region.allocate(Math.min(lines, MAX_LINES_AT_ONCE) * IndexLine.BYTES, "the growing index of table '" + table + "'");
    }

    void begin(long oldLines) {
        cursor = oldLines;
        step();
    }

    void step() {
        long from = cursor <= LAST_LINES ? 0 : cursor - LINES_PER_STEP;
        while (from > 0 && IndexLine.isFull(index.line(from - 1))) {
            from--;
        }
        final long end = takeLines(from, takeBehind());
        index.movedFrom(from);
        for (long at = region.address(); at < end; at += IndexLine.ENTRY_BYTES) {
            index.put(Memory.i64(at));
        }
        cursor = from;
    }

    /** Takes the entries with old homes that stand behind the cursor, their lines being full; gives the end of what was taken. */
    private long takeBehind() {
        long end = region.address();
        boolean full = IndexLine.isFull(index.line(cursor - 1));
        for (long line = index.line(cursor); full; line += IndexLine.BYTES) {
            full = IndexLine.isFull(line);
            for (long at = line; at < line + IndexLine.BYTES; at += IndexLine.ENTRY_BYTES) {
                // What moves up to the place that was cleared may have an old home as well.
                for (long entry = Memory.i64(at); entry != 0 && !index.isMoved(entry); entry = Memory.i64(at)) {
                    Memory.putI64(end, entry);
                    end += IndexLine.ENTRY_BYTES;
                    index.clear(at);
                }
            }
        }
        return end;
    }

    /** Takes all entries of the lines from {@code from} up to the cursor, to {@code taken} and behind. */
    private long takeLines(long from, long taken) {
        long end = taken;
        for (long at = index.line(from); at < index.line(cursor); at += IndexLine.ENTRY_BYTES) {
            final long entry = Memory.i64(at);
            if (entry != 0) {
                Memory.putI64(end, entry);
                Memory.putI64(at, 0);
                end += IndexLine.ENTRY_BYTES;
            }
        }
        return end;
    }

    @Override
    public void close() {
        region.close();
    }
}
