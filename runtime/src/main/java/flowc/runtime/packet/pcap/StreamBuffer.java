package flowc.runtime.packet.pcap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** What comes of a stream, a buffer at a time; what came before the stream failed is kept. One thread. */
final class StreamBuffer {
    static final int BYTES = 256 << 10;

    /** An inflater is read in small steps: when it fails, what it wrote in that step is lost. */
    private static final int STEP_BYTES = 8 << 10;

    final byte[] bytes = new byte[BYTES];
    private int filled;
    private String fault;

    /** Reads until the buffer is full or the stream ends. Gives whether there may be more. */
    boolean fill(InputStream in) {
        return read(in, true);
    }

    /** Reads what is there, waiting for the first byte only. Gives whether there may be more. */
    boolean fillOnce(InputStream in) {
        return read(in, false);
    }

    private boolean read(InputStream in, boolean untilFull) {
        filled = 0;
        try {
            int got = 0;
            do {
                got = in.read(bytes, filled, untilFull ? Math.min(STEP_BYTES, BYTES - filled) : BYTES);
                filled += Math.max(got, 0);
            } while (untilFull && got >= 0 && filled < BYTES);
            return got >= 0;
        } catch (IOException e) {
            fault = reason(e);
            return false;
        }
    }

    /** Bytes that are there. */
    int filled() {
        return filled;
    }

    /** Why the stream failed, null when it did not. */
    String fault() {
        return fault;
    }

    /** What to say of a stream that failed so. */
    static String reason(Throwable failure) {
        return switch (failure) {
            case EOFException _ -> "is cut short: the gzip data has no end";
            case ZipException _ -> "is corrupt gzip data: " + failure.getMessage();
            case IOException _ -> "cannot be read on: " + failure.getMessage();
            default -> "cannot be read on: " + failure;
        };
    }
}
