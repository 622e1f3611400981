package flowc.bench.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What contestants measured, in the order in which they came first. */
final class Results {
    private final Map<String, List<Measurement>> measurements = new LinkedHashMap<>();

    void add(String name, Measurement measurement) {
        measurements.computeIfAbsent(name, _ -> new ArrayList<>()).add(measurement);
    }

    /** Of the rounds; the lower of the middle two where they are even. NaN when there are none. */
    double median(String name, String key) {
        final double[] values = measurements.getOrDefault(name, List.of()).stream().mapToDouble(one -> one.number(key)).sorted().toArray();
        return values.length == 0 ? Double.NaN : values[(values.length - 1) / 2];
    }

    List<String> names() {
        return List.copyOf(measurements.keySet());
    }
}
