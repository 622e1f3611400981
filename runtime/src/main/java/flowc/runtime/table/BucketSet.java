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

    /** The first bucket held from {@code bucket} on, around the circle. The set is not empty. */
    int next(int bucket) {
        final int word = bucket >>> 6;
        final long rest = words[word] & (-1L << bucket);
        return rest != 0 ? (word << 6) + Long.numberOfTrailingZeros(rest) : first(nextWord(word));
    }

    /** The first word behind {@code word} that is not 0, around the circle. */
    private int nextWord(int word) {
        final int group = word >>> 6;
        final long rest = groups[group] & (-2L << word);
        if (rest != 0) {
            return (group << 6) + Long.numberOfTrailingZeros(rest);
        }
        final long later = summary & (-2L << group);
        final int next = Long.numberOfTrailingZeros(later != 0 ? later : summary);
        return (next << 6) + Long.numberOfTrailingZeros(groups[next]);
    }

    private int first(int word) {
        return (word << 6) + Long.numberOfTrailingZeros(words[word]);
    }

    void clear() {
        Arrays.fill(words, 0);
        Arrays.fill(groups, 0);
        summary = 0;
    }
}
