package flowc.load;

import java.util.function.Consumer;

/** Who is told of a run's intervals, and how long they are, ns; on a thread of its own. */
public record IntervalReports(long nanos, Consumer<LoadInterval> reader) {
    /** Nobody. */
    public static final IntervalReports NONE = new IntervalReports(Long.MAX_VALUE, _ -> {});

    public IntervalReports {
        if (nanos < 1) {
            throw new IllegalArgumentException("an interval must have a length: nanos=" + nanos);
        }
    }
}
