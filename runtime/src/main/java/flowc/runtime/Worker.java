package flowc.runtime;

import flowc.runtime.export.ChunkSink;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.export.RecordOutput;
import flowc.runtime.memory.OutOfMemoryRegionException;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.program.CaptureClock;
import flowc.runtime.program.EveryBlock;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.sketch.TopRows;
import flowc.runtime.table.TableSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One thread's share of a run: its program instance, frame, tables, clock and sink, none of which another thread touches. */
final class Worker implements AutoCloseable {
    private final TrackerDescriptor descriptor;
    private final Frame frame;
    private final List<TableSettings> tableSettings;
    private final List<TopRows> tops = new ArrayList<>();
    private RecordOutput output;
    private ChunkSink sink;
    private final CaptureClock clock;
    private FlowProgram program;
    private final MemoryPlan memory;
    private final TrafficCount traffic = new TrafficCount();
    private final List<Damage> damages = new ArrayList<>();

    Worker(Tracker tracker, EngineSettings settings, OutputStream results, OutputOptions options) throws IOException {
        this.descriptor = tracker.descriptor();
        this.memory = new MemoryPlan(settings.memoryBytes());
        this.clock = new CaptureClock(descriptor.tables().size());
        this.frame = new Frame(descriptor.frameBytes());
        try {
            settings.params().forEach(frame::put);
            // Settings depend on parameters and tables on settings, but a program takes its tables when it is made: one instance only configures.
            tracker.programs().apply(Context.toConfigure(frame.address())).configure();
            final Settings configured = new Settings(descriptor, frame);
            this.tableSettings = configured.tables(settings.hashSeed());
            tops.addAll(configured.tops());
            final List<EveryBlock> everies = configured.everies(tops);
            output = RecordOutput.open(results, descriptor.templates(), options.withSizes(memory.within(options).withLargestRecord(configured.largestRecord())));
            sink = output.newSink();
            program = tracker.programs().apply(new Context(frame.address(), clock, tops, sink));
            open(everies);
        } catch (RuntimeException | Error | IOException e) {
            close();
            throw e;
        }
    }

    private void open(List<EveryBlock> everies) {
        try {
            clock.open(tableSettings, everies, program);
        } catch (OutOfMemoryRegionException e) {
            throw memory.hasBudget() ? memory.refusal(tableSettings) : e;
        }
        memory.require(tableSettings);
    }

    RunSummary run(PacketSource source, Progress progress, BooleanSupplier stopped) {
        final long start = System.nanoTime();
        readAll(source, new ProgressTicker(progress, this::liveFlows, start), stopped);
        clock.endOfInput();
        output.close();
        damages.addAll(source.damages());
        return new SummaryOf(descriptor, frame, tableSettings).make(traffic.summary(damages), clock, output, memory, System.nanoTime() - start);
    }

    private void readAll(PacketSource source, ProgressTicker ticker, BooleanSupplier stopped) {
        final PacketBurst burst = new PacketBurst();
        try {
            while (!stopped.getAsBoolean() && output.failure().isEmpty() && source.fill(burst)) {
                traffic.add(burst);
                program.onBurst(burst.address(), burst.count());
                clock.housekeep();
                sink.flush();
                ticker.tick(traffic.packets(), source.bytesRead(), source.bytesTotal());
            }
        } catch (InternalError e) {
            // A page of a mapped file is gone: another process cut the file while its packets were read. What came before stays good.
            damages.add(new Damage("capture", source.bytesRead(), "became shorter while it was read"));
        }
    }

    private long liveFlows() {
        long live = 0;
        for (int table = 0; table < clock.tableCount(); table++) {
            live += clock.table(table).counters().live();
        }
        return live;
    }

    @Override
    public void close() {
        if (output != null) {
            output.close();
        }
        clock.close();
        tops.forEach(TopRows::close);
        frame.close();
    }
}
