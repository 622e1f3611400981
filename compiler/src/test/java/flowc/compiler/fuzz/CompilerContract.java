package flowc.compiler.fuzz;

import flowc.compiler.Compilation;
import flowc.compiler.Compiler;
import flowc.compiler.bytecode.ProgramLoader;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.DiagnosticRenderer;
import flowc.compiler.source.Source;
import flowc.runtime.Engine;
import flowc.runtime.EngineSettings;
import flowc.runtime.InvalidSetting;
import flowc.runtime.ParamValue;
import flowc.runtime.Progress;
import flowc.runtime.Tracker;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.packet.MemorySource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What must hold for every text: no exception; an error, or a class that the JVM verifies; messages that can be printed. */
final class CompilerContract {
    /** UDP to port 9 and back with a payload, TCP with a tag, one cut short; seconds apart, so that marks and timeouts pass. */
    private static final List<MemorySource.Packet> PACKETS = List.of(
            packet(0, "020000000002 020000000001 0800 4500 0024 0001 0000 40 11 0000 0a000001 0a000002 1234 0009 0010 0000 0312 3456 0203 0405"),
            packet(1, "020000000001 020000000002 0800 4500 0022 0001 0000 40 11 0000 0a000002 0a000001 0009 1234 000e 0000 0212 3456 0203"),
            packet(2, "020000000002 020000000001 8100 2003 0800 4500 0028 0001 0000 40 06 0000 0a000001 0a000003 1234 0050 00000001 00000002 5002 ffff 0000 0000"),
            packet(60, "020000000002 020000000001 86dd 60000000 0010 11 40 20010db8000000000000000000000001 20010db8000000000000000000000002 1234 0035 0010 0000 0102030405060708"),
            packet(7200, "020000000002 020000000001 0800 4500 0024 0001 0000 40 11 0000 0a000001 0a000002 1234"));

    private int compiled;

    private static MemorySource.Packet packet(long seconds, String hex) {
        final byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new MemorySource.Packet(seconds * 1_000_000_000L, 1, 0, bytes.length, bytes);
    }

    /** Null when the contract holds, else what happened. With {@code run}, what was accepted must also run over packets, without a step outside of its memory. */
    String broken(String text, boolean run) {
        return broken(text, SmallLibrary.PRELUDE, run);
    }

    String broken(String text, String prelude, boolean run) {
        try {
            final Compilation compilation = Compiler.compile(new Source("fuzz.flow", text), new SmallLibrary(prelude));
            new DiagnosticRenderer(false).render(compilation.diagnostics());
            final boolean wrong = compilation.diagnostics().stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
            if (compilation.tracker().isEmpty()) {
                return wrong ? null : "neither a tracker nor an error";
            }
            if (wrong) {
                return "a tracker in spite of an error";
            }
            final var tracker = compilation.tracker().get();
            final var loaded = ProgramLoader.load(tracker.descriptor().className(), tracker.classBytes());
            Class.forName(loaded.getName(), true, loaded.getClassLoader());
            compiled++;
            if (run) {
                run(Tracker.of(tracker.descriptor(), loaded));
            }
            return null;
        } catch (Exception | LinkageError | StackOverflowError e) {
            return e + Arrays.stream(e.getStackTrace()).filter(frame -> frame.getClassName().startsWith("flowc.")).limit(4).map(frame -> " at " + frame).collect(Collectors.joining());
        }
    }

    private static void run(Tracker tracker) throws IOException {
        try (var source = MemorySource.of(PACKETS)) {
            final List<ParamValue> params = tracker.descriptor().params().stream().map(param -> ParamValue.parse(param, param.text())).toList();
            new Engine(tracker, new EngineSettings(params, EngineSettings.FILE_HASH_SEED)).run(source, OutputStream.nullOutputStream(), OutputOptions.of(OutputOptions.Format.TEXT), Progress.NONE);
        } catch (InvalidSetting _) {
            return;                                     // a timeout or limit that is known at the start only
        }
    }

    /** Cases that were accepted so far. */
    int compiled() {
        return compiled;
    }
}
