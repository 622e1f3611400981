package flowc.runtime.packet.pcap;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Regions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Bytes on their way to a file or pipe: short pieces are gathered, long ones go from where they lie, and pieces that lie behind each other become
 * one. Memory that is handed over must stay readable until {@link #flush}. One thread.
 */
final class RecordOutlet implements AutoCloseable {
    /** A piece of this many bytes is worth a write of its own. */
    private static final long LARGE_BYTES = 128 << 10;

    /** A piece that grows beyond is written, so that the system can store while we look for more; and a buffer can hold so many. */
    private static final long MOST_BYTES = 4 << 20;

    private static final long BUFFER_BYTES = 1 << 20;

    private final WritableByteChannel channel;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(BUFFER_BYTES);
    private long buffered;
    private long pieceStart;
    private long pieceEnd;

    RecordOutlet(WritableByteChannel channel) {
        this.channel = channel;
        Regions.register(buffer.address(), BUFFER_BYTES);
    }

    /** Writes the bytes from {@code start} to {@code end}. */
    void write(long start, long end) throws IOException {
        if (start != pieceEnd) {
            flushPiece();
            pieceStart = start;
        }
        pieceEnd = end;
        if (pieceEnd - pieceStart >= MOST_BYTES) {
            flushPiece();
        }
    }

    /** Writes what is in {@code bytes}, a heap buffer that may be changed at once. */
    void write(ByteBuffer bytes) throws IOException {
        flushPiece();
        final int length = bytes.remaining();
        if (length > BUFFER_BYTES - buffered) {
            flushBuffer();
        }
        MemorySegment.copy(MemorySegment.ofBuffer(bytes), 0, buffer, buffered, length);
        buffered += length;
    }

    /** Writes {@code count} zeros, fewer than 8. */
    void pad(long count) throws IOException {
        write(ByteBuffer.allocate((int) count));
    }

    /** Hands all to the channel. Whether or not it succeeds, memory that was handed over is not read any more. */
    void flush() throws IOException {
        flushPiece();
        flushBuffer();
    }

    private void flushPiece() throws IOException {
        final long start = pieceStart;
        final long bytes = pieceEnd - start;
        // First, so that a piece that cannot be read or written is not tried again when its memory is gone.
        pieceStart = 0;
        pieceEnd = 0;
        if (bytes >= LARGE_BYTES) {
            flushBuffer();
            drain(Memory.segment(start, bytes));
        } else if (bytes > 0) {
            if (bytes > BUFFER_BYTES - buffered) {
                flushBuffer();
            }
            Memory.copy(buffer.address() + buffered, start, bytes);
            buffered += bytes;
        }
    }

    private void flushBuffer() throws IOException {
        drain(buffer.asSlice(0, buffered));
        buffered = 0;
    }

    private void drain(MemorySegment bytes) throws IOException {
        for (long from = 0; from < bytes.byteSize(); ) {
            final ByteBuffer part = bytes.asSlice(from, Math.min(MOST_BYTES, bytes.byteSize() - from)).asByteBuffer();
            while (part.hasRemaining()) {
                from += channel.write(part);
            }
        }
    }

    @Override
    public void close() throws IOException {
        Regions.unregister(buffer.address());
        arena.close();
        channel.close();
    }
}
