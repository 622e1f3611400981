package flowc.load;

import flowc.runtime.Engine;
import flowc.runtime.EngineSettings;
import flowc.runtime.InvalidSetting;
import flowc.runtime.Progress;
import flowc.runtime.RunSummary;
import flowc.runtime.Tracker;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.packet.PacketSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Runs a tracker in the engine over traffic made in memory, and measures it from where the engine asks for packets. What the tracker reports is
 * formatted and thrown away.
 */
public final class LoadRun {
    private final Engine engine;
    private final LoadSettings settings;
    private volatile boolean stopped;

    /** @throws InvalidSetting when packets cannot come split, because the tracker's tables do not keep conversations together */
    public LoadRun(Tracker tracker, EngineSettings engineSettings, LoadSettings settings) {
        this.engine = new Engine(tracker, engineSettings.withWorkers(settings.workers()));
        this.settings = settings;
        if (settings.queues() > 1 && !engine.takesQueues()) {
            throw new InvalidSetting("packets of '" + tracker.descriptor().name() + "' cannot come split: a table's rows may be needed by several queues; 'flowc explain --placement' tells which");
        }
    }

    /** The packets of one queue, and the measuring of what is done with them. */
    private record Stream(PacketSequence sequence, Meter meter, PacketSource source) {}

    /**
     * Runs on the calling thread, and on others, until everything is measured. {@code reports} are of what is measured on the way.
     *
     * @throws InvalidSetting as {@link Engine#run}
     * @throws flowc.runtime.memory.OutOfMemoryRegionException likewise
     */
    public LoadResult run(Progress progress, IntervalReports reports) throws IOException {
        final ClockWatch watch = settings.clock() ? new ClockWatch() : null;
        final IntervalWatch intervals = new IntervalWatch(reports, progress);
        final LoadWatch course = new Course(intervals, watch);
        final List<Stream> streams = IntStream.range(0, settings.queues()).mapToObj(queue -> stream(queue, course, intervals)).toList();
        try (watch; intervals; Queues queues = new Queues(streams.stream().map(Stream::source).toList())) {
            return result(run(queues, intervals.progress()), streams, Optional.ofNullable(watch).map(ClockWatch::lateness));
        }
    }

    private Stream stream(int queue, LoadWatch course, IntervalWatch intervals) {
        final PacketSequence sequence = new PacketSequence(settings.traffic(), queue, settings.queues());
        final Meter meter = new Meter(intervals::add);
        return new Stream(sequence, meter, settings.paced() ? new PacedSource(sequence, settings.extent().of(settings.queues()), settings.queuePackets(), meter, course)
                : new ChunkSource(sequence, settings.extent().of(settings.queues()), meter, course));
    }

    private RunSummary run(Queues queues, Progress progress) throws IOException {
        final OutputStream nowhere = OutputStream.nullOutputStream();
        final OutputOptions options = OutputOptions.of(OutputOptions.Format.TEXT);
        return settings.queues() == 1 ? engine.run(queues.queues().getFirst(), nowhere, options, progress) : engine.run(queues, nowhere, options, progress);
    }

    private static LoadResult result(RunSummary summary, List<Stream> streams, Optional<ClockLateness> clock) {
        final Histogram bursts = Meter.newHistogram();
        final Histogram burstsCpu = Meter.newHistogram();
        streams.forEach(stream -> {
            bursts.add(stream.meter().bursts());
            burstsCpu.add(stream.meter().burstsCpu());
        });
        final Losses losses = streams.stream().map(Stream::source).map(source -> source instanceof PacedSource paced ? paced.losses() : Losses.NONE).reduce(Losses.NONE, Losses::plus);
        return new LoadResult(streams.stream().map(stream -> stream.meter().chunks()).toList(), bursts, burstsCpu, clock, losses, streams.stream().mapToLong(stream -> stream.sequence().newFlows()).sum(), summary);
    }

    /** Ends the run early; what was measured so far counts. Any thread. */
    public void stop() {
        // Not the engine's own stop: a source that is not asked any more cannot end the chunk that has begun.
        stopped = true;
    }

    /** Of one run; {@code clock} may be null. */
    private final class Course implements LoadWatch {
        private final IntervalWatch intervals;
        private final ClockWatch clock;

        Course(IntervalWatch intervals, ClockWatch clock) {
            this.intervals = intervals;
            this.clock = clock;
        }

        @Override
        public void begin(boolean isRehearsal) {
            if (!isRehearsal) {
                intervals.measure();
            }
            engine.measureHousekeepingAnew();
            if (clock != null) {
                clock.forget();
            }
        }

        @Override
        public boolean isStopped() {
            return stopped;
        }
    }
}
