package flowc.runtime.worker;

import flowc.runtime.export.RecordOutput;
import flowc.runtime.packet.PacketQueues;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.table.TableSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A worker for each queue of a source: nothing is handed over. Possible where packets of the same key come in the same queue, whatever the table
 * ({@link #isPossible}). Each worker has all lanes of every table, and its share of the limit.
 *
 * <p>Each worker's clock is its own queue's; all start at the earliest first packet, so that marks are at the same times, leave out the same marks
 * ({@link QueueClocks}), and end at the latest time of all. So {@code every} blocks merge as with workers behind one source.
 */
public final class QueueRun extends PacketRun {
    private static final long POLL_NANOS = 1_000_000;

    private final PacketQueues queues;
    private final RunWatch watch;
    private final QueueClocks clocks;
    private final List<QueueWorker> workers = new ArrayList<>();
    private final TrafficCount traffic = new TrafficCount();
    private Collector collector;

    public QueueRun(Blueprint blueprint, RecordOutput output, PacketQueues queues, RunWatch watch) {
        super(blueprint, output);
        this.queues = queues;
        this.watch = watch;
        final int count = queues.queues().size();
        this.clocks = new QueueClocks(count, blueprint.periods());
        try {
            final List<Integer> everybody = IntStream.range(0, count).boxed().toList();
            collector = new Collector(blueprint, addInstance(), blueprint.descriptor().everies().stream().map(_ -> everybody).toList());
            for (int worker = 0; worker < count; worker++) {
                addWorker(worker, count);
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Whether every table's rows stay in the queue where they began. */
    public static boolean isPossible(TrackerDescriptor descriptor) {
        return descriptor.groups().stream().allMatch(group -> group.isSpread() && group.keepsConversations());
    }

    private void addWorker(int worker, int count) {
        final Instance instance = addInstance();
        final IntervalRole[] roles = Stream.generate(() -> IntervalRole.PART).limit(blueprint().descriptor().everies().size()).toArray(IntervalRole[]::new);
        final PlacedProgram told = new PlacedProgram(worker, instance, roles, collector, blueprint().descriptor().counters());
        instance.open(blueprint().tables().stream().map(table -> share(table, count)).toList(), blueprint(), told);
        workers.add(new QueueWorker(worker, queues.queues().get(worker), instance, watch, clocks));
    }

    private static TableSettings share(TableSettings table, int count) {
        return table.withLimit((table.limit() + count - 1) / count);
    }

    @Override
    public void run() {
        final WorkerThreads threads = new WorkerThreads(this::abort);
        for (int worker = 0; worker < workers.size(); worker++) {
            threads.start(worker, workers.get(worker));
        }
        while (threads.anyAlive()) {
            LockSupport.parkNanos(this, POLL_NANOS);
            watch.advanced(workers.stream().mapToLong(QueueWorker::packets).sum(), bytes(PacketSource::bytesRead), bytes(PacketSource::bytesTotal));
        }
        threads.join();
        for (final QueueWorker worker : workers) {
            traffic.add(worker.traffic());
            if (worker.captureShrank()) {
                captureShrank(worker.source());
            }
        }
    }

    private long bytes(ToLongFunction<PacketSource> figure) {
        return queues.queues().stream().mapToLong(figure).sum();
    }

    private void abort() {
        clocks.abort();
        collector.abort();
    }

    @Override
    public TrafficCount traffic() {
        return traffic;
    }

    @Override
    public long[] packetsByWorker() {
        return workers.stream().mapToLong(worker -> worker.traffic().packets()).toArray();
    }

    @Override
    public void close() {
        if (collector != null) {
            collector.close();
        }
        super.close();
    }
}
