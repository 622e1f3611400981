package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges the runs of a file, each through a part of memory that holds its largest record: all parts together take at most {@code limitBytes}, or two such
 * records where these are more. Where there are more runs than parts, they are merged to fewer and longer ones first, which go to the file's end. One thread.
 */
final class RunMerge {
    private static final long LEAST_PART_BYTES = 4096;

    private final RunFile file;
    private final RecordOrder order;
    private final long limitBytes;
    private final long leastPart;
    private final int mostRuns;

    RunMerge(RunFile file, RecordOrder order, long limitBytes, long largestRecord) {
        this.file = file;
        this.order = order;
        this.limitBytes = limitBytes;
        this.leastPart = Math.max(Memory.align(largestRecord, Long.BYTES), LEAST_PART_BYTES);
        this.mostRuns = Math.clamp(limitBytes / leastPart, 2, Integer.MAX_VALUE);
    }

    /** Gives every record of {@code runs}, the oldest first, to {@code consumer}, in order. */
    void drain(List<RunFile.Run> runs, OrderedRecords.Consumer consumer) throws IOException {
        List<RunFile.Run> left = runs;
        while (left.size() > mostRuns) {
            left = fewer(left);
        }
        merge(left, consumer);
    }

    private List<RunFile.Run> fewer(List<RunFile.Run> runs) throws IOException {
        final List<RunFile.Run> longer = new ArrayList<>();
        for (int i = 0; i < runs.size(); i += mostRuns) {
            merge(runs.subList(i, Math.min(i + mostRuns, runs.size())), file::add);
            longer.add(file.endRun());
        }
        return longer;
    }

    private void merge(List<RunFile.Run> runs, OrderedRecords.Consumer consumer) throws IOException {
        final long part = Math.max(leastPart, limitBytes / runs.size() & -Long.BYTES);
        try (Region parts = Region.allocate(part * runs.size(), "the merge of records")) {
            // Records of an older run were emitted earlier, so that equal ones are told apart by their run.
            final Comparator<RunReader> byRecord = (left, right) -> order.compare(left.record(), right.record());
            final PriorityQueue<RunReader> readers = new PriorityQueue<>(byRecord.thenComparingInt(RunReader::number));
            for (int number = 0; number < runs.size(); number++) {
                readers.add(new RunReader(file, number, runs.get(number), parts.address() + number * part, part));
            }
            while (!readers.isEmpty()) {
                final RunReader first = readers.poll();
                consumer.accept(first.record());
                if (first.next()) {
                    readers.add(first);
                }
            }
        }
    }
}
