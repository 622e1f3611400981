package flowc.launch;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Standard input whose end can be declared while a read waits, which a read of a pipe itself does not allow. A thread of its own takes in
 * blocks, the same few again and again, so that a long stream makes no garbage; it starts with the first read.
 */
public final class StandardInput extends InputStream {
    private static final int BLOCK_BYTES = 64 << 10;
    private static final int BLOCK_COUNT = 16;
    private static final Block END = new Block(new byte[0]);
    private static final long POLL_MILLIS = 50;

    /** After an interrupt the writer, which mostly got it as well, has this long to flush and close. */
    private static final long GRACE_NANOS = 300_000_000L;

    private final InputStream source;
    private final BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(BLOCK_COUNT + 1);
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCK_COUNT);
    private volatile Throwable failure;
    private volatile long deadline = Long.MAX_VALUE;
    private volatile boolean reading;
    private volatile boolean ended;
    private volatile boolean cut;
    private Block block = END;
    private int position;

    /** Bytes that came in one read; whose turn it is goes with the queues. */
    private static final class Block {
        private final byte[] bytes;
        private int filled;

        private Block(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    public StandardInput(InputStream source) {
        this.source = source;
    }

    /**
     * Makes reads see the end of input soon. Any thread.
     *
     * @return whether that changes anything: false before the first read and after the last
     */
    public boolean end() {
        if (!reading || ended) {
            return false;
        }
        deadline = System.nanoTime() + GRACE_NANOS;
        return true;
    }

    /** Whether {@link #end} was what ended it. */
    public boolean endedEarly() {
        return deadline != Long.MAX_VALUE;
    }

    /** Whether that kept anything from being read: false when its writer had closed it by then, or its reader had come to its end. */
    public boolean isCut() {
        return cut;
    }

    @Override
    public int read() throws IOException {
        final byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!reading) {
            start();
        }
        if (!ended && position == block.filled) {
            next();
        }
        if (ended) {
            return -1;
        }
        final int taken = Math.min(length, block.filled - position);
        System.arraycopy(block.bytes, position, buffer, offset, taken);
        position += taken;
        return taken;
    }

    private void start() {
        reading = true;
        Thread.ofPlatform().daemon().name("flowc-stdin").start(this::pump);
    }

    private void next() throws IOException {
        try {
            if (block != END) {
                free.put(block);
                block = END;
            }
            Block found = null;
            while (found == null && !isOver()) {
                found = blocks.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            }
            cut = found == null;
            ended = cut || found == END;
            block = ended ? END : found;
            position = 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            ended = true;
        }
        if (ended && failure != null) {
            throw failure(failure);
        }
    }

    /** As the source threw it, for the reader. */
    private static IOException failure(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case IOException e -> e;
            default -> new IOException(thrown);
        };
    }

    private boolean isOver() {
        return deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0;
    }

    private void pump() {
        try {
            for (int i = 0; i < BLOCK_COUNT; i++) {
                free.put(new Block(new byte[BLOCK_BYTES]));
            }
            Block next = free.take();
            for (next.filled = source.read(next.bytes); next.filled >= 0; next.filled = source.read(next.bytes)) {
                blocks.put(next);
                next = free.take();
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            // Whatever ended it, a reader that waits must hear of it.
            putEnd();
        }
    }

    private void putEnd() {
        try {
            blocks.put(END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
