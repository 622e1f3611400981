package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;

/**
 * Finds rows by key. The top bits of a hash choose the lane; each lane is an open-addressing array of 8-byte entries whose home slots follow
 * the order of the hashes, so that the rows of a range of hashes stand together (what {@link EvictionScan} needs):
 * <pre> hash:   | lane (0 or 6 bits) | tag (32 bits)           | rest |
 *                                    | home slot | tells apart |
 *       entry:  bit 0        32     64     0: empty
 *             | row number | tag  |
 *       region: | lane 0 … lane n at 64 slots each | lane 0 … lane n at 128 slots each | …      </pre>
 * A lane doubles into the next part of the region when it is 3/4 full; the last part holds the lane's limit. Only parts in use are ever
 * touched. Removing shifts entries back, so that nothing is left behind.
 */
final class LaneIndex implements AutoCloseable {
    private static final int MIN_SLOTS = 8;
    private static final int FIRST_SLOTS = 64;
    private static final int LANE_BITS = 6;
    private static final long LANE_SHIFT = Long.SIZE - LANE_BITS;
    private static final long TAG_BITS = 32;
    private static final long NUMBER_MASK = 0xffff_ffffL;

    private final RowStore rows;
    private final Region region;
    private final TableKeys keys;
    private final long laneMask;
    private final long laneBits;
    private final long firstSlots;
    private final int ownedFirst;
    private final int ownedLanes;
    private final long[] bases;
    /** What a tag is shifted right by to give its home slot. */
    private final int[] homeShifts;
    private final long[] counts;

    LaneIndex(TableSettings settings, RowStore rows, TableKeys keys) {
        final int lanes = settings.lanes();
        final long maxSlots = slotsFor(settings.limitPerLane());
        this.rows = rows;
        this.keys = keys;
        this.laneMask = lanes - 1;
        this.laneBits = lanes == 1 ? 0 : LANE_BITS;
        this.firstSlots = Math.min(FIRST_SLOTS, maxSlots);
        this.ownedFirst = settings.owned().first();
        this.ownedLanes = settings.owned().count();
        this.region = Region.allocate(ownedLanes * (2 * maxSlots - firstSlots) * Long.BYTES, "the index of table '" + settings.name() + "'");
        this.bases = new long[lanes];
        this.homeShifts = new int[lanes];
        this.counts = new long[lanes];
        for (int lane = ownedFirst; lane < settings.owned().end(); lane++) {
            place(lane, firstSlots);
        }
    }

    /** A lane of this limit is at most 3/4 full. */
    static long slotsFor(long limitPerLane) {
        final long slots = Math.max(MIN_SLOTS, Long.highestOneBit(limitPerLane) << 1);
        return limitPerLane * 4 <= slots * 3 ? slots : slots * 2;
    }

    private void place(int lane, long slots) {
        bases[lane] = region.address() + (ownedLanes * (slots - firstSlots) + (lane - ownedFirst) * slots) * Long.BYTES;
        homeShifts[lane] = (int) TAG_BITS - Long.numberOfTrailingZeros(slots);
    }

    /** The bit of a hash that is the lowest of its tag. */
    static long lowestTagBit(int lanes) {
        return 1L << (TAG_BITS - (lanes == 1 ? 0 : LANE_BITS));
    }

    int lane(long hash) {
        return (int) ((hash >>> LANE_SHIFT) & laneMask);
    }

    long tag(long hash) {
        return (hash << laneBits) >>> TAG_BITS;
    }

    long count(int lane) {
        return counts[lane];
    }

    /** Slots of a lane less 1. */
    long slotMask(int lane) {
        return NUMBER_MASK >>> homeShifts[lane];
    }

    /** The entry in a slot; 0 when empty. */
    long entry(int lane, long slot) {
        return Memory.i64(bases[lane] + slot * Long.BYTES);
    }

    static long entryTag(long entry) {
        return entry >>> TAG_BITS;
    }

    long entryRow(long entry) {
        return rows.address(entry & NUMBER_MASK);
    }

