package flowc.cli.bench;

import flowc.load.ClockLateness;
import flowc.load.LoadResult;
import flowc.load.LoadSettings;
import flowc.runtime.RunSummary.TableSummary;
import flowc.runtime.program.HousekeepingTime;
import flowc.runtime.table.EndReason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** What a benchmark's report says, in its units; {@code args} as the user typed them. */
record Report(LoadSettings settings, LoadResult result, List<String> args, Machine machine, Jdk jdk) {
    Report(LoadSettings settings, LoadResult result, List<String> args) {
        this(settings, result, args, Machine.here(), Jdk.here());
    }

    /** Million packets per second of the workers' CPU time. */
    double mpps() {
        return rate(result.packets(), result.cpuSeconds());
    }

    double mppsWall() {
        return rate(result.packets(), result.wallSeconds());
    }

    /** Of the workers' time what went into timeouts and passes of 'every': in part an estimate, of which a stall that is taken for sixteen must not make more than all. */
    double housekeepingShare() {
        final double workers = (double) settings.workers() / settings.queues();
        return result.queueSeconds() == 0 ? 0 : Math.min(1, result.summary().housekeeping().nanos() / (workers * result.queueSeconds() * 1e9));
    }

    private static double rate(long packets, double seconds) {
        return seconds <= 0 ? 0 : packets / seconds / 1e6;
    }

    /** The rate that a share of the chunks did not reach; 0.5 is the median. */
    double mppsOfChunks(double share) {
        final double[] chunks = result.chunkMpps();
        return chunks.length == 0 ? 0 : chunks[(int) Math.round((chunks.length - 1) * share)];
    }

    double nanosPerPacket() {
        return result.packets() == 0 ? 0 : result.cpuSeconds() * 1e9 / result.packets();
    }

    double heapBytesPerPacket() {
        return result.packets() == 0 ? 0 : (double) result.heapBytes() / result.packets();
    }

    double burstMicros(double percentile) {
        return micros(result.bursts(), percentile);
    }

    /** How often a burst took longer than a millisecond; of packets that come paced, how many waited longer. */
    long longBursts() {
        final Histogram bursts = result.bursts();
        return bursts.getMaxValue() <= HousekeepingTime.LONG_NANOS ? 0 : bursts.getCountBetweenValues(HousekeepingTime.LONG_NANOS + 1, bursts.getMaxValue());
    }

    Optional<Double> clockMicros(double percentile) {
        return result.clock().map(clock -> micros(clock.late(), percentile));
    }

    Optional<Double> clockCpuMicros() {
        return result.clock().map(clock -> clock.longestCpuNanos() / 1e3);
    }

    /** How often the machine took a millisecond or more from the thread that only reads the clock. */
    Optional<Long> clockStalls() {
        return result.clock().map(ClockLateness::stalls);
    }

    /** How often packets waited for it. */
    long housekeepingWaits() {
        return result.summary().housekeeping().waits();
    }

    /** How often of these for more than a millisecond. */
    long longHousekeepingWaits() {
        return result.summary().housekeeping().longWaits();
    }

    /** The longest that packets waited for it at once. */
    double housekeepingMicros() {
        return result.summary().housekeeping().longestNanos() / 1e3;
    }

    /** The same while it warmed up. */
    double warmupHousekeepingMicros() {
        return result.summary().housekeeping().longestBeforeNanos() / 1e3;
    }

    /** CPU time of a burst that came paced, what is done after it included; none where several threads work for one queue. */
    Optional<Double> burstCpuMicros(double percentile) {
        return result.burstsCpu().getTotalCount() == 0 ? Optional.empty() : Optional.of(micros(result.burstsCpu(), percentile));
    }

    private static double micros(Histogram nanos, double percentile) {
        return nanos.getTotalCount() == 0 ? 0 : nanos.getValueAtPercentile(percentile) / 1e3;
    }

    List<TableSummary> tables() {
        return result.summary().tables();
    }

    /** Rows when everything was measured. */
    long liveFlows() {
        return tables().stream().mapToLong(Report::live).sum();
    }

    /** Whether the tracker has tables and no packet of the whole run, warm-up included, made a row. */
    boolean madeNoFlow() {
        return !tables().isEmpty() && tables().stream().allMatch(table -> table.made() == 0 && table.refused() == 0);
    }

    /** Rows that the end of input ended: those that were live. */
    static long live(TableSummary table) {
        return table.ended().getOrDefault(EndReason.END, 0L);
    }

    static double fill(TableSummary table) {
        return (double) live(table) / table.limit();
    }

    /** Of the fullest table. */
    double tableFill() {
        return tables().stream().map(Report::fill).max(Comparator.naturalOrder()).orElse(0.0);
    }

    /** Of rows and index that were used, for each flow that was live when everything was measured; 0 when none was. */
    double bytesPerFlow() {
        return liveFlows() == 0 ? 0 : (double) tables().stream().mapToLong(TableSummary::bytes).sum() / liveFlows();
    }

    static double bytesPerFlow(TableSummary table) {
        return live(table) == 0 ? 0 : (double) table.bytes() / live(table);
    }

    long evicted() {
        return tables().stream().mapToLong(TableSummary::evicted).sum();
    }

    long refused() {
        return tables().stream().mapToLong(TableSummary::refused).sum();
    }
}
