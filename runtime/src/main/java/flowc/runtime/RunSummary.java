package flowc.runtime;

import flowc.runtime.export.OutputFailure;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import flowc.runtime.table.EndReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run did and what it lost.
 *
 * @param packetsByWorker how many packets each worker handled; one that touches tables of several owners counts for each, one that touches none for nobody
 */
public record RunSummary(String tracker, String sourceFile, Traffic traffic, List<TableSummary> tables, List<CounterSummary> counters, Losses losses, Housekeeping housekeeping, Output output, MemoryUse memory,
        List<Long> packetsByWorker, long wallNanos) {

    /** Bytes on the wire and as captured, without the file's own framing; damages in order. */
    public record Traffic(long packets, long wireBytes, long captureBytes, Optional<CaptureSpan> span, List<Damage> damages) {}

    /** Time of the first packet and the latest time of any, ns since 1970. */
    public record CaptureSpan(long first, long last) {
        /** In nanoseconds it can be too long for a {@code long}: times reach from 1677 to 2262. */
        public Duration length() {
            return Duration.ofNanos(last).minus(Duration.ofNanos(first));
        }
    }

    /**
     * Flows of one table; {@code ended} has every reason in the enum's order. {@code live} is 0 after a run that drained. {@code bytes} of rows and index
     * were used.
     */
    public record TableSummary(String name, long limit, long made, Map<EndReason, Long> ended, long refused, long live, long bytes) {
        public long evicted() {
            return ended.getOrDefault(EndReason.EVICTED, 0L);
        }

        public boolean wasFull() {
            return evicted() > 0 || refused > 0;
        }
    }

    /** A counter of the tracker that is not 0; {@code line} is 0 when it belongs to no line. */
    public record CounterSummary(CounterKind kind, String label, int line, long value) {
        /** Where in the tracker's file, and its label. */
        public String at(String sourceFile) {
            return sourceFile + ":" + line + ": " + label;
        }
    }

    /** {@code skippedMarks} of {@code every} blocks in gaps. */
    public record Losses(long skippedMarks) {}

    /**
     * Wall-clock time in which packets waited for ends of flows, marks and what is done between bursts: of all workers together, and at most at one time; before
     * {@link Engine#measureHousekeepingAnew} at most at one time.
     *
     * @param waits how often
     * @param longWaits how often of these for more than a millisecond
     */
    public record Housekeeping(long nanos, long longestNanos, long longestBeforeNanos, long waits, long longWaits) {}

    /** Records that reached the output, those that did not, and why the output failed if it did. */
    public record Output(long records, long dropped, Optional<OutputFailure> failure) {}

    /**
     * In bytes.
     *
     * @param budget what was allowed, {@link EngineSettings#NO_BUDGET} when nobody said
     * @param most what tables, buffers, reading and the JVM together may come to
     */
    public record MemoryUse(long budget, long most) {
        public boolean hasBudget() {
            return budget != EngineSettings.NO_BUDGET;
        }
    }

    /** What rows and indexes of all tables came to; tables give nothing back, so it is their peak. */
    public long tableBytes() {
        return tables.stream().mapToLong(TableSummary::bytes).sum();
    }

    public List<CounterSummary> counters(CounterKind kind) {
        return counters.stream().filter(counter -> counter.kind() == kind).toList();
    }

    public long total(CounterKind kind) {
        return counters(kind).stream().mapToLong(CounterSummary::value).sum();
    }

    /** What belongs to the answer and is not in it; with any of it {@code --strict} fails. */
    public List<Loss> lost() {
        return Arrays.stream(Loss.values()).filter(loss -> loss.in(this)).toList();
    }

    public double packetsPerSecond() {
        return perSecond(traffic.packets());
    }

    /** Captured bytes. */
    public double bytesPerSecond() {
        return perSecond(traffic.captureBytes());
    }

    private double perSecond(long count) {
        return wallNanos <= 0 ? 0 : count * 1e9 / wallNanos;
    }
}
