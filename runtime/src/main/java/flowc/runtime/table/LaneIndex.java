package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.PagesAhead;
import flowc.runtime.memory.Region;

/**
 * Finds rows by key: one open-addressing array for all lanes held here, of lines of 8 entries, a cache line each. The upper half of a hash is
 * its tag; where an entry's home is follows the order of the tags, so that the rows of a range of hashes stand together (what
 * {@link EvictionScan} needs) and a lane's entries follow those of the lane before.
 * <pre> hash:   | tag (32 bits): lane (0 or 6 bits), rest | not used here |
 *       entry:  bit 0        31     63     0: empty
 *             | row number | tag  |
 *       home of a tag, in half lines: (tag - first tag held) * half lines per lane >> bits of a tag below its lane </pre>
 * An entry stands in its home half, else in the other half of that line, else in the first line after it that had room: so whoever looks for it
 * may stop at the first line that is not full. Removing keeps that true, and nothing is left behind.
 *
 * <p>When 7/10 of it are full (3/10 as long as it is small) it grows to twice its lines, in place and a few lines at a time ({@link IndexGrowth}): an entry's home only moves up.
 * The last size holds the limit. Only lines in use are ever touched.
 */
final class LaneIndex implements AutoCloseable {
    static final int TAG_BITS = 32;

    private static final int LANE_BITS = 6;
    private static final int NUMBER_BITS = 31;
    private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;

    /** 7/10 of them: more, and too many flows find their entry only in a second line, which nobody has loaded ahead. */
    private static final long ENTRIES_OF_FIVE_LINES = 28;

    /** As long as it fits into a core's own cache anyway: 3/10, so that next to nobody has to look beyond a home half. */
    private static final long SPARSE_ENTRIES_OF_FIVE_LINES = 12;

    private static final long SPARSE_LINES = 4096;

    /** The last 8th of the entries that a size holds are the time in which pages for the next are put in place. */
    private static final long PAGES_EARLY = 8;

    /** Behind the last line for what finds no room there. Longer runs of full lines come less than once in 2^500 tables. */
    private static final long MAX_SPARE_LINES = 4096;

    private final RowStore rows;
    private final TableKeys keys;
    private final Region region;
    private final long base;
    private final long firstTag;
    /** Bits of a tag below its lane. */
    private final int placeBits;
    private final int lanes;
    /** Whether every hash has its home here. */
    private final boolean isWhole;
    private final long maxHalves;
    private final long[] counts;
    private final IndexGrowth growth;
    private final PagesAhead pages;
    private long total;
    private long maxTotal;
    /** Where {@link #insert} has something else to do: the pages for growing are to be put in place, or it grows. */
    private long stop;
    /** Half lines per lane. */
    private long halves;
    /** As long as it grows: of tags, less the first tag held, below {@link #moved}. */
    private long oldHalves;
    private long moved;

    LaneIndex(TableSettings settings, RowStore rows, TableKeys keys) {
        this.rows = rows;
        this.keys = keys;
        this.placeBits = TAG_BITS - (settings.lanes() == 1 ? 0 : LANE_BITS);
        this.firstTag = (long) settings.owned().first() << placeBits;
        this.lanes = settings.owned().count();
        this.isWhole = lanes == settings.lanes();
        this.maxHalves = 2 * linesFor(settings.limitPerLane());
        this.counts = new long[settings.lanes()];
        final long maxLines = maxHalves / 2 * lanes;
        final long lines = lanes == 0 ? 0 : maxLines + Math.min(maxLines, MAX_SPARE_LINES) + 1;
        this.region = Region.allocate(lines * IndexLine.BYTES, "the index of table '" + settings.name() + "'");
        this.base = region.address();
        this.pages = new PagesAhead(base, base + lines * IndexLine.BYTES);
        this.growth = new IndexGrowth(this, lines, settings.name());
        int doublings = 0;
        while (maxHalves >> doublings > 3) {
            doublings++;
        }
        size(halvesBefore(doublings));
    }

    /** Lines that are at most 7/10 full with a lane's limit. */
    static long linesFor(long limitPerLane) {
        return (limitPerLane * 5 + ENTRIES_OF_FIVE_LINES - 1) / ENTRIES_OF_FIVE_LINES;
    }

    /** What is left of the last size when it is halved so often. */
    private long halvesBefore(int doublings) {
        return (maxHalves + (1L << doublings) - 1) >> doublings;
    }

