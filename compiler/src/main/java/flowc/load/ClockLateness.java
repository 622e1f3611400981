package flowc.load;

import org.HdrHistogram.Histogram;

/**
 * How late a thread was that does nothing but read the clock.
 *
 * @param late nanoseconds by which it was late
 * @param stalls how often a millisecond or more passed between two looks at the clock
 * @param longestCpuNanos the most CPU time between two looks at the clock: on some machines, virtual ones, a stall counts as CPU time in part, and then CPU times of others have stalls in them too
 */
public record ClockLateness(Histogram late, long stalls, long longestCpuNanos) {}
