package flowc.compiler.semantics;

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
import flowc.runtime.packet.MemorySource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Runs handlers on one packet, a UDP datagram of 10.0.0.1:4660 to 10.0.0.2:53 at 1970-01-01T00:00:05Z. */
final class Evaluator {
    private static final byte[] PACKET = HexFormat.of().parseHex(
            "020000000002" + "020000000001" + "0800" + "4500002000010000401100000a0000010a000002" + "12340035000c0000" + "01020304");

    private Evaluator() {}

    /** What each handler emits as {@code v}, in JSON; "fault" when it ended before. All handlers are compiled into one tracker. */
    static List<String> emitted(String declarations, String state, List<String> handlers) {
        return emitted(declarations, state, handlers, _ -> {});
    }

    /** Likewise; {@code counters} is given those of the summary. */
    static List<String> emitted(String declarations, String state, List<String> handlers, Consumer<RunSummary.CounterSummary> counters) {
        final StringBuilder text = new StringBuilder("tracker evaluator\n").append(declarations).append("\ntable flow key flow5 where udp {\n").append(state).append('\n');
        for (int i = 0; i < handlers.size(); i++) {
            text.append("  on packet { ").append(handlers.get(i).replace("result ", "emit r" + i + " { v: ").replace(" end", " }")).append(" }\n");
        }
        return run(text.append("}\n").toString(), handlers.size(), counters);
    }

    private static List<String> run(String text, int results, Consumer<RunSummary.CounterSummary> counters) {
        final var compilation = Compiler.compile(new Source("evaluator.flow", text), new Modules());
        final var compiled = compilation.tracker().orElseThrow(() -> new AssertionError(compilation.diagnostics().stream().map(d -> d.span().text() + ": " + d.message()).toList()));
        final Tracker tracker = Tracker.of(compiled.descriptor(), ProgramLoader.load(compiled.descriptor().className(), compiled.classBytes()));
        final var out = new ByteArrayOutputStream();
        try (var source = MemorySource.of(List.of(new MemorySource.Packet(5_000_000_000L, 1, 0, PACKET.length, PACKET)))) {
            final List<ParamValue> params = tracker.descriptor().params().stream().map(param -> ParamValue.parse(param, param.text())).toList();
            new Engine(tracker, new EngineSettings(params, EngineSettings.FILE_HASH_SEED))
                    .run(source, out, OutputOptions.of(OutputOptions.Format.JSON), Progress.NONE).counters().forEach(counters);
            return values(out.toString(StandardCharsets.UTF_8), results);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> values(String records, int results) {
        final List<String> values = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            final String start = "{\"record\":\"r" + i + "\",";
            values.add(records.lines().filter(line -> line.startsWith(start)).findFirst().map(line -> line.substring(line.indexOf("\"v\":") + 4, line.length() - 1)).orElse("fault"));
        }
        return values;
    }
}
