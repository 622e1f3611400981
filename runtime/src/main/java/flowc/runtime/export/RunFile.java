package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A temporary file of sorted runs of records, deleted when closed. One thread. */
final class RunFile implements AutoCloseable {
    /** The temporary file failed, not the output. */
    static final class SpoolException extends IOException {
        private static final long serialVersionUID = 1;

        private SpoolException(String place, IOException cause) {
            super("records to be ordered could not be kept in a temporary file (" + place + "): " + cause.getMessage(), cause);
        }
    }

    /** Records that lie one after the other in the file from {@code start} up to {@code end}. */
    record Run(long start, long end) {}

    /** What the file takes of memory until {@link #addNoMore}. */
    static final int STAGING_BYTES = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final Region staging = Region.allocate(STAGING_BYTES, "records on their way to a file");
    private long staged;
    private long start;

    private RunFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static RunFile create() throws SpoolException {
        try {
            final Path path = Files.createTempFile("flowc-order-", ".records");
            return new RunFile(path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new SpoolException(System.getProperty("java.io.tmpdir"), e);
        }
    }

    /** Appends a record to the run that the file ends with. */
    void add(long record) throws SpoolException {
        try {
            stage(record, Memory.u32(record + RecordLayout.LENGTH_OFFSET));
        } catch (IOException e) {
            throw new SpoolException(path.toString(), e);
        }
    }

    /** Ends that run: what is added from now on is another one. */
    Run endRun() throws SpoolException {
        try {
            writeStaged();
            final Run run = new Run(start, channel.position());
            start = run.end();
            return run;
        } catch (IOException e) {
            throw new SpoolException(path.toString(), e);
        }
    }

    private void stage(long record, long length) throws IOException {
        if (staged + length > STAGING_BYTES) {
            writeStaged();
        }
        if (length > STAGING_BYTES) {
            write(record, length);
        } else {
            Memory.copy(staging.address() + staged, record, length);
            staged += length;
        }
    }

    private void writeStaged() throws IOException {
        write(staging.address(), staged);
        staged = 0;
    }

    private void write(long address, long length) throws IOException {
        final ByteBuffer bytes = Memory.segment(address, length).asByteBuffer();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Gives back what adding takes of memory. */
    void addNoMore() {
        staging.close();
    }

    /** Puts {@code bytes} bytes of the file from {@code offset} on to an address. */
    void read(long offset, long address, long bytes) throws SpoolException {
        try {
            final ByteBuffer target = Memory.segment(address, bytes).asByteBuffer();
            while (target.hasRemaining()) {
                if (channel.read(target, offset + target.position()) < 0) {
                    throw new EOFException("it was cut");
                }
            }
        } catch (IOException e) {
            throw new SpoolException(path.toString(), e);
        }
    }

    /** A second call does nothing. */
    @Override
    public void close() {
        staging.close();
        try {
            channel.close();
        } catch (IOException _) {
            // The file is unlinked or will be by the system's cleaning; its content is not needed any more.
        }
    }
}
