package flowc.runtime.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The live regions, kept so that {@link Memory#CHECKED} runs can tell a stray access. Any thread. */
public final class Regions {
    private static final ConcurrentSkipListMap<Long, Long> LENGTH_BY_ADDRESS = new ConcurrentSkipListMap<>();

    private Regions() {}

    /** Makes {@code bytes} bytes from {@code address} on legal to access; nothing unless checks are on. */
    public static void register(long address, long bytes) {
        if (Memory.CHECKED && bytes > 0) {
            LENGTH_BY_ADDRESS.put(address, bytes);
        }
    }

    public static void unregister(long address) {
        if (Memory.CHECKED) {
            LENGTH_BY_ADDRESS.remove(address);
        }
    }

    static void check(long address, long bytes) {
        final Map.Entry<Long, Long> region = LENGTH_BY_ADDRESS.floorEntry(address);
        if (bytes != 0 && (region == null || address + bytes > region.getKey() + region.getValue())) {
            throw new IndexOutOfBoundsException("an access must lie in one live region: address=0x" + Long.toHexString(address) + " bytes=" + bytes);
        }
    }
}
