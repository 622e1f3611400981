package flowc.oracle;

import flowc.compiler.Compilation;
import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.bytecode.ProgramLoader;
import flowc.compiler.source.Source;
import flowc.runtime.Engine;
import flowc.runtime.EngineSettings;
import flowc.runtime.Progress;
import flowc.runtime.RunSummary;
import flowc.runtime.Tracker;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.packet.MemorySource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a compiled tracker says of packets: records as JSON, in order, and the run's summary. */
record CompiledRun(List<String> records, RunSummary summary) {
    private static final int ETHERNET = 1;

    /** The tracker a text compiles to; a text that is wrong is the test's mistake. */
    static Tracker compile(String text) {
        final Compilation compilation = Compiler.compile(new Source("random.flow", text), new Modules());
        final var compiled = compilation.tracker().orElseThrow(() -> new AssertionError(compilation.diagnostics().stream().map(d -> d.span().line() + ": " + d.message()).toList() + "\n" + text));
        return Tracker.of(compiled.descriptor(), ProgramLoader.load(compiled.descriptor().className(), compiled.classBytes()));
    }

    static List<MemorySource.Packet> frames(List<Packet> packets) {
        return packets.stream().map(packet -> {
            final Wire wire = Wire.of(packet);
            return new MemorySource.Packet(packet.time(), ETHERNET, 0, wire.wireLength(), wire.captured());
        }).toList();
    }

    static CompiledRun run(Tracker tracker, List<MemorySource.Packet> frames) {
        return run(tracker, frames, 1);
    }

    static CompiledRun run(Tracker tracker, List<MemorySource.Packet> frames, int workers) {
        final var out = new ByteArrayOutputStream();
        try (MemorySource source = MemorySource.of(frames)) {
            final var summary = new Engine(tracker, EngineSettings.defaults(tracker).withWorkers(workers)).run(source, out, OutputOptions.of(OutputOptions.Format.JSON), Progress.NONE);
            return new CompiledRun(out.toString(StandardCharsets.UTF_8).lines().toList(), summary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