    private void size(long halves) {
        this.halves = halves;
        maxTotal = halves == maxHalves ? Long.MAX_VALUE : lines() * (lines() > SPARSE_LINES ? ENTRIES_OF_FIVE_LINES : SPARSE_ENTRIES_OF_FIVE_LINES) / 5;
        stop = maxTotal - maxTotal / PAGES_EARLY;
    }

    /** The bit of a hash that is the lowest of its tag. */
    static long lowestTagBit() {
        return 1L << TAG_BITS;
    }

    int lane(long hash) {
        return (int) (hash >>> TAG_BITS >>> placeBits);
    }

    /** Bits of a tag below its lane. */
    int placeBits() {
        return placeBits;
    }

    static long tag(long hash) {
        return hash >>> TAG_BITS;
    }

    static long entryTag(long entry) {
        return entry >>> NUMBER_BITS;
    }

    long entryRow(long entry) {
        return rows.address(entry & NUMBER_MASK);
    }

    long count(int lane) {
        return counts[lane];
    }

    /** Lines in use, but for what stands behind the last. */
    long lines() {
        return (halves * lanes + 1) >> 1;
    }

    long line(long number) {
        return base + number * IndexLine.BYTES;
    }

    /** Address of the half line that is the home of a tag. */
    long home(long tag) {
        final long place = tag - firstTag;
        return base + (place * (place >= moved ? halves : oldHalves) >>> placeBits) * IndexLine.HALF_BYTES;
    }

    /** Address of the line of a tag's home. */
    long homeLine(long tag) {
        return home(tag) & -IndexLine.BYTES;
    }

    /** Whether {@link #plainHome} tells the home of every tag. */
    boolean isPlain() {
        return moved == 0 && isWhole;
    }

    long plainHome(long tag) {
        return base + (tag * halves >>> placeBits) * IndexLine.HALF_BYTES;
    }

    /** Leaves in a burst's touches the addresses of their home halves. */
    void homes(long touches, long stride, int count) {
        if (isPlain()) {
            anyHomes(touches, stride, count);
        } else {
            validHomes(touches, stride, count);
        }
    }

    /** What is not valid has a hash as well, of whatever packet came before: no use, but no branch. */
    private void anyHomes(long touches, long stride, int count) {
        for (int i = 0; i < count; i++) {
            final long touch = touches + i * stride;
            Memory.putI64(touch + TouchLayout.LIKELY_OFFSET, plainHome(tag(Memory.i64(touch + TouchLayout.HASH_OFFSET))));
        }
    }

    /** Where it may be the hash of another worker's packet. */
    private void validHomes(long touches, long stride, int count) {
        for (int i = 0; i < count; i++) {
            final long touch = touches + i * stride;
            final boolean valid = Memory.i64(touch + TouchLayout.VALID_OFFSET) != TouchLayout.NONE;
            Memory.putI64(touch + TouchLayout.LIKELY_OFFSET, valid ? home(tag(Memory.i64(touch + TouchLayout.HASH_OFFSET))) : base);
        }
    }

    /**
     * The row in a home half with a hash's tag: all but always the one that {@link #find} will find. Looks at no row, and takes no branch: which of
     * the four entries it is is as good as random.
     *
     * @return {@link RowStore#nothing} when there is none, or perhaps when the tag is 0
     */
    long likelyRow(long home, long hash) {
        final long number = IndexLine.nearestInHalf(home, tag(hash) << NUMBER_BITS);
        return rows.address(number <= NUMBER_MASK ? number : 0);
    }

    long nothing() {
        return rows.nothing();
    }

    /** The row of a key, or 0. */
    long find(long key, long hash) {
        final long home = home(tag(hash));
        final long row = likelyRow(home, hash);
        return row != nothing() && keys.isKey(row, key, hash) ? row : search(key, hash, home);
    }

    /** Lines from a home's on, up to the first that is not full. No branch on single entries, since how many there are is as good as random, too. */
    private long search(long key, long hash, long home) {
        long line = home & -IndexLine.BYTES;
        while (true) {
            final long number = IndexLine.nearest(line, tag(hash) << NUMBER_BITS);
            if (number <= NUMBER_MASK) {
                final long row = rows.address(number);
                return number != 0 && keys.isKey(row, key, hash) ? row : searchEach(key, hash, line);
            }
            if (!IndexLine.isFull(line)) {
                return 0;
            }
            line += IndexLine.BYTES;
        }
    }

