package flowc.load;

/**
 * How long a run is.
 *
 * @param warmup packets, after one of each steady flow, that are not measured
 * @param packets that are measured at most
 * @param nanos that are measured at most, of the clock on the wall
 */
public record Extent(long warmup, long packets, long nanos) {
    public Extent {
        if (warmup < 0 || packets < 1 || nanos < 1) {
            throw new IllegalArgumentException("something must be measured: warmup=" + warmup + " packets=" + packets + " nanos=" + nanos);
        }
    }

    /** Of one of {@code queues} queues, whose packets are so many all together. */
    Extent of(int queues) {
        return new Extent(warmup / queues, packets == Long.MAX_VALUE ? packets : Math.ceilDiv(packets, queues), nanos);
    }
}
