package flowc.compiler.filter.graph;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * What is known of a number: from {@code low} to {@code high}, unsigned, and none of {@code excluded}, which lie between. Immutable.
 *
 * @param excluded ascending; nobody changes it
 * @param hash of the others
 */
record Known(long low, long high, long[] excluded, int hash) {
    /** More are not worth their comparing. */
    private static final int MOST_EXCLUDED = 16;

    private static final long[] NOTHING = {};

    /** The hash is asked for often. */
    private Known(long low, long high, long[] excluded) {
        this(low, high, excluded, 31 * (31 * Long.hashCode(low) + Long.hashCode(high)) + Arrays.hashCode(excluded));
    }

    static Known upTo(long high) {
        return new Known(0, high, NOTHING);
    }

    static Known exactly(long value) {
        return new Known(value, value, NOTHING);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Known known && hash == known.hash && low == known.low && high == known.high && Arrays.equals(excluded, known.excluded);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    boolean isOne() {
        return low == high;
    }

    /** Null where it may or may not be. */
    Boolean equal(long value) {
        if (value < low || value > high || Arrays.binarySearch(excluded, value) >= 0) {
            return false;
        }
        return isOne() ? true : null;
    }

    /** Null where it may or may not be. */
    Boolean below(Known other) {
        if (high < other.low) {
            return true;
        }
        return low >= other.high ? false : null;
    }

    Known atMost(long bound) {
        return bound >= high ? this : tight(low, bound, excluded);
    }

    Known atLeast(long bound) {
        return bound <= low ? this : tight(bound, high, excluded);
    }

    Known without(long value) {
        final int place = Arrays.binarySearch(excluded, value);
        if (value < low || value > high || place >= 0 || (value != low && value != high && excluded.length >= MOST_EXCLUDED)) {
            return this;
        }
        final int at = -place - 1;
        final long[] more = Arrays.copyOf(excluded, excluded.length + 1);
        System.arraycopy(excluded, at, more, at + 1, excluded.length - at);
        more[at] = value;
        return tight(low, high, more);
    }

    /** Without the exclusions that {@code wanted} does not hold. */
    Known onlyExcluding(LongPredicate wanted) {
        final long[] kept = excluded.length == 0 ? excluded : Arrays.stream(excluded).filter(wanted).toArray();
        return kept.length == excluded.length ? this : new Known(low, high, kept);
    }

    /** Moves the ends over what is excluded there, and forgets what is excluded beyond them. */
    private static Known tight(long low, long high, long[] excluded) {
        long least = low;
        long most = high;
        int from = 0;
        int to = excluded.length;
        while (from < to && (excluded[from] < least || (excluded[from] == least && least < most))) {
            least = Math.max(least, excluded[from++] + 1);
        }
        while (from < to && (excluded[to - 1] > most || (excluded[to - 1] == most && least < most))) {
            most = Math.min(most, excluded[--to] - 1);
        }
        return new Known(least, most, Arrays.copyOfRange(excluded, from, to));
    }
}
