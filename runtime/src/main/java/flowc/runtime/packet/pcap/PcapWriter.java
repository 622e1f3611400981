package flowc.runtime.packet.pcap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes classic pcap with nanoseconds, little-endian on every machine so that equal packets make equal files. One thread. */
public final class PcapWriter implements AutoCloseable {
    /** The snaplen of tcpdump: as good as none. */
    public static final int DEFAULT_SNAPLEN = 262_144;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MOST_SECONDS = 0xffff_ffffL;
    private static final long MOST_WIRE_LENGTH = 0xffff_ffffL;

    private final OutputStream out;
    private final ByteBuffer record = ByteBuffer.allocate((int) PcapLayout.RECORD_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** Writes the file header to {@code out}, which should be buffered and is closed with the writer. */
    public PcapWriter(OutputStream out, int linkType) throws IOException {
        this.out = out;
        final ByteBuffer header = ByteBuffer.allocate((int) PcapLayout.FILE_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt((int) PcapLayout.MAGIC_OFFSET, PcapLayout.MAGIC_NANOS);
        header.putShort((int) PcapLayout.MAJOR_OFFSET, (short) 2);
        header.putShort((int) PcapLayout.MINOR_OFFSET, (short) 4);
        header.putInt((int) PcapLayout.SNAPLEN_OFFSET, DEFAULT_SNAPLEN);
        header.putInt((int) PcapLayout.LINK_TYPE_OFFSET, linkType);
        out.write(header.array());
    }

    /** Writes a packet that was captured whole, at {@code timeNanos} since 1970. */
    public void write(long timeNanos, byte[] packet) throws IOException {
        write(timeNanos, packet, packet.length);
    }

    /** Writes a packet of {@code wireLength} bytes of which {@code captured} are known. The time must be within 1970..2106. */
    public void write(long timeNanos, byte[] captured, long wireLength) throws IOException {
        if (timeNanos < 0 || timeNanos / NANOS_PER_SECOND > MOST_SECONDS) {
            throw new IllegalArgumentException("pcap counts seconds from 1970 in 32 bits: timeNanos=" + timeNanos);
        }
        if (captured.length > DEFAULT_SNAPLEN || wireLength < captured.length || wireLength > MOST_WIRE_LENGTH) {
            throw new IllegalArgumentException(
                    "captured bytes must be at most " + DEFAULT_SNAPLEN + " and the wire's: captured=" + captured.length + " wireLength=" + wireLength);
        }
        record.putInt((int) PcapLayout.SECONDS_OFFSET, (int) (timeNanos / NANOS_PER_SECOND));
        record.putInt((int) PcapLayout.FRACTION_OFFSET, (int) (timeNanos % NANOS_PER_SECOND));
        record.putInt((int) PcapLayout.CAPTURED_OFFSET, captured.length);
        record.putInt((int) PcapLayout.WIRE_OFFSET, (int) wireLength);
        out.write(record.array());
        out.write(captured);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
