package flowc.runtime;

import flowc.runtime.export.OutputOptions;
import flowc.runtime.export.RecordOutput;
import flowc.runtime.memory.OutOfMemoryRegionException;
import flowc.runtime.packet.PacketQueues;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.QueuesInTurn;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.packet.PacketSource.Need;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.table.TableCounters;
import flowc.runtime.worker.Blueprint;
import flowc.runtime.worker.FanOutRun;
import flowc.runtime.worker.Frame;
import flowc.runtime.worker.PacketRun;
import flowc.runtime.worker.QueueRun;
import flowc.runtime.worker.RunWatch;
import flowc.runtime.worker.SingleWorkerRun;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Runs a tracker: fetches bursts of packets from a source, hands them to the tracker's program in one worker or several, and at the end of input
 * drains all flows. Records come out the same whatever the number of workers, apart from the order between flows.
 * <pre> PacketSource ─ burst ─ worker: FlowProgram ─ tables, clock ─ RecordOutput ─ stream </pre>
 */
public final class Engine {
    /** What the names of threads begin with that handle packets, where there are several. */
    public static final String WORKER_THREADS = PacketRun.WORKER_THREADS;

    private final Tracker tracker;
    private final EngineSettings settings;
    private volatile boolean stopped;
    private volatile PacketRun running;

    public Engine(Tracker tracker, EngineSettings settings) {
        this.tracker = tracker;
        this.settings = settings;
    }

    /** What a run is made of once its memory is taken. */
    private interface Opening {
        PacketRun of(Blueprint blueprint, RecordOutput output, RunWatch watch);
    }

    /** A run over {@code sources} that is not opened yet. */
    private record Start(int workers, List<PacketSource> sources, Opening opening) {
        List<Need> needs() {
            return sources.stream().flatMap(source -> source.needs().stream()).toList();
        }

        List<Damage> damages() {
            return sources.stream().flatMap(source -> source.damages().stream()).toList();
        }
    }

    /**
     * Runs until {@code source} has no more packets, {@link #stop} is called or the output fails, and returns then. One worker is the calling thread;
     * several are threads of their own, which read the source in turn, one at a time. Neither the source nor {@code results} is closed.
     *
     * @throws InvalidSetting when a parameter gives a table, top or {@code every} an impossible setting; nothing was read then, and {@code results} not opened
     * @throws flowc.runtime.memory.OutOfMemoryRegionException when the tables' limits need more memory than there is; likewise
     * @throws IOException when {@code results} cannot be opened; nothing was read then
     */
    public RunSummary run(PacketSource source, Results results, OutputOptions options, Progress progress) throws IOException {
        final int workers = settings.workersFor(source.bytesTotal());
        final Opening opening = workers == 1
                ? (blueprint, output, watch) -> new SingleWorkerRun(blueprint, output, source, watch)
                : (blueprint, output, watch) -> new FanOutRun(blueprint, output, workers, source, watch);
        return run(new Start(workers, List.of(source), opening), results, options, progress);
    }

    /** The same, with results that are open already. */
    public RunSummary run(PacketSource source, OutputStream results, OutputOptions options, Progress progress) throws IOException {
        return run(source, () -> results, options, progress);
    }

    /**
     * The same for a source with queues of its own. With as many workers as queues (or an automatic number), and a tracker whose tables all keep
     * conversations together, each worker reads a queue itself; its tables then have an equal share of their limits. Otherwise the queues are
     * read in turn, as one source.
     */
    public RunSummary run(PacketQueues queues, OutputStream results, OutputOptions options, Progress progress) throws IOException {
        final int count = queues.queues().size();
        final int workers = settings.workers() == EngineSettings.AUTOMATIC ? count : settings.workers();
        if (count > 1 && workers == count && takesQueues()) {
            final Opening opening = (blueprint, output, watch) -> new QueueRun(blueprint, output, queues, watch);
            return run(new Start(workers, queues.queues(), opening), () -> results, options, progress);
        }
        return run(new QueuesInTurn(queues), results, options, progress);
    }

    /** Whether workers may each read a queue of their own: all tables keep conversations together. */
    public boolean takesQueues() {
        return QueueRun.isPossible(tracker.descriptor());
    }

    private RunSummary run(Start start, Results results, OutputOptions options, Progress progress) throws IOException {
        final TrackerDescriptor descriptor = tracker.descriptor();
        final MemoryPlan memory = new MemoryPlan(settings.memoryBytes(), start.workers(), start.needs());
        try (Frame frame = new Frame(descriptor.frameBytes())) {
            settings.params().forEach(value -> frame.put(value.param().offset(), value.bytes()));
            Blueprint.configure(tracker.programs(), frame);
            final Settings configured = new Settings(descriptor, frame);
            final Blueprint blueprint = new Blueprint(descriptor, tracker.programs(), frame, configured.tables(settings.hashSeed()), configured::top, settings.relaxedOrder());
            configured.checkPeriods();
            configured.checkTops();
            try (RecordOutput output = new RecordOutput(descriptor.templates(), options.withSizes(memory.within(options).withLargestRecord(configured.largestRecord())))) {
                memory.sorts(output.sortedBytes());
                final Watch watch = new Watch(output, progress);
                try (PacketRun run = open(start.opening(), blueprint, output, watch, memory)) {
                    output.start(results.open());
                    watch.begin(run);
                    running = run;
                    run.run();
                    output.close();
                    final List<Damage> damages = run.damages(start.damages());
                    return new SummaryOf(blueprint, run).make(damages, output, memory, watch.nanos());
                }
            }
        }
    }

    private static PacketRun open(Opening opening, Blueprint blueprint, RecordOutput output, RunWatch watch, MemoryPlan memory) {
        final PacketRun run;
        try {
            run = opening.of(blueprint, output, watch);
        } catch (OutOfMemoryRegionException e) {
            throw memory.refusal(blueprint.tables(), e);
        }
        try {
            memory.require(blueprint.tables());
            return run;
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /** Ends the run after the packets that were read by then; flows end with reason {@code end} as at the end of input. Any thread, also before the run. */
    public void stop() {
        stopped = true;
    }

    /** What the summary says of housekeeping is from now on, the longest wait before apart: for who measures and has seen the cold code run. Any thread, while it runs. */
    public void measureHousekeepingAnew() {
        final PacketRun run = running;
        if (run != null) {
            run.measureHousekeepingAnew();
        }
    }

    /** Tells a run when to end, and others how far it is. */
    private final class Watch implements RunWatch {
        private final long startNanos = System.nanoTime();
        private final RecordOutput output;
        private final Progress progress;
        private ProgressTicker ticker;

        Watch(RecordOutput output, Progress progress) {
            this.output = output;
            this.progress = progress;
        }

        void begin(PacketRun run) {
            ticker = new ProgressTicker(progress, () -> flows(run), startNanos);
        }

        private static Progress.Flows flows(PacketRun run) {
            return new Progress.Flows(run.flows(TableCounters::live), run.flows(TableCounters::created), run.flows(TableCounters::evicted), run.flows(TableCounters::refused), run.fill());
        }

        long nanos() {
            return System.nanoTime() - startNanos;
        }

        @Override
        public boolean isStopped() {
            return stopped || output.hasFailed();
        }

        @Override
        public void advanced(long packets, long bytesRead, long bytesTotal) {
            ticker.tick(packets, bytesRead, bytesTotal);
        }
    }
}
