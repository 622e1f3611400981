package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Regions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A temporary file of sorted runs of records, deleted when closed. One thread. */
final class RunFile implements AutoCloseable {
    /** The temporary file failed, not the output. */
    static final class SpoolException extends IOException {
        private static final long serialVersionUID = 1;

        private SpoolException(String place, IOException cause) {
            super("records to be ordered could not be kept in a temporary file (" + place + "): " + cause.getMessage(), cause);
        }
    }

    /** Records that lie one after the other from {@code start} up to {@code end}. */
    record Run(long start, long end) {}

    private static final int STAGING_BYTES = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer staging = ByteBuffer.allocateDirect(STAGING_BYTES);
    private final List<Long> ends = new ArrayList<>();
    private Arena mapping;
    private long mapped;

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

    /** Appends the first {@code count} records as one run. */
    void append(long[] records, int count) throws SpoolException {
        try {
            for (int i = 0; i < count; i++) {
                stage(Memory.segment(records[i], Memory.u32(records[i] + RecordLayout.LENGTH_OFFSET)).asByteBuffer());
            }
            writeStaged();
            ends.add(channel.position());
        } catch (IOException e) {
            throw new SpoolException(path.toString(), e);
        }
    }

    private void stage(ByteBuffer record) throws IOException {
        if (record.remaining() > staging.remaining()) {
            writeStaged();
        }
        if (record.remaining() > staging.remaining()) {
            writeFully(record);
        } else {
            staging.put(record);
        }
    }

    private void writeStaged() throws IOException {
        writeFully(staging.flip());
        staging.clear();
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** All runs, oldest first, in memory that is the file's; nothing is appended any more. */
    List<Run> map() throws SpoolException {
        try {
            mapping = Arena.ofConfined();
            mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), mapping).address();
            Regions.register(mapped, channel.size());
        } catch (IOException e) {
            throw new SpoolException(path.toString(), e);
        }
        final List<Run> runs = new ArrayList<>();
        long start = mapped;
        for (final long end : ends) {
            runs.add(new Run(start, mapped + end));
            start = mapped + end;
        }
        return runs;
    }

    @Override
    public void close() {
        if (mapping != null) {
            Regions.unregister(mapped);
            mapping.close();
        }
        try {
            channel.close();
        } catch (IOException _) {
            // The file is unlinked or will be by the system's cleaning; its content is not needed any more.
        }
    }
}
