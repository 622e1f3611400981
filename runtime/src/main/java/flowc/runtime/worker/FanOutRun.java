package flowc.runtime.worker;

import flowc.runtime.export.RecordOutput;
import flowc.runtime.packet.PacketSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Several workers behind one source. They take turns in reading a batch and preparing it (parse, keys, hashes), and each handles what its tables
 * own, in the order of the stream, so that results do not depend on the number of workers.
 * <pre>                           ┌ worker 0: read, prepare · own packets ─ tables, sink ┐
 * PacketSource ─ BatchRing ─┤                                                      ├ Collector: finish of 'every'
 *                           └ worker 1: read, prepare · own packets ─ tables, sink ┘ </pre>
 */
public final class FanOutRun extends PacketRun {
    private final PacketSource source;
    private final BatchRing ring;
    private final BatchReader reader;
    private final List<FanOutWorker> workers = new ArrayList<>();
    private TrafficCount traffic;
    private Collector collector;
    /** Null where no tables are shared. */
    private SharedTables shared;

    /** {@code workers} is at least 2. */
    public FanOutRun(Blueprint blueprint, RecordOutput output, int workers, PacketSource source, RunWatch watch) {
        super(blueprint, output);
        this.source = source;
        this.ring = new BatchRing(workers);
        this.reader = new BatchReader(source, watch, ring, new MarkTicks(blueprint.periods()));
        this.traffic = reader.traffic();
        try {
            final Placement placement = new Placement(blueprint.descriptor(), blueprint.tables(), workers, blueprint.relaxedOrder());
            shared = placement.hasShared() ? new SharedTables(addInstance(), placement, blueprint) : null;
            collector = new Collector(blueprint, addInstance(), placement.contributors());
            for (int worker = 0; worker < workers; worker++) {
                addWorker(worker, placement);
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void addWorker(int worker, Placement placement) {
        final Instance instance = addInstance(shared == null ? null : shared.use());
        final PlacedProgram told = new PlacedProgram(worker, instance, placement.roles(worker), collector, blueprint().descriptor().counters());
        instance.open(placement.tables(worker), blueprint(), told);
        workers.add(new FanOutWorker(worker, instance, placement, blueprint().descriptor(), reader));
    }

    @Override
    public void run() {
        source.retain();
        final WorkerThreads threads = new WorkerThreads(this::abort);
        for (int worker = 0; worker < workers.size(); worker++) {
            threads.start(worker, workers.get(worker));
        }
        threads.join();
        if (shared != null) {
            shared.endOfInput();
        }
        if (reader.captureShrank() || workers.stream().anyMatch(FanOutWorker::captureShrank)) {
            captureShrank(source);
            traffic = handledTraffic();
            workers.forEach(worker -> worker.takeOutFrom(ring.releasedByAll()));
        }
    }

    /** Without what was read ahead of where the stream was cut. A packet that two workers had to leave out is taken out twice. */
    private TrafficCount handledTraffic() {
        final TrafficCount handled = ring.batch(ring.releasedByAll() - 1).trafficToHere();
        workers.forEach(worker -> handled.subtract(worker.skipped()));
        return handled;
    }

    private void abort() {
        ring.abort();
        collector.abort();
    }

    @Override
    public TrafficCount traffic() {
        return traffic;
    }

    @Override
    public long[] packetsByWorker() {
        return workers.stream().mapToLong(FanOutWorker::handled).toArray();
    }

    @Override
    public void close() {
        workers.forEach(FanOutWorker::close);
        if (collector != null) {
            collector.close();
        }
        ring.close();
        super.close();
    }
}
