package flowc.runtime.table;

import java.util.Arrays;

/** Which of 4,096 buckets in a circle hold rows: a bit each, and a bit for each 64 of them, so that the next one is found in a few steps. */
final class BucketSet {
    static final int SIZE = Long.SIZE * Long.SIZE;

    private final long[] words = new long[Long.SIZE];
    private long summary;

    boolean isEmpty() {
        return summary == 0;
    }

    void add(int bucket) {
        final int word = bucket >>> 6;
        words[word] |= 1L << bucket;
        summary |= 1L << word;
    }

    void remove(int bucket) {
        final int word = bucket >>> 6;
        words[word] &= ~(1L << bucket);
        if (words[word] == 0) {
            summary &= ~(1L << word);
        }
    }

    /** The first bucket held from {@code bucket} on, around the circle. The set is not empty. */
    int next(int bucket) {
        final int word = bucket >>> 6;
        final long rest = words[word] & (-1L << bucket);
        if (rest != 0) {
            return (word << 6) + Long.numberOfTrailingZeros(rest);
        }
        final long later = summary & (-2L << word);
        final int next = Long.numberOfTrailingZeros(later != 0 ? later : summary);
        return (next << 6) + Long.numberOfTrailingZeros(words[next]);
    }

    void clear() {
        Arrays.fill(words, 0);
        summary = 0;
    }
}
