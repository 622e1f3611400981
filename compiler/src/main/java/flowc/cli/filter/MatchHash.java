package flowc.cli.filter;

import java.util.Locale;

/** How many packets of a capture match, and FNV-1a over their numbers, each as 8 little-endian bytes: tells two sets apart. */
final class MatchHash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long count;
    private long hash = OFFSET;

    /** Adds the packets whose bit is set; bit 0 is the capture's number {@code firstIndex}, from 0 on. */
    void add(long chosen, long firstIndex) {
        count += Long.bitCount(chosen);
        for (long left = chosen; left != 0; left &= left - 1) {
            final long index = firstIndex + Long.numberOfTrailingZeros(left);
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                hash = (hash ^ (index >>> shift & 0xff)) * PRIME;
            }
        }
    }

    /** Count, tab, 16 hex digits. */
    @Override
    public String toString() {
        return count + "\t" + String.format(Locale.ROOT, "%016x", hash);
    }
}
