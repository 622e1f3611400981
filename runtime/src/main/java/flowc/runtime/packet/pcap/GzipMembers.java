package flowc.runtime.packet.pcap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip of one member or several, as in RFC 1952. What follows the last and is neither a member nor zeros, with which tapes are filled up, is
 * an error: java.util.zip takes it for a sound end. All that was unpacked before an error is given before it. One thread.
 */
final class GzipMembers extends InputStream {
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int TIME_FLAGS_AND_SYSTEM_BYTES = 6;

    private final InputStream packed;
    private final byte[] buffer = new byte[StreamBuffer.BYTES];
    private final Inflater inflater = new Inflater(true);
    /** Of the header that is read, then of what is unpacked. */
    private final CRC32 checksum = new CRC32();
    private int position;
    private int filled;
    private boolean isInMember;
    private boolean hasMembers;

    GzipMembers(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        final byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        while (isInMember || begins()) {
            final int got = inflate(to, offset, length);
            if (got > 0 || length == 0) {
                checksum.update(to, offset, got);
                return got;
            }
            end();
        }
        return -1;
    }

    /** Unpacks something, or nothing at the end of the member. */
    private int inflate(byte[] to, int offset, int length) throws IOException {
        try {
            int got = inflater.inflate(to, offset, length);
            while (got == 0 && length > 0 && !inflater.finished()) {
                if (inflater.needsDictionary() || !refill()) {
                    throw new EOFException();
                }
                inflater.setInput(buffer, 0, filled);
                got = inflater.inflate(to, offset, length);
            }
            return got;
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    private boolean refill() throws IOException {
        position = 0;
        filled = Math.max(0, packed.read(buffer));
        return filled > 0;
    }

    /** False at the end of all members. */
    private boolean begins() throws IOException {
        int first;
        do {
            // Of zeros between members, a header's checksum knows nothing.
            checksum.reset();
            first = position < filled || refill() ? next() : -1;
        } while (hasMembers && first == 0);
        if (hasMembers && first < 0) {
            return false;
        }
        if (first != Content.GZIP_MAGIC >>> 8 || next() != (Content.GZIP_MAGIC & 0xff)) {
            throw new ZipException(hasMembers ? "other bytes follow its end" : "Not in GZIP format");
        }
        readHeader();
        checksum.reset();
        inflater.reset();
        inflater.setInput(buffer, position, filled - position);
        hasMembers = true;
        isInMember = true;
        return true;
    }

    private void readHeader() throws IOException {
        if (next() != DEFLATE) {
            throw new ZipException("Unsupported compression method");
        }
        final int flags = next();
        skip(TIME_FLAGS_AND_SYSTEM_BYTES);
        if ((flags & EXTRA) != 0) {
            skip(u16());
        }
        for (int text = NAME; text <= COMMENT; text += text) {
            while ((flags & text) != 0 && next() != 0) {
                // It has no length, and nobody wants it.
            }
        }
        final int sum = (int) checksum.getValue() & 0xffff;
        if ((flags & HEADER_CHECKSUM) != 0 && u16() != sum) {
            throw new ZipException("Corrupt GZIP header");
        }
    }

    private void end() throws IOException {
        isInMember = false;
        position = filled - inflater.getRemaining();
        final int sum = (int) checksum.getValue();
        final int bytes = (int) inflater.getBytesWritten();
        if ((u16() | u16() << 16) != sum || (u16() | u16() << 16) != bytes) {
            throw new ZipException("Corrupt GZIP trailer");
        }
    }

    private int u16() throws IOException {
        return next() | next() << 8;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (position == filled && !refill()) {
            throw new EOFException();
        }
        final int value = buffer[position++] & 0xff;
        checksum.update(value);
        return value;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
