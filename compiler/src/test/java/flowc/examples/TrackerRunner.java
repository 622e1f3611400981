package flowc.examples;

import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.bytecode.ProgramLoader;
import flowc.compiler.source.Source;
import flowc.runtime.Engine;
import flowc.runtime.EngineSettings;
import flowc.runtime.ParamValue;
import flowc.runtime.Progress;
import flowc.runtime.RunSummary;
import flowc.runtime.Tracker;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.packet.pcap.CaptureFiles;
import flowc.runtime.packet.pcap.UnreadableCapture;
import flowc.runtime.program.TrackerDescriptor.Param;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One tracker, compiled once and run over many captures. */
public final class TrackerRunner {
    private final Tracker tracker;
    private final EngineSettings settings;

    /** {@code params} by name; the others keep their defaults. */
    public TrackerRunner(Path file, Map<String, String> params) throws IOException {
        final var compilation = Compiler.compile(new Source(file.toString(), Files.readString(file)), new Modules());
        final var compiled = compilation.tracker().orElseThrow(() -> new AssertionError(file + ": " + compilation.diagnostics().stream().map(d -> d.span().line() + ": " + d.message()).toList()));
        this.tracker = Tracker.of(compiled.descriptor(), ProgramLoader.load(compiled.descriptor().className(), compiled.classBytes()));
        this.settings = new EngineSettings(tracker.descriptor().params().stream().map(param -> value(param, params)).toList(), EngineSettings.FILE_HASH_SEED);
    }

    /** Records in JSON, one a line, and what the run says of itself. */
    public record Result(List<String> records, RunSummary summary) {}

    public Result run(Path capture) throws IOException {
        final var out = new ByteArrayOutputStream();
        try (var source = CaptureFiles.open(List.of(capture))) {
            final var summary = new Engine(tracker, settings).run(source, out, OutputOptions.of(OutputOptions.Format.JSON), Progress.NONE);
            return new Result(out.toString(StandardCharsets.UTF_8).lines().toList(), summary);
        } catch (UnreadableCapture e) {
            throw new AssertionError(e);
        }
    }

    private static ParamValue value(Param param, Map<String, String> params) {
        return ParamValue.parse(param, params.getOrDefault(param.name(), param.text()));
    }
}
