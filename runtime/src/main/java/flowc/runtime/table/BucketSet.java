package flowc.runtime.table;

import java.util.Arrays;

/** Which of 32,768 buckets in a circle hold rows: a bit each, a bit for each 64 of them, and so on up to one word, so that the next one is found in a few steps. */
final class BucketSet {
    static final int SIZE = 1 << 15;

    private final long[] words = new long[SIZE >>> 6];
    /** Which words are not 0. */
    private final long[] groups = new long[SIZE >>> 12];
    /** Which groups are not 0. */
    private long summary;

    boolean isEmpty() {
        return summary == 0;
    }

    void add(int bucket) {
        words[bucket >>> 6] |= 1L << bucket;
        groups[bucket >>> 12] |= 1L << (bucket >>> 6);
        summary |= 1L << (bucket >>> 12);
    }

    void remove(int bucket) {
        words[bucket >>> 6] &= ~(1L << bucket);
        if (words[bucket >>> 6] == 0) {
            groups[bucket >>> 12] &= ~(1L << (bucket >>> 6));
            if (groups[bucket >>> 12] == 0) {
                summary &= ~(1L << (bucket >>> 12));
            }
        }
    }

    /**
     * The first bucket held from {@code bucket} on, around the circle. The set is not empty. No branch: which way it goes may be the same for seconds and then change, and
     * code that was compiled meanwhile would be thrown away, with that of packets around it.
     */
    int next(int bucket) {
        final int word = bucket >>> 6;
        final long here = words[word] & (-1L << bucket);
        final int other = nextWord(word);
        return choose(here, (word << 6) + Long.numberOfTrailingZeros(here), (other << 6) + Long.numberOfTrailingZeros(words[other]));
    }

    /** The first word behind {@code word} that is not 0, around the circle; {@code word} itself when it is the only one. */
    private int nextWord(int word) {
        final int group = word >>> 6;
        final long here = groups[group] & (-2L << word);
        final int other = nextGroup(group);
        return choose(here, (group << 6) + Long.numberOfTrailingZeros(here), (other << 6) + Long.numberOfTrailingZeros(groups[other]));
    }

    private int nextGroup(int group) {
        final long later = summary & (-2L << group);
        return choose(later, Long.numberOfTrailingZeros(later), Long.numberOfTrailingZeros(summary));
    }

    /** {@code some} unless {@code bits} is 0, else {@code none}. */
    private static int choose(long bits, int some, int none) {
        final int mask = (int) ((bits | -bits) >> (Long.SIZE - 1));
        return some & mask | none & ~mask;
    }

    void clear() {
        Arrays.fill(words, 0);
        Arrays.fill(groups, 0);
        summary = 0;
    }
}
