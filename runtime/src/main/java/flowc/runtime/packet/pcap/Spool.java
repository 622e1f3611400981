package flowc.runtime.packet.pcap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A stream's bytes in a temporary file that has no name any more, so that it goes away with the process, however that ends. */
final class Spool implements AutoCloseable {
    /** Most bytes a stream may fill: a small gzip file can unpack to petabytes. */
    static final long MOST_BYTES = 64L << 30;

    /** What is left free on the disk of the temporary directory. */
    private static final long RESERVED_BYTES = 256L << 20;

    private final FileChannel channel;
    private final long limit;
    private String fault;

    private Spool(FileChannel channel, long limit) {
        this.channel = channel;
        this.limit = limit;
    }

    /** Takes in all of {@code in}, or the beginning of what is no capture; what a failing stream gave before stays. */
    static Spool of(InputStream in, long mostBytes) throws NoTemporaryFile {
        final Spool spool = in(Path.of(System.getProperty("java.io.tmpdir")), mostBytes);
        spool.take(in);
        return spool;
    }

    /** An empty one in the temporary directory. */
    static Spool in(Path directory, long mostBytes) throws NoTemporaryFile {
        try {
            final Path path = Files.createTempFile(directory, "flowc-", ".spool");
            final FileChannel channel;
            final long usable;
            try {
                channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                usable = Files.getFileStore(path).getUsableSpace();
            } finally {
                Files.delete(path);
            }
            return new Spool(channel, Math.min(mostBytes, Math.max(0, usable - RESERVED_BYTES)));
        } catch (IOException e) {
            throw new NoTemporaryFile(directory, e);
        }
    }

    /** The temporary directory is to blame, not the capture. */
    static final class NoTemporaryFile extends IOException {
        private static final long serialVersionUID = 1L;

        NoTemporaryFile(Path directory, IOException cause) {
            super("needs a temporary copy, and there can be no file in '" + directory + "': " + reason(cause), cause);
        }

        private static String reason(IOException cause) {
            return switch (cause) {
                case NoSuchFileException _ -> "no such folder";
                case AccessDeniedException _ -> "no permission";
                case FileSystemException system when system.getReason() != null -> system.getReason();
                default -> cause.getMessage();
            };
        }
    }

    /** As {@link #of}, unpacking gzip, also of several members. */
    static Spool ofGzip(InputStream packed, long mostBytes) throws NoTemporaryFile {
        return of(new GzipMembers(packed), mostBytes);
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
        final ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, filled);
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (channel.position() > limit) {
                fault = "takes more than " + limit + " bytes in the temporary directory, all that it may";
            }
        } catch (IOException e) {
            fault = "does not fit into the temporary directory: " + e.getMessage();
        }
    }

    FileChannel channel() {
        return channel;
    }

    /** Why the stream was not taken in to its end, null when it was. */
    String fault() {
        return fault;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
