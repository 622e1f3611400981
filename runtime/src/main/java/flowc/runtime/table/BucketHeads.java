package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;

/** Number of the first row of each of a {@link DeadlineWheel}'s lists; 0: none. */
final class BucketHeads implements AutoCloseable {
    private final Region region;
    private final long base;

    /** {@code lists} may be 0 where nothing ever waits. */
    BucketHeads(long lists, String table) {
        this.region = Region.allocate(lists * Integer.BYTES, "the waiting deadlines of table '" + table + "'");
        this.base = region.address();
    }

    long first(int list) {
        return Memory.u32(base + (long) list * Integer.BYTES);
    }

    void put(int list, long number) {
        Memory.putU32(base + (long) list * Integer.BYTES, number);
    }

    void clear() {
        Memory.zero(base, region.bytes());
    }

    @Override
    public void close() {
        region.close();
    }
}
