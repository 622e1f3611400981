package flowc.runtime;

import flowc.runtime.export.OutputOptions;
import flowc.runtime.memory.ByteSize;
import flowc.runtime.memory.OutOfMemoryRegionException;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.PacketSource.Need;
import flowc.runtime.table.TableMemory;
import flowc.runtime.table.TableSettings;
import flowc.runtime.worker.PacketRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds what a run's process takes in the worst case against the user's budget: after everything was opened, which takes address space only, and
 * before a packet is read. What the run opens is counted; for reading and the JVM there are numbers to count on.
 */
final class MemoryPlan {
    private static final String SORTED = "records kept for --order";

    /** Of what the JVM and reading leave of the budget, for records that wait to be sorted; what is more goes to a temporary file. */
    private static final long SORTED_SHARE = 4;

    /** With less, the file's runs would be so many and short that merging them takes long. */
    private static final long SORTED_LEAST_BYTES = 8L << 20;

    private static final String JVM = "the JVM (heap, compiled code, its compilers)";

    /** Measured with a margin, see docs/decisions/0027-files-memory-start.md: a run that compiles its tracker first is 95 MiB large without tables, buffers and reading. */
    private static final long JVM_BYTES = 124L << 20;

    /** For each worker: its stack, its part of the allocator, what is compiled meanwhile. */
    private static final long JVM_WORKER_BYTES = 4L << 20;

    private final long budget;
    private final long jvmBytes;
    private final List<Need> reading;
    private final Set<Region> others = Region.open();
    private long sortedBytes;
    private long mostBytes;

    /** Begins before the run opens anything; {@code budget} in bytes, {@link EngineSettings#NO_BUDGET} for what the machine has. */
    MemoryPlan(long budget, int workers, List<Need> reading) {
        this.budget = budget;
        this.jvmBytes = JVM_BYTES + workers * JVM_WORKER_BYTES;
        this.reading = reading;
    }

    /** How much of the budget the output may take. */
    OutputOptions.Sizes within(OutputOptions options) {
        final OutputOptions.Sizes sizes = options.sizes();
        final long ordered = Math.min(sizes.orderedBytes(), Math.max(SORTED_LEAST_BYTES, (budget - fixedBytes()) / SORTED_SHARE));
        return new OutputOptions.Sizes(sizes.chunkBytes(), sizes.chunkCount(), sizes.largestRecord(), ordered);
    }

    /** Counts {@code bytes} for records that wait to be sorted, which are taken when they come. */
    void sorts(long bytes) {
        sortedBytes = bytes;
    }

    /** What no setting of the tracker changes. */
    private long fixedBytes() {
        return jvmBytes + reading.stream().mapToLong(Need::bytes).sum();
    }

    private Stream<Region> ours() {
        return Region.open().stream().filter(region -> !others.contains(region));
    }

    /** @throws InvalidSetting with all sums when what is open now may come to more than the budget */
    void require(List<TableSettings> tables) {
        mostBytes = fixedBytes() + sortedBytes + ours().mapToLong(Region::bytes).sum();
        if (mostBytes > budget) {
            final List<Region> ours = ours().toList();
            throw refusal(tables, table -> TableMemory.bytesIn(ours, table));
        }
    }

    /** Why the run is refused whose tables could not even be opened: they exceed the budget, or what {@code machine} says. */
    RuntimeException refusal(List<TableSettings> tables, OutOfMemoryRegionException machine) {
        final long all = fixedBytes() + sum(buffers().values()) + tables.stream().mapToLong(TableMemory::mostBytes).sum();
        return all > budget ? refusal(tables, TableMemory::mostBytes) : machine;
    }

    /** Bytes of all but the tables, by what they are for. */
    private Map<String, Long> buffers() {
        final Map<String, Long> needs = ours().filter(region -> !region.what().endsWith("'")).collect(Collectors.groupingBy(Region::what, TreeMap::new, Collectors.summingLong(Region::bytes)));
        if (sortedBytes > 0) {
            needs.put(SORTED, sortedBytes);
        }
        return needs;
    }

    private InvalidSetting refusal(List<TableSettings> tables, ToLongFunction<TableSettings> bytesOf) {
        final Map<String, Long> needs = buffers();
        final Map<TableSettings, Long> ofTables = tables.stream().collect(Collectors.toMap(table -> table, bytesOf::applyAsLong));
        final long all = fixedBytes() + sum(needs.values()) + sum(ofTables.values());
        final List<String> lines = new ArrayList<>();
        lines.add("the run may come to " + ByteSize.text(all) + ", but --memory allows " + ByteSize.text(budget));
        for (final TableSettings table : tables) {
            final long bytes = ofTables.get(table);
            lines.add("  table '" + table.name() + "': " + ByteSize.text(bytes) + " with its limit of " + rows(table.limit()) + fit(table, budget - (all - bytes)));
        }
        needs.forEach((what, bytes) -> lines.add(line(what, bytes)));
        reading.stream().collect(Collectors.groupingBy(Need::what, TreeMap::new, Collectors.summingLong(Need::bytes))).forEach((what, bytes) -> lines.add(line(what, bytes)));
        lines.add(line(JVM, jvmBytes));
        lines.add("help: lower a 'limit'" + (needs.containsKey(PacketRun.BATCHES) ? ", use fewer --workers" : "") + " or allow more; no limit is ever changed by itself");
        return new InvalidSetting(String.join("\n", lines));
    }

    private static String line(String what, long bytes) {
        return "  " + what + ": " + ByteSize.text(bytes);
    }

    private static long sum(Iterable<Long> values) {
        long sum = 0;
        for (final long value : values) {
            sum += value;
        }
        return sum;
    }

    private static String rows(long limit) {
        return String.format(Locale.ROOT, "%,d", limit) + (limit == 1 ? " row" : " rows");
    }

    private String fit(TableSettings table, long left) {
        final long limit = left <= 0 ? 0 : TableMemory.largestLimit(table, TableMemory.ownersIn(ours().toList(), table), left);
        return limit == 0 || limit >= table.limit() ? "" : ", a limit of " + rows(limit) + " would fit";
    }

    /** For the summary. */
    RunSummary.MemoryUse use() {
        return new RunSummary.MemoryUse(budget, mostBytes);
    }
}
