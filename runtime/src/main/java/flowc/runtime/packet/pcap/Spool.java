package flowc.runtime.packet.pcap;

import flowc.runtime.file.TemporaryFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stream's bytes in a temporary file. */
final class Spool implements AutoCloseable {
    /** Most bytes a stream may fill: a small gzip file can unpack to petabytes. */
    static final long MOST_BYTES = 64L << 30;

    private final TemporaryFile file;
    private String fault;

    private Spool(TemporaryFile file) {
        this.file = file;
    }

    /** Takes in all of {@code in}, or the beginning of what is no capture; what a failing stream gave before stays. */
    static Spool of(InputStream in, long mostBytes) throws TemporaryFile.Unavailable {
        final Spool spool = new Spool(TemporaryFile.create(mostBytes));
        spool.take(in);
        return spool;
    }

    /** As {@link #of}, unpacking gzip, also of several members; {@code packed} is closed then. */
    static Spool ofGzip(InputStream packed, long mostBytes) throws IOException {
        try (GzipMembers unpacked = new GzipMembers(packed)) {
            return of(unpacked, mostBytes);
        }
    }

    private void take(InputStream in) {
        final StreamBuffer buffer = new StreamBuffer();
        boolean more = true;
        boolean isFirst = true;
        while (more && fault == null) {
            more = buffer.fill(in);
            fault = buffer.fault();
            more &= !isFirst || mayHoldPackets(buffer);
            isFirst = false;
            write(buffer.bytes, buffer.filled());
        }
    }

    /** Of a stream that is none that is read, the first bytes say so; it may have no end. */
    private static boolean mayHoldPackets(StreamBuffer first) {
        return first.filled() >= Content.MAGIC_BYTES && switch (Content.of(ByteBuffer.wrap(first.bytes).getInt())) {
            case PCAP, PCAPNG, GZIP -> true;
            case ZSTD, XZ, BZIP2, LZ4, UNKNOWN -> false;
        };
    }

    private void write(byte[] buffer, int filled) {
        try {
            file.append(ByteBuffer.wrap(buffer, 0, filled));
        } catch (IOException e) {
            fault = e.getMessage();
        }
    }

    FileChannel channel() {
        return file.channel();
    }

    /** Why the stream was not taken in to its end, null when it was. */
    String fault() {
        return fault;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
