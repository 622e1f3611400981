package flowc.runtime.table;

/** The lanes {@code first} to {@code end - 1} of a table. */
public record LaneRange(int first, int end) {
    public LaneRange {
        if (end < first) {
            throw new IllegalArgumentException("a range of lanes must not end before it begins: first=" + first + " end=" + end);
        }
    }

    /** What worker {@code worker} of {@code workers} owns of {@code lanes} lanes: neighbouring lanes, as equal in number as can be; none when there are more workers than lanes. */
    public static LaneRange share(int worker, int workers, int lanes) {
        return new LaneRange(worker * lanes / workers, (worker + 1) * lanes / workers);
    }

    public int count() {
        return end - first;
    }
}
