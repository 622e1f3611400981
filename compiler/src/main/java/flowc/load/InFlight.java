package flowc.load;

/**
 * Bursts that were handed out and are not done with: when their time began, and how many packets each has. Where only one is on its way at a time it is
 * always in the same place, so that it stays in the cache. One thread.
 */
final class InFlight {
    /** More than an engine has on the way to its workers. */
    private static final int BURSTS = 4096;

    private final long[] numbers = new long[BURSTS];
    private final long[] begins = new long[BURSTS];
    private final int[] counts = new int[BURSTS];
    private int first;
    private int size;
    private long packets;

    /** Burst {@code number}, counting all that were given, began at {@code begin} ns. */
    void add(long number, long begin, int count) {
        if (size == BURSTS) {
            throw new IllegalStateException("bursts must be released now and then: in flight=" + size);
        }
        final int place = (first + size++) % BURSTS;
        numbers[place] = number;
        begins[place] = begin;
        counts[place] = count;
        packets += count;
    }

    /** What is told of bursts that are done with. */
    interface Done {
        /** A burst of {@code count} packets that began at {@code begin} ns was over at {@code now}. */
        void burst(long begin, long now, int count);
    }

    /** Bursts up to {@code number} are over at {@code now}. */
    void release(long number, long now, Done done) {
        while (size > 0 && numbers[first] <= number) {
            done.burst(begins[first], now, counts[first]);
            packets -= counts[first];
            size--;
            first = size == 0 ? 0 : (first + 1) % BURSTS;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    long packets() {
        return packets;
    }
}