    /** The row of a key, or 0. */
    long find(long key, long hash) {
        final int lane = lane(hash);
        final long base = bases[lane];
        final int homeShift = homeShifts[lane];
        final long mask = NUMBER_MASK >>> homeShift;
        final long tag = tag(hash);
        final long bytes = keys.bytes(hash);
        long slot = tag >>> homeShift;
        while (true) {
            final long entry = Memory.i64(base + slot * Long.BYTES);
            if (entry == 0) {
                return 0;
            }
            if (entry >>> TAG_BITS == tag) {
                final long row = rows.address(entry & NUMBER_MASK);
                if (TableKeys.isSame(keys.of(row), key, bytes)) {
                    return row;
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    /** The entry in a hash's home slot, whosever it is. */
    long homeEntry(long hash) {
        final int lane = lane(hash);
        return Memory.i64(bases[lane] + (tag(hash) >>> homeShifts[lane]) * Long.BYTES);
    }

    /** The first row with the hash's tag, or 0: all but always the one that {@link #find} will find. Looks at no row. */
    long likelyRow(long hash) {
        final int lane = lane(hash);
        final long base = bases[lane];
        final int homeShift = homeShifts[lane];
        final long mask = NUMBER_MASK >>> homeShift;
        final long tag = tag(hash);
        long slot = tag >>> homeShift;
        while (true) {
            final long entry = Memory.i64(base + slot * Long.BYTES);
            if (entry == 0) {
                return 0;
            }
            if (entry >>> TAG_BITS == tag) {
                return rows.address(entry & NUMBER_MASK);
            }
            slot = (slot + 1) & mask;
        }
    }

    /** Adds a row whose key is not in it, to a lane below its limit. */
    void insert(long number, long hash) {
        final int lane = lane(hash);
        if ((counts[lane] + 1) * 4 > (slotMask(lane) + 1) * 3) {
            grow(lane);
        }
        counts[lane]++;
        put(lane, (tag(hash) << TAG_BITS) | number);
    }

    private void put(int lane, long entry) {
        final long mask = slotMask(lane);
        long slot = home(lane, entry);
        while (entry(lane, slot) != 0) {
            slot = (slot + 1) & mask;
        }
        set(lane, slot, entry);
    }

    private void grow(int lane) {
        final long oldBase = bases[lane];
        final long oldSlots = slotMask(lane) + 1;
        place(lane, oldSlots * 2);
        for (long slot = 0; slot < oldSlots; slot++) {
            final long entry = Memory.i64(oldBase + slot * Long.BYTES);
            if (entry != 0) {
                put(lane, entry);
            }
        }
    }

    /** Removes a row that is in it. */
    void remove(long number, long hash) {
        final int lane = lane(hash);
        final long mask = slotMask(lane);
        final long removed = (tag(hash) << TAG_BITS) | number;
        long hole = home(lane, removed);
        while (entry(lane, hole) != removed) {
            hole = hole + 1 & mask;
        }
        counts[lane]--;
        long slot = hole;
        while (true) {
            slot = (slot + 1) & mask;
            final long entry = entry(lane, slot);
            if (entry == 0) {
                set(lane, hole, 0);
                return;
            }
            // An entry may move back to the hole unless that is before its home.
            if (((slot - home(lane, entry)) & mask) >= ((slot - hole) & mask)) {
                set(lane, hole, entry);
                hole = slot;
            }
        }
    }

    /** Of the parts ever used; a lane that has grown leaves parts behind that are as large together as the one in use. */
    long touchedBytes() {
        long slots = 0;
        for (int lane = ownedFirst; lane < ownedFirst + ownedLanes; lane++) {
            slots += 2 * (slotMask(lane) + 1) - firstSlots;
        }
        return slots * Long.BYTES;
    }

    private long home(int lane, long entry) {
        return entryTag(entry) >>> homeShifts[lane];
    }

    private void set(int lane, long slot, long entry) {
        Memory.putI64(bases[lane] + slot * Long.BYTES, entry);
    }

    @Override
    public void close() {
        region.close();
    }
}
