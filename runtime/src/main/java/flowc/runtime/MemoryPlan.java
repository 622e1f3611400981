package flowc.runtime;

import flowc.runtime.export.OutputOptions;
import flowc.runtime.memory.ByteSize;
import flowc.runtime.memory.OutOfMemoryRegionException;
import flowc.runtime.memory.Region;
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
 * Holds what a run takes off the heap, in the worst case, against the user's budget: after everything was opened, which takes address space
 * only, and before a packet is read.
 */
final class MemoryPlan {
    private static final String SORTED = "records kept for --order";

    /** Of the budget, for records that wait to be sorted; what is more goes to a temporary file. */
    private static final long SORTED_SHARE = 4;

    private final long budget;
    private final Set<Region> others = Region.open();
    private long sortedBytes;
    private long mostBytes;

    /** Begins before the run opens anything; {@code budget} in bytes, {@link EngineSettings#NO_BUDGET} for what the machine has. */
    MemoryPlan(long budget) {
        this.budget = budget;
    }

    /** How much of the budget the output may take. */
    OutputOptions.Sizes within(OutputOptions options) {
        final OutputOptions.Sizes sizes = options.sizes();
        final long ordered = Math.min(sizes.orderedBytes(), Math.max(1, budget / SORTED_SHARE));
        sortedBytes = options.ordered() ? ordered : 0;
        return new OutputOptions.Sizes(sizes.chunkBytes(), sizes.chunkCount(), sizes.largestRecord(), ordered);
    }

    private Stream<Region> ours() {
        return Region.open().stream().filter(region -> !others.contains(region));
    }

    /** @throws InvalidSetting with all sums when what is open now may come to more than the budget */
    void require(List<TableSettings> tables) {
        mostBytes = sortedBytes + ours().mapToLong(Region::bytes).sum();
        if (mostBytes > budget) {
            final List<Region> ours = ours().toList();
            throw refusal(tables, table -> TableMemory.bytesIn(ours, table));
        }
    }

    /** Why the run is refused whose tables could not even be opened: they exceed the budget, or what {@code machine} says. */
    RuntimeException refusal(List<TableSettings> tables, OutOfMemoryRegionException machine) {
        final long all = sum(buffers().values()) + tables.stream().mapToLong(TableMemory::mostBytes).sum();
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
        final long buffers = sum(needs.values());
        final Map<TableSettings, Long> ofTables = tables.stream().collect(Collectors.toMap(table -> table, bytesOf::applyAsLong));
        final long all = buffers + sum(ofTables.values());
        final List<String> lines = new ArrayList<>();
        lines.add("tables and buffers may come to " + ByteSize.text(all) + ", but --memory allows " + ByteSize.text(budget));
        for (final TableSettings table : tables) {
            final long bytes = ofTables.get(table);
            lines.add("  table '" + table.name() + "': " + ByteSize.text(bytes) + " with its limit of " + rows(table.limit()) + fit(table, budget - (all - bytes)));
        }
        needs.forEach((what, bytes) -> lines.add("  " + what + ": " + ByteSize.text(bytes)));
        lines.add("help: lower a 'limit'" + (needs.containsKey(PacketRun.BATCHES) ? ", use fewer --workers" : "") + " or allow more; no limit is ever changed by itself");
        return new InvalidSetting(String.join("\n", lines));
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
