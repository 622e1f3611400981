package flowc.runtime.memory;

/**
 * The live regions, kept so that {@link Memory#CHECKED} runs can tell a stray access. Any thread. A look-up allocates nothing, so that
 * checked runs can be tested for allocation too.
 */
public final class Regions {
    /** Address and end of each region by turns, ascending by address; replaced as a whole. */
    private static volatile long[] bounds = {};
    private static long mostBytes;

    private Regions() {}

    /** Makes {@code bytes} bytes from {@code address} on legal to access; nothing unless checks are on. */
    public static void register(long address, long bytes) {
        if (Memory.CHECKED && bytes > 0) {
            put(address, bytes);
        }
    }

    public static void unregister(long address) {
        if (Memory.CHECKED) {
            remove(address);
        }
    }

    static void check(long address, long bytes) {
        final long[] bounds = Regions.bounds;
        final int at = floor(bounds, address);
        if (bytes != 0 && (at < 0 || bytes < 0 || bytes > bounds[at + 1] - address)) {
            throw new IndexOutOfBoundsException("an access must lie in one live region: address=0x" + Long.toHexString(address) + " bytes=" + bytes);
        }
    }

    private static synchronized void put(long address, long bytes) {
        remove(address);
        final long[] old = bounds;
        final int from = floor(old, address) + 2;
        final long[] grown = new long[old.length + 2];
        System.arraycopy(old, 0, grown, 0, from);
        grown[from] = address;
        grown[from + 1] = address + bytes;
        System.arraycopy(old, from, grown, from + 2, old.length - from);
        bounds = grown;
        mostBytes = Math.max(mostBytes, bytes(grown));
    }

    private static synchronized void remove(long address) {
        final long[] old = bounds;
        final int at = floor(old, address);
        if (at < 0 || old[at] != address) {
            return;
        }
        final long[] shrunk = new long[old.length - 2];
        System.arraycopy(old, 0, shrunk, 0, at);
        System.arraycopy(old, at + 2, shrunk, at, shrunk.length - at);
        bounds = shrunk;
    }

    /** For tests of how much is taken: the most bytes that were registered at a time since the last call. */
    static synchronized long mostBytes() {
        final long most = mostBytes;
        mostBytes = bytes(bounds);
        return most;
    }

    private static long bytes(long[] bounds) {
        long bytes = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            bytes += bounds[i + 1] - bounds[i];
        }
        return bytes;
    }

    /** Where the last region that begins at or before {@code address} stands; negative when there is none. */
    private static int floor(long[] bounds, long address) {
        int low = 0;
        int high = bounds.length / 2 - 1;
        while (low <= high) {
            final int middle = (low + high) >>> 1;
            if (bounds[2 * middle] <= address) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return 2 * high;
    }
}
