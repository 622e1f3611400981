package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import java.util.function.LongSupplier;

/**
 * One worker's sink: puts records one after the other into chunks. A record that was begun and not committed, because its handler ended in
 * between, is overwritten by the next. Records larger than a chunk are dropped and counted, also in a file's run. The worker's thread only.
 */
public final class ChunkSink implements RecordSink {
    private static final long PUBLISH_AFTER_NANOS = 100_000_000L;

    private final ChunkRing ring;
    private final OutputStatus status;
    private final boolean ordered;
    private final boolean live;
    private final boolean interactive;
    private final LongSupplier clock;

    /** The chunk being filled, 0 between chunks. */
    private long chunk;

    private long used;
    private long begun;
    private long chunkOpenedNanos;
    private volatile long dropped;

    ChunkSink(ChunkRing ring, OutputStatus status, OutputOptions options) {
        this(ring, status, options, System::nanoTime);
    }

    /** {@code clock} gives nanoseconds from anywhere on. */
    ChunkSink(ChunkRing ring, OutputStatus status, OutputOptions options, LongSupplier clock) {
        this.clock = clock;
        this.ring = ring;
        this.status = status;
        this.ordered = options.ordered();
        this.live = options.live();
        this.interactive = options.interactive();
    }

    @Override
    public long begin(long template, long length, long time, long keyBytes) {
        final long keyOffset = ordered && keyBytes > 0 ? Memory.align(length, Long.BYTES) : 0;
        final long bytes = keyOffset == 0 ? Memory.align(length, Long.BYTES) : Memory.align(keyOffset + keyBytes, Long.BYTES);
        begun = 0;
        if (!status.accepting() || bytes > ring.chunkBytes() || !makeRoom(bytes)) {
            dropped = dropped + 1;
            return 0;
        }
        final long record = chunk + used;
        // A plain loop: a segment's fill would make an object for the slice, and most records are a few words.
        for (long offset = RecordLayout.FIELDS_OFFSET; offset < bytes; offset += Long.BYTES) {
            Memory.putI64(record + offset, 0);
        }
        Memory.putI32(record + RecordLayout.LENGTH_OFFSET, bytes);
        Memory.putI32(record + RecordLayout.TEMPLATE_OFFSET, template);
        Memory.putI64(record + RecordLayout.TIME_OFFSET, time);
        Memory.putI64(record + RecordLayout.KEY_OFFSET, keyOffset);
        begun = bytes;
        return record;
    }

    @Override
    public void commit() {
        used += begun;
        begun = 0;
    }

    private boolean makeRoom(long bytes) {
        if (chunk != 0 && ring.chunkBytes() - used < bytes) {
            publish();
        }
        return chunk != 0 || openChunk();
    }

    private boolean openChunk() {
        if (ring.freeChunk() == 0 && !live) {
            ring.awaitFree(status);
        }
        chunk = status.accepting() ? ring.freeChunk() : 0;
        used = 0;
        if (chunk == 0) {
            return false;
        }
        chunkOpenedNanos = clock.getAsLong();
        return true;
    }

    /**
     * Lets waiting records out: to be called once in a while, such as at the end of a burst; costs little. Hands over what is older than
     * 100 ms or what somebody watches for, unless the formatter is behind anyway: small chunks would only fill the ring.
     */
    public void flush() {
        if (used > 0 && ring.isEmpty() && (interactive || clock.getAsLong() - chunkOpenedNanos > PUBLISH_AFTER_NANOS)) {
            publish();
        }
    }

    /** Hands over the last records. */
    void finish() {
        if (used > 0) {
            publish();
        }
    }

    private void publish() {
        ring.publish(used);
        chunk = 0;
        used = 0;
    }

    /** Records refused so far. Any thread. */
    long dropped() {
        return dropped;
    }
}
