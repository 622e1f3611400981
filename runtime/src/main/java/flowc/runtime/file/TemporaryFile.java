package flowc.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that has no name any more, so that it goes away with the process, however that ends, and leaves others room on its disk. One thread. */
public final class TemporaryFile implements AutoCloseable {
    /** What is left free on the disk. */
    private static final long RESERVED_BYTES = 256L << 20;

    private final FileChannel channel;
    private final long mostBytes;

    /** The directory is to blame, not what was to be kept there. */
    public static final class Unavailable extends IOException {
        private static final long serialVersionUID = 1L;

        private Unavailable(Path directory, IOException cause) {
            super("there can be no file in '" + directory + "': " + FailureReason.of(cause), cause);
        }
    }

    private TemporaryFile(FileChannel channel, long mostBytes) {
        this.channel = channel;
        this.mostBytes = mostBytes;
    }

    /** An empty one in the process's temporary directory, of {@code mostBytes} bytes at most. */
    public static TemporaryFile create(long mostBytes) throws Unavailable {
        return in(Path.of(System.getProperty("java.io.tmpdir")), mostBytes);
    }

    public static TemporaryFile in(Path directory, long mostBytes) throws Unavailable {
        try {
            final Path path = Files.createTempFile(directory, "flowc-", ".spool");
            try {
                final long usable = Files.getFileStore(path).getUsableSpace();
                return new TemporaryFile(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE), Math.min(mostBytes, Math.max(0, usable - RESERVED_BYTES)));
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new Unavailable(directory, e);
        }
    }

    /** Writes all of {@code bytes} behind what was appended before. A failure's message says what the file does: it takes too much, or does not fit. */
    public void append(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new IOException("does not fit into the temporary directory: " + FailureReason.of(e), e);
        }
        if (channel.position() > mostBytes) {
            throw new IOException("takes more than " + mostBytes + " bytes in the temporary directory, all that it may");
        }
    }

    /** For reading; {@link #append} writes. */
    public FileChannel channel() {
        return channel;
    }

    /** Gives its place on the disk back; a second call does nothing. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
