package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import flowc.runtime.thread.Uninterrupted;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * The way of records from workers to a stream. Workers put raw records into chunks of memory, each through a sink of its own; one formatter
 * thread turns them into lines and writes them.
 * <pre> worker ─ ChunkSink ─ ChunkRing ─┐
 * worker ─ ChunkSink ─ ChunkRing ─┴ FormatterLoop ─ [OrderedRecords] ─ RecordFormatter ─ OutputPage ─ stream </pre>
 * When the stream fails, sinks refuse and count records from then on, {@link #failure()} says why, and nothing throws.
 * After {@link #close()}, {@code written() + dropped()} is what workers had to give.
 */
public final class RecordOutput implements AutoCloseable {
    private final List<RecordTemplate> templates;
    private final OutputOptions options;
    private final OutputStatus status = new OutputStatus();
    private final OutputPage page;
    private final FormatterLoop loop;
    private final Thread formatter;
    private final List<ChunkSink> sinks = new CopyOnWriteArrayList<>();
    private final List<ChunkRing> rings = new CopyOnWriteArrayList<>();
    private boolean closed;

    /**
     * Makes all but the thread, which begins with {@link #start}.
     *
     * @param templates the tracker's, each at the index that is its id
     * @throws IllegalArgumentException when a template's format does not parse, which the compiler has checked
     */
    public RecordOutput(List<RecordTemplate> templates, OutputOptions options) throws IOException {
        this.templates = templates;
        this.options = options;
        this.page = new OutputPage(status);
        final OrderedRecords ordered = options.ordered() ? new OrderedRecords(new RecordOrder(templates), options.sizes().orderedBytes()) : null;
        this.loop = new FormatterLoop(status, page, new RecordFormatter(templates, options.format(), page), ordered);
        this.formatter = Thread.ofPlatform().name("flowc-output").daemon().unstarted(loop);
    }

    /** The same, started. */
    public static RecordOutput open(OutputStream target, List<RecordTemplate> templates, OutputOptions options) throws IOException {
        final RecordOutput output = new RecordOutput(templates, options);
        output.start(target);
        return output;
    }

    /**
     * Starts the formatter thread, before any worker has a record. {@code target} must report its errors (a {@link java.io.PrintStream} hides them)
     * and needs no buffer; it stays the caller's to close.
     */
    public void start(OutputStream target) {
        page.writeTo(target);
        formatter.start();
    }

    /** A sink for one more worker. */
    public ChunkSink newSink() {
        final OutputOptions.Sizes sizes = options.sizes();
        final long largest = largestRecord();
        final boolean huge = largest > sizes.chunkBytes();
        final long chunkBytes = Memory.align(Math.max(sizes.chunkBytes(), largest), Long.BYTES);
        final ChunkRing ring = new ChunkRing(chunkBytes, huge ? 2 : sizes.chunkCount(), formatter);
        final ChunkSink sink = new ChunkSink(ring, status, options);
        rings.add(ring);
        sinks.add(sink);
        loop.add(ring);
        return sink;
    }

    private long largestRecord() {
        return Math.max(options.sizes().largestRecord() + largestKey(), largestFixedRecord());
    }

    private long largestFixedRecord() {
        final long fields = templates.stream().flatMap(template -> template.fields().stream()).mapToLong(field -> (long) field.offset() + field.type().bytes())
                .max().orElse(RecordLayout.FIELDS_OFFSET);
        return Memory.align(fields, Long.BYTES) + largestKey();
    }

    private long largestKey() {
        return options.ordered() ? templates.stream().filter(template -> template.key() != null).mapToLong(template -> template.key().bytes()).max().orElse(0) : 0;
    }

    /** Bytes of memory that records which wait to be sorted take at most; 0 where they are not sorted. Any thread. */
    public long sortedBytes() {
        return options.ordered() ? OrderedRecords.mostBytes(options.sizes().orderedBytes(), largestRecord()) : 0;
    }

    /** Records whose text was written so far. Any thread. */
    public long written() {
        return status.written();
    }

    /** Records that were not written: the sink was full and the source live, the record larger than a chunk, or the stream had failed. Any thread. */
    public long dropped() {
        long dropped = status.lost();
        for (final ChunkSink sink : sinks) {
            dropped += sink.dropped();
        }
        return dropped;
    }

    /** Why writing failed; empty while it has not. Any thread, so that a run can end early. */
    public Optional<OutputFailure> failure() {
        return Optional.ofNullable(status.failure());
    }

    /** Whether writing has failed. Any thread; costs little. */
    public boolean hasFailed() {
        return status.failure() != null;
    }

    /** Writes all that workers gave, ordered if asked for, and ends the thread. No worker may be in its sink any more; later records are refused. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        status.stopAccepting();
        sinks.forEach(ChunkSink::finish);
        loop.close();
        LockSupport.unpark(formatter);
        Uninterrupted.await(formatter::join);
        rings.forEach(ChunkRing::close);
    }
}
