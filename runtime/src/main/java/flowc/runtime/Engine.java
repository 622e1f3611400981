package flowc.runtime;

import flowc.runtime.export.OutputOptions;
import flowc.runtime.packet.PacketSource;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Runs a tracker: fetches bursts of packets from a source, hands each to the tracker's program in one call, and at the end of input drains
 * all flows. One worker for now; it owns everything it touches, so that several can stand side by side.
 * <pre> PacketSource ─ burst ─ Worker: FlowProgram.onBurst ─ tables, clock ─ RecordOutput ─ stream </pre>
 */
public final class Engine {
    private final Tracker tracker;
    private final EngineSettings settings;
    private volatile boolean stopped;

    public Engine(Tracker tracker, EngineSettings settings) {
        this.tracker = tracker;
        this.settings = settings;
    }

    /**
     * Runs on the calling thread until {@code source} has no more packets, {@link #stop} is called or the output fails. Neither the source nor
     * {@code results} is closed.
     *
     * @throws InvalidSetting when a parameter gives a table, top or {@code every} an impossible setting; nothing was read then
     * @throws flowc.runtime.memory.OutOfMemoryRegionException when the tables' limits need more memory than there is; likewise
     * @throws IOException when the output needs a temporary file and there can be none; likewise
     */
    public RunSummary run(PacketSource source, OutputStream results, OutputOptions options, Progress progress) throws IOException {
        try (Worker worker = new Worker(tracker, settings, results, options)) {
            return worker.run(source, progress, () -> stopped);
        }
    }

    /** Ends the run after the current burst; flows end with reason {@code end} as at the end of input. Any thread, also before the run. */
    public void stop() {
        stopped = true;
    }
}
