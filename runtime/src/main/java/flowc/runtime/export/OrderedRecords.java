package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps all records of a run until its end and gives them back in {@link RecordOrder}. Records and their index (16 bytes each) take at most
 * {@code limitBytes}; beyond that, and beyond any single record that is larger, they go to a temporary file as sorted runs, which are merged at the end
 * ({@link RunMerge}). What all that takes at most says {@link #mostBytes}. The formatter thread only.
 */
final class OrderedRecords implements AutoCloseable {
    /** Takes one record. */
    @FunctionalInterface
    interface Consumer {
        void accept(long record) throws IOException;
    }

    private static final long INDEX_BYTES_PER_RECORD = 2 * Long.BYTES; // the index that is sorted, and its copy for that
    private static final int MOST_RECORDS = Integer.MAX_VALUE - 1;
    private static final long LARGEST_BLOCK_BYTES = 4 << 20;

    private final RecordOrder order;
    private final long limitBytes;
    private final RecordStore store;
    private int count;
    private long largestRecord;
    private RunFile file;
    /** The oldest first. */
    private final List<RunFile.Run> runs = new ArrayList<>();

    OrderedRecords(RecordOrder order, long limitBytes) {
        this.order = order;
        this.limitBytes = limitBytes;
        this.store = new RecordStore(Math.clamp(limitBytes / 8, 4096, LARGEST_BLOCK_BYTES));
    }

    /** Bytes of memory that are taken at most where no record is larger than {@code largestRecord}: two records of that are merged at the least. */
    static long mostBytes(long limitBytes, long largestRecord) {
        return Math.max(limitBytes, RunMerge.leastBytes(largestRecord)) + RunFile.STAGING_BYTES;
    }

    void add(long record) throws IOException {
        final long length = Memory.u32(record + RecordLayout.LENGTH_OFFSET);
        if (count > 0 && (store.bytesWith(length) + (count + 1) * INDEX_BYTES_PER_RECORD > limitBytes || count == MOST_RECORDS)) {
            spill();
        }
        store.append(record, length);
        largestRecord = Math.max(largestRecord, length);
        count++;
    }

    /** The index is made when it is wanted, outside of the heap: no larger than what it holds, and gone at once. */
    private Region sorted() {
        final Region index = Region.allocate(count * INDEX_BYTES_PER_RECORD, "the order of records");
        store.putAddresses(index.address());
        order.sort(index.address(), index.address() + (long) count * Long.BYTES, count);
        return index;
    }

    private void spill() throws IOException {
        if (file == null) {
            file = RunFile.create();
        }
        try (Region index = sorted()) {
            for (int i = 0; i < count; i++) {
                file.add(Memory.i64(index.address() + (long) i * Long.BYTES));
            }
        }
        runs.add(file.endRun());
        store.close();
        count = 0;
    }

    /** Gives every record to {@code consumer}, in order. */
    void drain(Consumer consumer) throws IOException {
        if (file != null) {
            if (count > 0) {
                spill();
            }
            new RunMerge(order, limitBytes, largestRecord).drain(file, runs, consumer);
            return;
        }
        try (Region index = sorted()) {
            for (int i = 0; i < count; i++) {
                consumer.accept(Memory.i64(index.address() + (long) i * Long.BYTES));
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
