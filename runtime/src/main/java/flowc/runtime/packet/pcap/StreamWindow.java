package flowc.runtime.packet.pcap;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The bytes of a stream, unpacked if they are gzip, at addresses that follow each other however long the stream is. A thread of its own puts
 * them there while another reads; it stays at most a window ahead of what was released, unless one record needs more to be whole.
 * <pre> | given back | released | readable  … | comes | address space |
 *                                ≤ WINDOW_BYTES       </pre>
 */
final class StreamWindow implements AutoCloseable {
    static final long WINDOW_BYTES = 48L << 20;

    /**
     * A window, the longest record behind it, what of the stream before is not released yet, huge pages that are begun, and buffers; whatever the
     * stream's own length, which nobody knows.
     */
    static final long RESIDENT_BYTES = WINDOW_BYTES + Framing.MOST_RECORD_BYTES + (8L << 20);

    /** More than a stream brings in a month. */
    private static final long MOST_BYTES = 1L << 42;

    /** How long a reader waits for a stream that pauses, and for one that waits for a release. */
    private static final long PAUSE_MILLIS = 50;
    private static final long RELEASE_MILLIS = 1;

    private final InputStream stream;
    private final Region region;
    private volatile long bytes;
    private volatile long taken;
    private volatile boolean whole;
    private long released;
    private long needed;
    private boolean isFull;
    private boolean closed;
    private boolean discards;
    private volatile boolean packed;
    private String fault;

    private StreamWindow(InputStream stream, Region region) {
        this.stream = stream;
        this.region = region;
    }

    /**
     * Begins to take in {@code stream}, which is its own from then on.
     *
     * @throws flowc.runtime.memory.OutOfMemoryRegionException where the system has no address space for it
     */
    static StreamWindow of(InputStream stream) {
        final StreamWindow window = new StreamWindow(stream, Region.reserve(MOST_BYTES, WINDOW_BYTES, "the stream that is read"));
        Thread.ofPlatform().daemon().name("flowc-stream").start(window::takeAll);
        return window;
    }

    /** Whether a file begins as gzip does. */
    static boolean isPacked(FileChannel file) throws IOException {
        final byte[] magic = new byte[Short.BYTES];
        return isGzip(magic, file.read(ByteBuffer.wrap(magic), 0));
    }

    private static boolean isGzip(byte[] magic, int count) {
        return count == Short.BYTES && ((magic[0] & 0xff) << 8 | magic[1] & 0xff) == Content.GZIP_MAGIC;
    }

    private void takeAll() {
        String found = null;
        try (stream) {
            final InputStream counted = new Counted();
            final byte[] magic = counted.readNBytes(Short.BYTES);
            final InputStream all = new SequenceInputStream(new ByteArrayInputStream(magic), counted);
            packed = isGzip(magic, magic.length);
            try (InputStream unpacked = packed ? new GzipMembers(all) : all) {
                found = take(unpacked);
            }
        } catch (IOException | RuntimeException | Error e) {
            // Whatever ended it, what is not there must not look like a sound end.
            found = StreamBuffer.reason(e);
        } finally {
            end(found);
        }
    }

    /** Gives why it ended early. An inflater is asked until a buffer is full, a pipe is not made to wait. */
    private String take(InputStream in) {
        final StreamBuffer buffer = new StreamBuffer();
        boolean more = true;
        while (more) {
            more = packed ? buffer.fill(in) : buffer.fillOnce(in);
            more &= put(buffer.bytes, buffer.filled());
        }
        return buffer.fault();
    }

    /** False when nobody wants more. */
    private synchronized boolean put(byte[] buffer, int filled) {
        while (!closed && !discards && bytes + filled > Math.max(released + WINDOW_BYTES, needed + StreamBuffer.BYTES)) {
            isFull = true;
            if (!pause(PAUSE_MILLIS)) {
                return false;
            }
        }
        isFull = false;
        if (closed || discards || bytes + filled > MOST_BYTES) {
            return discards && !closed;
        }
        MemorySegment.copy(MemorySegment.ofArray(buffer), 0, Memory.segment(region.address() + bytes, filled), 0, filled);
        bytes += filled;
        notifyAll();
        return true;
    }

    private synchronized void end(String found) {
        fault = found == null && bytes + StreamBuffer.BYTES > MOST_BYTES ? "goes on for more than " + MOST_BYTES + " bytes, all that are read" : found;
        whole = true;
        notifyAll();
    }

    private boolean pause(long millis) {
        try {
            wait(millis);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    long address() {
        return region.address();
    }

    /** Bytes that have come, given back ones among them. */
    long bytes() {
        return bytes;
    }

    /** Whether no more come. */
    boolean isWhole() {
        return whole;
    }

    /** Bytes of the stream itself, packed or not, that were read. */
    long taken() {
        return taken;
    }

    /** Why it ended early, null when it did not; right once it is whole. */
    synchronized String fault() {
        return fault;
    }

    /**
     * Waits a little for more than {@code seen} bytes; {@code neededBytes}: so many from the start on must come whatever was released.
     *
     * @return whether something changed
     */
    synchronized boolean await(long seen, long neededBytes) {
        needed = neededBytes;
        notifyAll();
        if (bytes == seen && !whole) {
            pause(isFull && bytes >= neededBytes ? RELEASE_MILLIS : PAUSE_MILLIS);
        }
        return bytes != seen || whole;
    }

    /** Nobody reads what lies before {@code offset} any more. */
    synchronized void release(long offset) {
        final long to = offset - offset % Region.HUGE_PAGE_BYTES;
        if (to > released) {
            region.giveBack(released, to);
            released = to;
            notifyAll();
        }
    }

    /** Nobody reads any more of it; when it is packed, waits for its end all the same, to know whether that is sound. */
    synchronized void discardRest() {
        discards = true;
        notifyAll();
        boolean goesOn = true;
        while (goesOn && packed && !whole) {
            goesOn = pause(PAUSE_MILLIS);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        region.close();
    }

    /** Counts what is read of the stream. */
    private final class Counted extends InputStream {
        @Override
        public int read() throws IOException {
            final int value = stream.read();
            taken += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            final int got = stream.read(buffer, offset, length);
            taken += Math.max(got, 0);
            return got;
        }
    }
}