    /** The same entry by entry, for tags that several have, and for 0. */
    private long searchEach(long key, long hash, long from) {
        long line = from;
        while (true) {
            for (long at = line; at < line + IndexLine.BYTES; at += IndexLine.ENTRY_BYTES) {
                final long entry = Memory.i64(at);
                if (entry != 0 && entryTag(entry) == tag(hash) && keys.isKey(entryRow(entry), key, hash)) {
                    return entryRow(entry);
                }
            }
            if (!IndexLine.isFull(line)) {
                return 0;
            }
            line += IndexLine.BYTES;
        }
    }

    /** The first row with a hash's tag from its home line on, or {@link RowStore#nothing}, or perhaps that when the tag is 0; looks at no row. */
    long likelyRowBeyond(long home, long hash) {
        long line = home & -IndexLine.BYTES;
        while (true) {
            final long number = IndexLine.nearest(line, tag(hash) << NUMBER_BITS);
            if (number <= NUMBER_MASK) {
                return rows.address(number);
            }
            if (!IndexLine.isFull(line)) {
                return nothing();
            }
            line += IndexLine.BYTES;
        }
    }

    /** Adds a row whose key is not in it, to a lane below its limit. */
    void insert(long number, long hash) {
        counts[lane(hash)]++;
        total++;
        if (moved != 0) {
            growth.step();
        } else if (total > stop) {
            prepareToGrow();
        }
        put(tag(hash) << NUMBER_BITS | number);
    }

    private void prepareToGrow() {
        if (total > maxTotal) {
            grow();
        } else {
            pages.want(line(2 * lines()));
            stop = maxTotal;
        }
    }

    private void grow() {
        final long oldLines = lines();
        oldHalves = halves;
        moved = (long) lanes << placeBits;
        int doublings = 0;
        while (halvesBefore(doublings) > halves) {
            doublings++;
        }
        size(halvesBefore(doublings - 1));
        growth.begin(oldLines);
    }

    /** Whether some entries are where they were before it last grew. */
    boolean isGrowing() {
        return moved != 0;
    }

    /** Moves everything that is still to be moved. */
    void finishGrowing() {
        while (isGrowing()) {
            growth.step();
        }
    }

    /** Entries whose old home is in line {@code line} or later are at their new homes from now on. */
    void movedFrom(long line) {
        moved = ((2 * line << placeBits) + oldHalves - 1) / oldHalves;
    }

    boolean isMoved(long entry) {
        return entryTag(entry) - firstTag >= moved;
    }

    void put(long entry) {
        final long home = home(entryTag(entry));
        long line = home & -IndexLine.BYTES;
        long start = home - line;
        while (true) {
            for (long i = 0; i < IndexLine.BYTES; i += IndexLine.ENTRY_BYTES) {
                final long at = line + (start + i & IndexLine.BYTES - 1);
                if (Memory.i64(at) == 0) {
                    Memory.putI64(at, entry);
                    return;
                }
            }
            line += IndexLine.BYTES;
            start = 0;
        }
    }

    /** Removes a row that is in it. */
    void remove(long number, long tag) {
        final long removed = tag << NUMBER_BITS | number;
        long at = homeLine(tag);
        while (Memory.i64(at) != removed) {
            at += IndexLine.ENTRY_BYTES;
        }
        counts[(int) (tag >>> placeBits)]--;
        total--;
        clear(at);
    }

    /** Empties a place. Where its line was full, an entry that passed by it moves back to it, and so on from there. */
    void clear(long place) {
        long hole = place;
        long line = hole & -IndexLine.BYTES;
        boolean full = IndexLine.isFull(line);
        Memory.putI64(hole, 0);
        for (long next = line + IndexLine.BYTES; full; next += IndexLine.BYTES) {
            full = IndexLine.isFull(next);
            final long passed = passedBy(line, next);
            if (passed != 0) {
                Memory.putI64(hole, Memory.i64(passed));
                Memory.putI64(passed, 0);
                hole = passed;
                line = next;
            }
        }
    }

    /** Place of an entry in line {@code from} whose home is {@code line} or before; 0: none. */
    private long passedBy(long line, long from) {
        for (long at = from; at < from + IndexLine.BYTES; at += IndexLine.ENTRY_BYTES) {
            final long entry = Memory.i64(at);
            if (entry != 0 && homeLine(entryTag(entry)) <= line) {
                return at;
            }
        }
        return 0;
    }

    /** Of the lines in use. */
    long touchedBytes() {
        return lines() * IndexLine.BYTES;
    }

    @Override
    public void close() {
        pages.close();
        region.close();
        growth.close();
    }
}
