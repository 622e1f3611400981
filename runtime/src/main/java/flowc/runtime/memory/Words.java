package flowc.runtime.memory;

/** Small operations on bytes in memory that generated code calls. Nothing here allocates. */
public final class Words {
    private Words() {}

    /**
     * Puts the two values of {@code bytes} bytes that lie side by side at {@code address} into an order that depends on their bytes only.
     *
     * @return 1 when they were swapped, else 0
     */
    public static long sortPair(long address, long bytes) {
        final long second = address + bytes;
        if (!isAfter(address, second, bytes)) {
            return 0;
        }
        long offset = 0;
        for (; offset + Long.BYTES <= bytes; offset += Long.BYTES) {
            final long kept = Memory.i64(address + offset);
            Memory.putI64(address + offset, Memory.i64(second + offset));
            Memory.putI64(second + offset, kept);
        }
        for (; offset < bytes; offset++) {
            final long kept = Memory.u8(address + offset);
            Memory.putU8(address + offset, Memory.u8(second + offset));
            Memory.putU8(second + offset, kept);
        }
        return 1;
    }

    /** Any total order will do; words first, because most pairs differ early. */
    private static boolean isAfter(long left, long right, long bytes) {
        long offset = 0;
        for (; offset + Long.BYTES <= bytes; offset += Long.BYTES) {
            final long l = Memory.i64(left + offset);
            final long r = Memory.i64(right + offset);
            if (l != r) {
                return Long.compareUnsigned(l, r) > 0;
            }
        }
        for (; offset < bytes; offset++) {
            final long difference = Memory.u8(left + offset) - Memory.u8(right + offset);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return false;
    }

    /** Whether the first {@code prefixLength} (0 to 128) of the 16 bytes in network order at {@code address} are those of {@code high} and {@code low}. */
    public static boolean inNetwork(long address, long high, long low, long prefixLength) {
        final long highMask = prefixLength >= Long.SIZE ? -1 : prefixLength == 0 ? 0 : -1L << (Long.SIZE - prefixLength);
        final long lowMask = prefixLength <= Long.SIZE ? 0 : -1L << (2 * Long.SIZE - prefixLength);
        return ((Memory.i64be(address) ^ high) & highMask) == 0 && ((Memory.i64be(address + Long.BYTES) ^ low) & lowMask) == 0;
    }
}
