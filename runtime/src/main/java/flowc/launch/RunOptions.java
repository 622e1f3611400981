package flowc.launch;

import flowc.runtime.EngineSettings;
import flowc.runtime.ParamValue;
import flowc.runtime.export.OutputOptions.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every run, whatever the tracker. Names here cannot be a tracker's parameters ({@link ReservedOptions}). */
public final class RunOptions {
    @Option(names = {"-r", "--read"}, required = true, arity = "1..*", paramLabel = "FILE",
            description = "Capture files (pcap, pcapng; told by content) in this order, state kept. A folder stands for its captures by name, - for stdin.")
    List<String> captures = new ArrayList<>();

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", converter = Choices.OfFormat.class,
            description = "text (default): prints as they are, records as JSON lines. json: everything as JSON lines.")
    Format format = Format.TEXT;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Write results to FILE instead of stdout.")
    Path output;

    @Option(names = "--order", description = "Sort records by time, table and key.")
    boolean ordered;

    @Option(names = "--hash-seed", paramLabel = "NUMBER", description = "Seed of the tables' hashes; files use a fixed one, so that runs repeat.")
    String hashSeed;

    @Option(names = "--memory", paramLabel = "SIZE", description = "What the process may take, such as 2GiB; refuses to start when it could take more.")
    String memory;

    @Option(names = "--workers", paramLabel = "NUMBER", description = "Threads that handle packets (default: one a core, one in all for short files). The results are the same, apart from the order between flows.")
    String workers;

    @Option(names = "--relaxed-order", description = "With several workers, spread tables that look each other's rows up too. What depends on the order between flows then depends on timing.")
    boolean relaxedOrder;

    @Option(names = "--strict", description = "Exit with 4 when something was lost: flows of full tables, records, marks of 'every', what faults cut short, packets to dump.")
    boolean strict;

    @Option(names = "--summary", paramLabel = "text|json|none", defaultValue = "text", converter = Choices.OfSummary.class,
            description = "The summary on stderr (default: text).")
    SummaryFormat summary = SummaryFormat.TEXT;

    @Option(names = "--no-progress", description = "No progress line, even on a terminal.")
    boolean noProgress;

    @Mixin
    final CommonOptions common = new CommonOptions();

    EngineSettings settings(List<ParamValue> params) {
        final EngineSettings settings = new EngineSettings(params, seed());
        final EngineSettings budgeted = memory == null ? settings : settings.withMemory(EngineSettings.memory("--memory", memory));
        return budgeted.withWorkers(workers == null ? EngineSettings.AUTOMATIC : EngineSettings.workers("--workers", workers)).withRelaxedOrder(relaxedOrder);
    }

    private long seed() {
        return hashSeed == null ? EngineSettings.FILE_HASH_SEED : EngineSettings.seed("--hash-seed", hashSeed);
    }
}
