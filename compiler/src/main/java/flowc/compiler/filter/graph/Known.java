package flowc.compiler.filter.graph;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/** What is known of a number: from {@code low} to {@code high}, unsigned, and none of {@code excluded}, which lie between. */
record Known(long low, long high, NavigableSet<Long> excluded) {
    /** More are not worth their comparing. */
    private static final int MOST_EXCLUDED = 16;

    static Known upTo(long high) {
        return new Known(0, high, Collections.emptyNavigableSet());
    }

    static Known exactly(long value) {
        return new Known(value, value, Collections.emptyNavigableSet());
    }

    boolean isOne() {
        return low == high;
    }

    /** Null where it may or may not be. */
    Boolean equal(long value) {
        if (value < low || value > high || excluded.contains(value)) {
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
        return between(low, Math.min(high, bound));
    }

    Known atLeast(long bound) {
        return between(Math.max(low, bound), high);
    }

    private Known between(long least, long most) {
        return excluded.isEmpty() ? new Known(least, most, excluded)
            : new Known(least, most, new TreeSet<>(excluded.subSet(least, true, Math.max(least, most), true))).tight();
    }

    Known without(long value) {
        if (value < low || value > high || (value != low && value != high && excluded.size() >= MOST_EXCLUDED)) {
            return this;
        }
        final TreeSet<Long> more = new TreeSet<>(excluded);
        more.add(value);
        return new Known(low, high, more).tight();
    }

    /** Without the exclusions that {@code wanted} does not hold. */
    Known onlyExcluding(LongPredicate wanted) {
        if (excluded.isEmpty()) {
            return this;
        }
        final TreeSet<Long> kept = new TreeSet<>(excluded);
        kept.removeIf(value -> !wanted.test(value));
        return kept.size() == excluded.size() ? this : new Known(low, high, kept);
    }

    /** Moves the ends over what is excluded there. */
    private Known tight() {
        long least = low;
        long most = high;
        while (least < most && excluded.contains(least)) {
            excluded.remove(least++);
        }
        while (least < most && excluded.contains(most)) {
            excluded.remove(most--);
        }
        return new Known(least, most, excluded);
    }
}
