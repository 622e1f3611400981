package flowc.launch;

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
 * the first byte, or when it is closed without one; never when it is kept before. One thread at a time.
 */
public final class ResultFile implements WritableByteChannel {
    private final Path path;
    private final FileChannel channel;
    /** Whether there was no such file before. */
    private final boolean made;
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

    /** Leaves the file as it was, or away, if nothing was written until now; what is written from now on goes nowhere then. */
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
        begin();
        return channel.write(bytes);
    }

    private void begin() throws IOException {
        // Pipes and devices have no end that could be moved.
        if (!begun && !made && Files.isRegularFile(path)) {
            channel.truncate(0);
        }
        begun = true;
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
            if (!kept) {
                begin();
            } else if (made) {
                Files.deleteIfExists(path);
            }
        }
    }
}
