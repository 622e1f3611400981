package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps all records of a run until its end and gives them back in {@link RecordOrder}. Records and their index (16 bytes each) take at most
 * {@code limitBytes}; beyond that, and beyond any single record that is larger, they go to a temporary file as sorted runs, which are merged at the end.
 * The formatter thread only.
 */
final class OrderedRecords implements AutoCloseable {
    /** Takes one record. */
    @FunctionalInterface
    interface Consumer {
        void accept(long record) throws IOException;
    }

    private static final long INDEX_BYTES_PER_RECORD = 2 * Long.BYTES; // the index, and its copy while sorting
    private static final long LARGEST_BLOCK_BYTES = 4 << 20;

    private final RecordOrder order;
    private final long limitBytes;
    private final RecordStore store;
    private long[] index = new long[64];
    private int count;
    private long bytes;
    private RunFile file;

    OrderedRecords(RecordOrder order, long limitBytes) {
        this.order = order;
        this.limitBytes = limitBytes;
        this.store = new RecordStore(Math.clamp(limitBytes / 8, 4096, LARGEST_BLOCK_BYTES));
    }

    void add(long record) throws IOException {
        final long length = Memory.u32(record + RecordLayout.LENGTH_OFFSET);
        if (bytes + length + INDEX_BYTES_PER_RECORD > limitBytes && count > 0) {
            spill();
        }
        if (count == index.length) {
            index = Arrays.copyOf(index, count + (count >> 1));
        }
        index[count++] = store.append(record, length);
        bytes += length + INDEX_BYTES_PER_RECORD;
    }

    private void spill() throws IOException {
        if (file == null) {
            file = RunFile.create();
        }
        order.sort(index, count);
        file.append(index, count);
        store.close();
        count = 0;
        bytes = 0;
    }

    /** Gives every record to {@code consumer}, in order. */
    void drain(Consumer consumer) throws IOException {
        if (file != null) {
            if (count > 0) {
                spill();
            }
            merge(file.map(), consumer);
            return;
        }
        order.sort(index, count);
        for (int i = 0; i < count; i++) {
            consumer.accept(index[i]);
        }
    }

    /** Where the merge stands in one run. */
    private static final class Cursor {
        private final int run;
        private final long end;
        private long record;

        private Cursor(int run, RunFile.Run range) {
            this.run = run;
            this.end = range.end();
            this.record = range.start();
        }
    }

    private void merge(List<RunFile.Run> runs, Consumer consumer) throws IOException {
        // Records of an older run were emitted earlier, so that equal ones are told apart by their run.
        final Comparator<Cursor> byRecord = (left, right) -> order.compare(left.record, right.record);
        final PriorityQueue<Cursor> cursors = new PriorityQueue<>(byRecord.thenComparingInt(cursor -> cursor.run));
        for (int run = 0; run < runs.size(); run++) {
            cursors.add(new Cursor(run, runs.get(run)));
        }
        while (!cursors.isEmpty()) {
            final Cursor first = cursors.poll();
            consumer.accept(first.record);
            first.record += Memory.u32(first.record + RecordLayout.LENGTH_OFFSET);
            if (first.record < first.end) {
                cursors.add(first);
            }
        }
    }

    @Override
    public void close() {
        store.close();
        if (file != null) {
            file.close();
        }
    }
}
