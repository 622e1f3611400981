package flowc.bench.soak;

import flowc.bench.compare.Mark;
import flowc.bench.compare.Measurement;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Whether a run stayed as it was. Quarters are compared by their medians, so that a stall of the machine that takes less than half of a quarter says
 * nothing; a leak shows, since it never ends: of 10 minutes at a million packets per second 3 % of 300 MiB are 0.02 bytes a packet.
 */
final class Steadiness {
    private static final double MOST_MEMORY = 1.03;
    private static final double LEAST_RATE = 0.8;
    /** Who looks from another thread sees a row ended before the one is made that takes its place. */
    private static final double LEAST_FILL = 0.99;

    private Steadiness() {}

    /** {@code intervals} and {@code report} as {@code flowc bench} prints them. */
    static List<Mark> marks(List<Measurement> intervals, Measurement report) {
        return List.of(
                new Mark("memory: resident bytes, median of the last quarter over that of the first", growth(intervals, "resident_bytes"), false, MOST_MEMORY),
                new Mark("rate: packets per CPU second, the same", growth(intervals, "mpps"), true, LEAST_RATE),
                new Mark("fill of the fullest table, where it was lowest", intervals.stream().mapToDouble(one -> one.number("table_fill")).min().orElse(Double.NaN), true, LEAST_FILL),
                new Mark("flows evicted in the interval with the fewest", fewest(intervals, one -> one.number("evicted")), true, 1),
                new Mark("flows that ended by a timeout, the same", fewest(intervals, one -> one.number("made") - one.number("evicted") - one.number("live_flows")), true, 1),
                new Mark("packets lost", report.number("lost"), false, 0));
    }

    private static double growth(List<Measurement> intervals, String key) {
        final int quarter = intervals.size() / 4;
        return median(intervals.subList(intervals.size() - quarter, intervals.size()), key) / median(intervals.subList(0, quarter), key);
    }

    private static double median(List<Measurement> intervals, String key) {
        final double[] values = intervals.stream().mapToDouble(one -> one.number(key)).sorted().toArray();
        return values.length == 0 ? Double.NaN : values[values.length / 2];
    }

    /** Of a count that only grows: by how much it grew in the interval where that was least. */
    private static double fewest(List<Measurement> intervals, ToDoubleFunction<Measurement> count) {
        return IntStream.range(1, intervals.size()).mapToDouble(i -> count.applyAsDouble(intervals.get(i)) - count.applyAsDouble(intervals.get(i - 1))).min().orElse(Double.NaN);
    }
}
