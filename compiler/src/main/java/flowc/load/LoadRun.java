package flowc.load;

import flowc.runtime.Engine;
import flowc.runtime.EngineSettings;
import flowc.runtime.Progress;
import flowc.runtime.RunSummary;
import flowc.runtime.Tracker;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.packet.PacketSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Runs a tracker in the engine over traffic made in memory, and measures it from where the engine asks for packets. What the tracker reports is
 * formatted and thrown away.
 */
public final class LoadRun {
    private final Engine engine;
    private final LoadSettings settings;

    public LoadRun(Tracker tracker, EngineSettings engineSettings, LoadSettings settings) {
        this.engine = new Engine(tracker, engineSettings);
        this.settings = settings;
    }

    /**
     * Runs on the calling thread until everything is measured.
     *
     * @throws flowc.runtime.InvalidSetting as {@link Engine#run}
     * @throws flowc.runtime.memory.OutOfMemoryRegionException likewise
     */
    public LoadResult run(Progress progress) throws IOException {
        final ClockWatch watch = settings.clock() ? new ClockWatch() : null;
        final Meter meter = new Meter();
        final PacketSequence sequence = new PacketSequence(settings.traffic(), 0, 1);
        try (watch; PacketSource source = source(sequence, meter, watch == null ? () -> {} : watch::measure)) {
            final RunSummary summary = engine.run(source, OutputStream.nullOutputStream(), OutputOptions.of(OutputOptions.Format.TEXT), progress);
            final long lost = source instanceof PacedSource paced ? paced.lost() : 0;
            return new LoadResult(List.of(meter.chunks()), meter.bursts(), Optional.ofNullable(watch).map(ClockWatch::lateness), lost, sequence.newFlows(), summary);
        }
    }

    private PacketSource source(PacketSequence sequence, Meter meter, Runnable onMeasuring) {
        return settings.paced() ? new PacedSource(sequence, settings.extent(), settings.queuePackets(), meter, onMeasuring)
                : new ChunkSource(sequence, settings.extent(), meter, onMeasuring);
    }

    /** Ends the run early; what was measured so far counts. Any thread. */
    public void stop() {
        engine.stop();
    }
}
