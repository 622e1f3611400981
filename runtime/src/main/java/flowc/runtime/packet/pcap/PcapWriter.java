package flowc.runtime.packet.pcap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes classic pcap with nanoseconds, little-endian on every machine so that equal packets make equal files. One thread. */
public final class PcapWriter implements AutoCloseable {
    /** The snaplen of tcpdump: as good as none. */
    public static final int DEFAULT_SNAPLEN = PcapHeaders.DEFAULT_SNAPLEN;

    private static final long MOST_WIRE_LENGTH = 0xffff_ffffL;

    private final OutputStream out;
    private final ByteBuffer record = PcapHeaders.record();

    /** Writes the file header to {@code out}, which should be buffered and is closed with the writer. */
    public PcapWriter(OutputStream out, int linkType) throws IOException {
        this.out = out;
        out.write(PcapHeaders.file(DEFAULT_SNAPLEN, linkType).array());
    }

    /** Writes a packet that was captured whole, at {@code timeNanos} since 1970. */
    public void write(long timeNanos, byte[] packet) throws IOException {
        write(timeNanos, packet, packet.length);
    }

    /** Writes a packet of {@code wireLength} bytes of which {@code captured} are known. The time must be within 1970..2106. */
    public void write(long timeNanos, byte[] captured, long wireLength) throws IOException {
        if (!PcapHeaders.isTime(timeNanos)) {
            throw new IllegalArgumentException("pcap counts seconds from 1970 in 32 bits: timeNanos=" + timeNanos);
        }
        if (captured.length > DEFAULT_SNAPLEN || wireLength < captured.length || wireLength > MOST_WIRE_LENGTH) {
            throw new IllegalArgumentException(
                    "captured bytes must be at most " + DEFAULT_SNAPLEN + " and the wire's: captured=" + captured.length + " wireLength=" + wireLength);
        }
        PcapHeaders.putTime(record, timeNanos, false);
        PcapHeaders.putLengths(record, captured.length, wireLength);
        out.write(record.array());
        out.write(captured);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
