package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** What the formatter thread does: empties the rings of all workers, and goes on emptying them, counting, when writing has failed. */
final class FormatterLoop implements Runnable {
    private final OutputStatus status;
    private final OutputPage page;
    private final RecordFormatter formatter;
    private final OrderedRecords ordered;
    private final List<ChunkRing> rings = new CopyOnWriteArrayList<>();
    private volatile boolean closing;

    /** Records taken out of rings. */
    private long taken;

    /** {@code ordered} is null when records are written as they come. */
    FormatterLoop(OutputStatus status, OutputPage page, RecordFormatter formatter, OrderedRecords ordered) {
        this.status = status;
        this.page = page;
        this.formatter = formatter;
        this.ordered = ordered;
    }

    /** Any thread. */
    void add(ChunkRing ring) {
        rings.add(ring);
    }

    /** Any thread, after the last chunk was published; the formatter is to be unparked. */
    void close() {
        closing = true;
    }

    @Override
    public void run() {
        boolean last;
        do {
            last = closing; // read first: what was published before closing is seen below
            boolean more;
            do {
                more = emptyRings(); // chunks that came meanwhile are taken before the page is flushed
            } while (more);
            attempt(page::flush);
            // Looks again, because the stream may have parked this thread while it flushed and so used up the wake-up for a chunk or the closing.
            if (!last && !isAnythingWaiting()) {
                LockSupport.park(this);
            }
        } while (!last);
        attempt(this::finish);
        status.lost(taken - status.written());
        if (ordered != null) {
            ordered.close();
        }
    }

    private boolean isAnythingWaiting() {
        for (final ChunkRing ring : rings) {
            if (ring.fullChunk() != 0) {
                return true;
            }
        }
        return closing;
    }

    private boolean emptyRings() {
        boolean any = false;
        for (final ChunkRing ring : rings) {
            final long chunk = ring.fullChunk();
            if (chunk != 0) {
                take(chunk, chunk + ring.fullBytes());
                ring.release();
                any = true;
            }
        }
        return any;
    }

    private void take(long chunk, long end) {
        for (long record = chunk; record < end; record += Memory.u32(record + RecordLayout.LENGTH_OFFSET)) {
            taken++;
            final long current = record;
            attempt(() -> accept(current));
        }
        if (status.failure() != null) {
            status.lost(taken - status.written());
        }
    }

    private void accept(long record) throws IOException {
        if (ordered == null) {
            formatter.write(record);
        } else {
            ordered.add(record);
        }
    }

    private void finish() throws IOException {
        if (ordered != null) {
            ordered.drain(formatter::write);
        }
        page.flush();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** Runs a step of writing unless writing has failed; a failure, of whatever kind, is kept, or workers would wait for this thread for ever. */
    private void attempt(Step step) {
        if (status.failure() != null) {
            return;
        }
        try {
            step.run();
        } catch (IOException | RuntimeException | Error e) {
            status.fail(OutputFailure.of(e));
            rings.forEach(ChunkRing::wakeWorker);
        }
    }
}
