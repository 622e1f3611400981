package flowc.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file for results that is opened at once, so that one that cannot be written is found before packets are read, but loses what it held only with
 * the first byte, or when it is closed without one; never when it is kept before. Bytes that are no result yet can be held. One thread at a time.
 */
public final class ResultFile implements WritableByteChannel {
    /** More is not held: what comes before a result is little. */
    private static final int MOST_HELD_BYTES = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    /** Whether there was no such file before. */
    private final boolean made;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean holds;
    private boolean begun;
    private boolean kept;

    private ResultFile(Path path, FileChannel channel, boolean made) {
        this.path = path;
        this.channel = channel;
        this.made = made;
    }

    public static ResultFile open(Path path) throws IOException {
        try {
            return new ResultFile(path, FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), true);
        } catch (FileAlreadyExistsException _) {
            return new ResultFile(path, FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE), false);
        }
    }

    /** Makes what is written wait for {@link #begin} or the end, as it says nothing alone. Not of pipes and devices, whose readers may wait for it. */
    public void hold() {
        holds = made || Files.isRegularFile(path);
    }

    /** Leaves the file as it was, or away, if nothing was written until now, or is held; what is written from now on goes nowhere then. */
    public void keep() {
        kept = !begun;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        final int count = bytes.remaining();
        if (kept || count == 0) {
            bytes.position(bytes.limit());
            return count;
        }
        if (holds && !begun && held.size() + count <= MOST_HELD_BYTES) {
            final byte[] copy = new byte[count];
            bytes.get(copy);
            held.write(copy, 0, count);
            return count;
        }
        begin();
        return channel.write(bytes);
    }

    /** A result is on its way: the file loses what it held before, if it is not kept. */
    public void begin() throws IOException {
        if (begun || kept) {
            return;
        }
        begun = true;
        // Pipes and devices have no end that could be moved.
        if (!made && Files.isRegularFile(path)) {
            channel.truncate(0);
        }
        final ByteBuffer first = ByteBuffer.wrap(held.toByteArray());
        while (first.hasRemaining()) {
            channel.write(first);
        }
        held.reset();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            begin();
            if (kept && made) {
                Files.deleteIfExists(path);
            }
        }
    }
}
