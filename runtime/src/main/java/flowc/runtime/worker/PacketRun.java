package flowc.runtime.worker;

import flowc.runtime.export.RecordOutput;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.program.HousekeepingTime;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.table.HashFlowTable;
import flowc.runtime.table.TableCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * One run of a program over packets, to the end of input and of all flows. Made with everything it needs taken, so that what is refused is refused
 * before a packet is read; {@link #run} is called once; the figures are right after it.
 */
public abstract sealed class PacketRun implements AutoCloseable permits SingleWorkerRun, FanOutRun, QueueRun {
    /** What the names of the workers' threads begin with. */
    public static final String WORKER_THREADS = "flowc-worker-";

    /** What the memory of packets is called that go from who reads them to their owners. */
    public static final String BATCHES = "the packets on their way to workers";

    private final Blueprint blueprint;
    private final RecordOutput output;
    private final List<Instance> instances = new ArrayList<>();
    private final List<Damage> damages = new ArrayList<>();

    PacketRun(Blueprint blueprint, RecordOutput output) {
        this.blueprint = blueprint;
        this.output = output;
    }

    /**
     * Reads until the source has no more packets or the run is stopped, then ends all flows. Packets that were read until then are handled. What a
     * worker throws, which would be a mistake of the runtime or the compiler, ends the run and is thrown here.
     */
    public abstract void run();

    public abstract TrafficCount traffic();

    /** Packets that each worker's tables were touched with. */
    public abstract long[] packetsByWorker();

    final Blueprint blueprint() {
        return blueprint;
    }

    /** Makes one more instance, with a sink of its own; this closes it. */
    final Instance addInstance() {
        return addInstance(null);
    }

    /** The same for a worker that uses shared tables; null without any. */
    final Instance addInstance(SharedTables.Use shared) {
        final Instance instance = new Instance(blueprint, output.newSink(), shared);
        instances.add(instance);
        return instance;
    }

    /** What could not be read, with what the source itself tells: a capture that became shorter is told once, by the source if it saw it. */
    public final List<Damage> damages(List<Damage> ofSource) {
        final boolean told = ofSource.stream().anyMatch(damage -> damage.reason().equals(Damage.SHRANK));
        return Stream.concat(ofSource.stream(), damages.stream().filter(damage -> !told || !damage.reason().equals(Damage.SHRANK))).toList();
    }

    /** A page of a mapped file of {@code source} is gone: another process cut the file while its packets were read. What came before stays good. */
    final void captureShrank(PacketSource source) {
        damages.addAll(source.cut());
    }

    /** A counter of the program, over all its instances. */
    public final long counter(TrackerDescriptor.Counter counter) {
        long sum = blueprint.frame().i64(counter.offset());
        for (final Instance instance : instances) {
            sum += instance.frame().i64(counter.offset());
        }
        return sum;
    }

    /** The parts of a table that instances hold. */
    public final Stream<HashFlowTable> parts(int table) {
        return instances.stream().filter(Instance::isOpen).map(instance -> instance.clock().table(table));
    }

    /** Marks that were left out; every worker leaves out the same. */
    public final long skippedMarks() {
        return instances.stream().mapToLong(instance -> instance.clock().skippedMarks()).max().orElse(0);
    }

    /** A number of each worker's housekeeping. */
    public final LongStream housekeeping(ToLongFunction<HousekeepingTime> number) {
        return instances.stream().map(instance -> instance.clock().housekeepingTime()).mapToLong(number);
    }

    /** Measures housekeeping from now on. Any thread. */
    public final void measureHousekeepingAnew() {
        instances.forEach(instance -> instance.clock().housekeepingTime().measureAnew());
    }

    /** A count of all tables together, as it is now. Any thread. */
    public final long flows(ToLongFunction<TableCounters> count) {
        long flows = 0;
        for (final Instance instance : instances) {
            flows += instance.flows(count);
        }
        return flows;
    }

    /** Rows of the table nearest to its limit in proportion to it. Any thread. */
    public final double fill() {
        double fill = 0;
        for (int table = 0; table < blueprint.tables().size(); table++) {
            final long live = parts(table).mapToLong(part -> part.counters().live()).sum();
            fill = Math.max(fill, (double) live / blueprint.tables().get(table).limit());
        }
        return fill;
    }

    @Override
    public void close() {
        instances.forEach(Instance::close);
    }
}
