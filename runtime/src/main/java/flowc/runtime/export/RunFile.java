package flowc.runtime.export;

import flowc.runtime.file.TemporaryFile;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A temporary file of sorted runs of records. One thread. */
final class RunFile implements AutoCloseable {
    /** The temporary file failed, not the output. */
    static final class SpoolException extends IOException {
        private static final long serialVersionUID = 1;

        private SpoolException(String what, IOException cause) {
            super("what is kept for --order " + what + cause.getMessage(), cause);
        }
    }

    /** Records that lie one after the other in the file from {@code start} up to {@code end}. */
    record Run(long start, long end) {}

    /** What the file takes of memory until {@link #addNoMore}. */
    static final int STAGING_BYTES = 1 << 20;

    private final TemporaryFile file;
    private final Region staging;
    private long staged;
    private long start;
    private long end;

    private RunFile(TemporaryFile file, Region staging) {
        this.file = file;
        this.staging = staging;
    }

    static RunFile create() throws SpoolException {
        final Region staging = Region.allocate(STAGING_BYTES, "records on their way to a file");
        try {
            return new RunFile(TemporaryFile.create(Long.MAX_VALUE), staging);
        } catch (IOException e) {
            staging.close();
            throw new SpoolException("needs a temporary file, and ", e);
        }
    }

    /** Appends a record to the run that the file ends with. */
    void add(long record) throws SpoolException {
        final long length = Memory.u32(record + RecordLayout.LENGTH_OFFSET);
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

    /** Ends that run: what is added from now on is another one. */
    Run endRun() throws SpoolException {
        writeStaged();
        final Run run = new Run(start, end);
        start = end;
        return run;
    }

    private void writeStaged() throws SpoolException {
        write(staging.address(), staged);
        staged = 0;
    }

    private void write(long address, long length) throws SpoolException {
        try {
            file.append(Memory.segment(address, length).asByteBuffer());
            end += length;
        } catch (IOException e) {
            throw new SpoolException("", e);
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
                if (file.channel().read(target, offset + target.position()) < 0) {
                    throw new EOFException("it was cut");
                }
            }
        } catch (IOException e) {
            throw new SpoolException("cannot be read from its temporary file: ", e);
        }
    }

    /** A second call does nothing. */
    @Override
    public void close() {
        staging.close();
        try {
            file.close();
        } catch (IOException _) {
            // It has no name any more, and nobody needs what is in it.
        }
    }
}
