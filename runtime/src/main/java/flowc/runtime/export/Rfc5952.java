package flowc.runtime.export;

/** The text form of IPv6 addresses that RFC 5952 recommends, IPv4-mapped addresses in mixed notation as of its section 5. */
final class Rfc5952 {
    private static final int GROUPS = 8;
    private static final long MAPPED_PREFIX = 0xffffL;

    private Rfc5952() {}

    /** Writes the address whose first eight bytes are {@code high} and last eight are {@code low}, read in network order. */
    static void write(TextBuffer out, long high, long low) {
        if (high == 0 && low >>> 32 == MAPPED_PREFIX) {
            out.put("::ffff:");
            dotted(out, low);
            return;
        }
        final int gap = longestZeroRun(high, low); // start in the upper, length in the lower half byte; 0: none
        final int gapStart = gap == 0 ? GROUPS : gap >> 4;
        final int gapEnd = gapStart + (gap & 15);
        for (int i = 0; i < GROUPS; i++) {
            if (i == gapStart) {
                out.put(':').put(':');
                i = gapEnd - 1;
                continue;
            }
            if (i > 0 && i != gapEnd) {
                out.put(':');
            }
            group(out, groupAt(high, low, i));
        }
    }

    /** Writes the IPv4 address in the low 32 bits. */
    static void dotted(TextBuffer out, long address) {
        out.unsigned(address >>> 24 & 0xff).put('.').unsigned(address >>> 16 & 0xff).put('.');
        out.unsigned(address >>> 8 & 0xff).put('.').unsigned(address & 0xff);
    }

    private static int groupAt(long high, long low, int index) {
        final long half = index < 4 ? high : low;
        return (int) (half >>> 16 * (3 - (index & 3))) & 0xffff;
    }

    private static void group(TextBuffer out, int group) {
        out.hex(group, group > 0xfff ? 4 : group > 0xff ? 3 : group > 0xf ? 2 : 1);
    }

    /** The first of the longest runs of two or more zero groups (sections 4.2.2 and 4.2.3): start times 16 plus length, or 0. */
    private static int longestZeroRun(long high, long low) {
        int best = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            length = groupAt(high, low, i) == 0 ? length + 1 : 0;
            if (length > 1 && length > (best & 15)) {
                best = (i - length + 1) << 4 | length;
            }
        }
        return best;
    }
}
