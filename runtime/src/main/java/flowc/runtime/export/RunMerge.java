package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges the runs of a file, each through a part of memory that holds the largest record: all parts together take at most {@code limitBytes}, or two such
 * records where these are more. Where there are more runs than parts, they are merged to fewer and longer ones in another file first, and that one's again
 * as long as there are; a file is gone as soon as its records are in the next. One thread.
 */
final class RunMerge {
    private static final long LEAST_PART_BYTES = 4096;
    private static final int FEWEST_RUNS = 2;

    private final RecordOrder order;
    private final long limitBytes;
    private final long leastPart;
    private final int mostRuns;

    RunMerge(RecordOrder order, long limitBytes, long largestRecord) {
        this.order = order;
        this.limitBytes = limitBytes;
        this.leastPart = leastPart(largestRecord);
        this.mostRuns = Math.clamp(limitBytes / leastPart, FEWEST_RUNS, Integer.MAX_VALUE);
    }

    private static long leastPart(long largestRecord) {
        return Math.max(Memory.align(largestRecord, Long.BYTES), LEAST_PART_BYTES);
    }

    /** What it takes however little it may take. */
    static long leastBytes(long largestRecord) {
        return FEWEST_RUNS * leastPart(largestRecord);
    }

    /** Gives every record of {@code runs}, which are all of {@code file}, the oldest first, to {@code consumer}, in order; the file may be closed then. */
    void drain(RunFile file, List<RunFile.Run> runs, OrderedRecords.Consumer consumer) throws IOException {
        file.addNoMore();
        if (runs.size() <= mostRuns) {
            merge(file, runs, consumer);
            return;
        }
        try (RunFile next = RunFile.create()) {
            final List<RunFile.Run> fewer = fewer(file, runs, next);
            file.close();
            drain(next, fewer, consumer);
        }
    }

    private List<RunFile.Run> fewer(RunFile file, List<RunFile.Run> runs, RunFile next) throws IOException {
        final List<RunFile.Run> fewer = new ArrayList<>();
        for (int i = 0; i < runs.size(); i += mostRuns) {
            merge(file, runs.subList(i, Math.min(i + mostRuns, runs.size())), next::add);
            fewer.add(next.endRun());
        }
        return fewer;
    }

    private void merge(RunFile file, List<RunFile.Run> runs, OrderedRecords.Consumer consumer) throws IOException {
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
