package flowc.allocation;

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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that scans through a table: arguments are flows, the table's limit and a budget in bytes. Prints flows made, bytes that tables and buffers
 * may come to, bytes that tables came to, and by how much the process's memory grew at most.
 */
final class ScanProbe {
    private ScanProbe() {}

    public static void main(String[] args) throws Exception {
        final String text = "tracker scan table flow key flow5 idle 30s limit " + args[1] + " { packets: counter on packet { packets += 1 } }";
        final var compiled = Compiler.compile(new Source("scan.flow", text), new Modules()).tracker().orElseThrow();
        final Tracker tracker = Tracker.of(compiled.descriptor(), ProgramLoader.load(compiled.descriptor().className(), compiled.classBytes()));
        // Linux: what was the most is the present from now on.
        Files.writeString(Path.of("/proc/self/clear_refs"), "5");
        final long before = status("VmHWM");
        try (ScanSource source = new ScanSource(Long.parseLong(args[0]))) {
            final EngineSettings settings = EngineSettings.defaults(tracker).withMemory(Long.parseLong(args[2]));
            final RunSummary summary = new Engine(tracker, settings).run(source, OutputStream.nullOutputStream(), OutputOptions.of(OutputOptions.Format.TEXT), Progress.NONE);
            System.out.println(summary.tables().getFirst().made() + " " + summary.memory().most() + " " + summary.tableBytes() + " " + (status("VmHWM") - before));
        }
    }

    private static long status(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith(name + ":")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst().orElseThrow();
    }
}
