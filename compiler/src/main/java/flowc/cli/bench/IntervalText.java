package flowc.cli.bench;

import flowc.launch.JsonText;
import flowc.launch.Units;
import flowc.load.LoadInterval;
import flowc.runtime.Progress.Flows;
import java.util.Locale;

/** What was measured in an interval, in one line: for people, or JSON whose keys docs/bench.md explains. */
final class IntervalText {
    private IntervalText() {}

    static String of(LoadInterval interval) {
        final Flows flows = interval.flows();
        return String.format(Locale.ROOT, "%8.1f s  %6.2f M packets per CPU second, %sflows (%.1f %%), %smade, %sevicted, %srefused, %.1f MiB resident, %.1f MiB of heap%n", seconds(interval), mpps(interval),
                Units.scaled(flows.live()), 100 * flows.fill(), Units.scaled(flows.made()), Units.scaled(flows.evicted()), Units.scaled(flows.refused()), mebibytes(interval.residentBytes()), mebibytes(interval.heapBytes()));
    }

    static String json(LoadInterval interval) {
        return JsonText.object(json -> {
            json.writeNumberField("seconds", seconds(interval));
            json.writeNumberField("packets", interval.work().packets());
            json.writeNumberField("mpps", mpps(interval));
            json.writeNumberField("live_flows", interval.flows().live());
            json.writeNumberField("table_fill", interval.flows().fill());
            json.writeNumberField("made", interval.flows().made());
            json.writeNumberField("evicted", interval.flows().evicted());
            json.writeNumberField("refused", interval.flows().refused());
            json.writeNumberField("resident_bytes", interval.residentBytes());
            json.writeNumberField("heap_bytes", interval.heapBytes());
        }) + '\n';
    }

    private static double seconds(LoadInterval interval) {
        return interval.nanos() / 1e9;
    }

    private static double mpps(LoadInterval interval) {
        return interval.work().packetsPerCpuSecond() / 1e6;
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
