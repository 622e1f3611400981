package flowc.runtime.table;

/**
 * What a table is, once the tracker's parameters are known.
 *
 * @param name as the user calls it
 * @param keyBytes a multiple of 8, 8 or more
 * @param compactKeyBytes bytes of a {@link KeyForm#COMPACT} key, a multiple of 8; 0: the table has none
 * @param stateBytes a multiple of 8
 * @param coldStateBytes of these, what lies apart because few packets need it; a multiple of 8
 * @param idleNanos the idle timeout; 0, less, or {@link Long#MAX_VALUE}: none
 * @param activeNanos the active timeout; likewise
 * @param limit the most rows it holds, 1 to {@link #MAX_LIMIT}; divided among the lanes, rounded up
 * @param seed of the keys' hash
 * @param owned the lanes whose rows are held here; the others are another worker's
 */
public record TableSettings(
        String name, long keyBytes, long compactKeyBytes, long stateBytes, long coldStateBytes, long idleNanos, long activeNanos, long limit, EvictionPolicy eviction, long seed,
        LaneRange owned) {
    /** Where the declaration says nothing. */
    public static final long DEFAULT_LIMIT = 1L << 20;

    /** Row numbers have 31 bits, one of them for the form, and each lane rounds up. */
    public static final long MAX_LIMIT = (1L << 30) - 256;

    /** From this limit on a table has {@link #MANY_LANES} lanes. */
    public static final long LANES_FROM_LIMIT = 65_536;

    public static final int MANY_LANES = 64;

    public TableSettings {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("the limit of table '" + name + "' must be 1 to " + MAX_LIMIT + " rows: limit=" + limit);
        }
        if (compactKeyBytes < 0 || compactKeyBytes % Long.BYTES != 0 || keyBytes < Long.BYTES || keyBytes % Long.BYTES != 0 || stateBytes < 0 || stateBytes % Long.BYTES != 0) {
            throw new IllegalArgumentException("key and state must be multiples of 8 bytes: keyBytes=" + keyBytes + " stateBytes=" + stateBytes);
        }
        if (coldStateBytes < 0 || coldStateBytes > stateBytes || coldStateBytes % Long.BYTES != 0) {
            throw new IllegalArgumentException("what lies apart must be a part of the state: coldStateBytes=" + coldStateBytes + " stateBytes=" + stateBytes);
        }
        if (owned.first() < 0 || owned.end() > lanes(limit)) {
            throw new IllegalArgumentException("a table's owned lanes must be some of its lanes: owned=" + owned + " lanes=" + lanes(limit));
        }
        idleNanos = idleNanos <= 0 ? Long.MAX_VALUE : idleNanos;
        activeNanos = activeNanos <= 0 ? Long.MAX_VALUE : activeNanos;
    }

    /** A table that holds all its lanes, and all of a row's state in the row. */
    public TableSettings(String name, long keyBytes, long compactKeyBytes, long stateBytes, long idleNanos, long activeNanos, long limit, EvictionPolicy eviction, long seed) {
        this(name, keyBytes, compactKeyBytes, stateBytes, 0, idleNanos, activeNanos, limit, eviction, seed, new LaneRange(0, lanes(limit)));
    }

    /** The same table where {@code bytes} of the state lie apart. */
    public TableSettings withColdState(long bytes) {
        return new TableSettings(name, keyBytes, compactKeyBytes, stateBytes, bytes, idleNanos, activeNanos, limit, eviction, seed, owned);
    }

    /** The same table where it holds only some of its lanes. */
    public TableSettings owning(LaneRange lanes) {
        return new TableSettings(name, keyBytes, compactKeyBytes, stateBytes, coldStateBytes, idleNanos, activeNanos, limit, eviction, seed, lanes);
    }

    /** The same table with all its lanes and another limit. */
    public TableSettings withLimit(long rows) {
        return new TableSettings(name, keyBytes, compactKeyBytes, stateBytes, coldStateBytes, idleNanos, activeNanos, rows, eviction, seed, new LaneRange(0, lanes(rows)));
    }

    /** Bytes of the state that lie in the row. */
    public long hotStateBytes() {
        return stateBytes - coldStateBytes;
    }

    /** The most rows that are held here. */
    public long ownedLimit() {
        return limitPerLane() * owned.count();
    }

    /** Depends on the declaration only, so that results do not depend on the number of workers. */
    public int lanes() {
        return lanes(limit);
    }

    /** The lanes of a table of this limit. */
    public static int lanes(long limit) {
        return limit >= LANES_FROM_LIMIT ? MANY_LANES : 1;
    }

    /** The bit of a key's hash that tells its {@link KeyForm}; 0: all keys are wide. It is the lowest that the index keeps with a row. */
    public long formBit() {
        return compactKeyBytes == 0 ? 0 : LaneIndex.lowestTagBit();
    }

    public long limitPerLane() {
        return (limit + lanes() - 1) / lanes();
    }
}
