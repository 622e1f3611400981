package flowc.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.bench.compare.Mark;
import flowc.bench.compare.Measurement;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteadinessTest {
    private static final List<Boolean> ALL = List.of(true, true, true, true, true, true);

    /** A run of 40 intervals, {@code change} made to the numbers of each. */
    private static List<Boolean> verdict(IntFunction<Map<String, Double>> change, int lost) throws IOException {
        final List<Measurement> intervals = IntStream.range(0, 40).mapToObj(i -> {
            final Map<String, Double> numbers = new HashMap<>(Map.of("resident_bytes", 3e8, "mpps", 2.0, "table_fill", 1.0, "live_flows", 1000.0, "made", 2000.0 + 200 * i, "evicted", 50.0 * i));
            numbers.putAll(change.apply(i));
            return new Measurement("", numbers);
        }).toList();
        return Steadiness.marks(intervals, Measurement.parse("{\"lost\":" + lost + "}")).stream().map(Mark::holds).toList();
    }

    @Test
    void whatStaysAsItWasHolds() throws IOException {
        assertEquals(ALL, verdict(_ -> Map.of(), 0));
    }

    @Test
    void aLeakShows() throws IOException {
        assertEquals(List.of(false, true, true, true, true, true), verdict(i -> Map.of("resident_bytes", 3e8 + 5e5 * i), 0));
    }

    @Test
    void aRateThatFallsShowsAndAShortStallDoesNot() throws IOException {
        assertEquals(List.of(true, false, true, true, true, true), verdict(i -> Map.of("mpps", 2.0 - i / 60.0), 0));
        assertEquals(ALL, verdict(i -> i > 36 ? Map.of("mpps", 0.1, "resident_bytes", 9e8) : Map.of(), 0));
    }

    @Test
    void aRunThatWasNotAtTheLimitOrLostPacketsDoesNotHold() throws IOException {
        assertEquals(List.of(true, true, false, true, true, true), verdict(i -> i == 20 ? Map.of("table_fill", 0.5) : Map.of(), 0));
        assertEquals(List.of(true, true, true, false, true, true), verdict(i -> Map.of("evicted", 50.0 * (i == 20 ? 19 : i)), 0));
        assertEquals(List.of(true, true, true, true, false, true), verdict(i -> Map.of("made", 2000.0 + 50 * i), 0));
        assertEquals(List.of(true, true, true, true, true, false), verdict(_ -> Map.of(), 1));
    }

    @Test
    void whatWasNotMeasuredDoesNotHold() throws IOException {
        assertEquals(List.of(false, false, false, false, false, false), Steadiness.marks(List.of(), Measurement.parse("{}")).stream().map(Mark::holds).toList());
    }
}
