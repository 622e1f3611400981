package flowc.runtime.packet.pcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What stands before the file's packets, and before each packet, in pcap that we write. */
final class PcapHeaders {
    /** The snaplen of tcpdump: as good as none. */
    static final int DEFAULT_SNAPLEN = 262_144;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1000;
    private static final long MOST_SECONDS = 0xffff_ffffL;

    private PcapHeaders() {}

    /** Of a file with nanoseconds, little-endian on every machine so that equal packets make equal files. */
    static ByteBuffer file(long snaplen, long linkType) {
        final ByteBuffer header = ByteBuffer.allocate((int) PcapLayout.FILE_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt((int) PcapLayout.MAGIC_OFFSET, PcapLayout.MAGIC_NANOS);
        header.putShort((int) PcapLayout.MAJOR_OFFSET, (short) 2);
        header.putShort((int) PcapLayout.MINOR_OFFSET, (short) 4);
        header.putInt((int) PcapLayout.SNAPLEN_OFFSET, (int) snaplen);
        header.putInt((int) PcapLayout.LINK_TYPE_OFFSET, (int) linkType);
        return header;
    }

    /** For {@link #putTime} and {@link #putLengths}, which do not move its position. */
    static ByteBuffer record() {
        return ByteBuffer.allocate((int) PcapLayout.RECORD_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether a time, nanoseconds since 1970, can be said: from 1970 to 2106. */
    static boolean isTime(long nanos) {
        return nanos >= 0 && nanos / NANOS_PER_SECOND <= MOST_SECONDS;
    }

    /** {@code micros}: the file counts fractions of seconds in microseconds. */
    static void putTime(ByteBuffer record, long nanos, boolean micros) {
        final long fraction = nanos % NANOS_PER_SECOND;
        record.putInt((int) PcapLayout.SECONDS_OFFSET, (int) (nanos / NANOS_PER_SECOND));
        record.putInt((int) PcapLayout.FRACTION_OFFSET, (int) (micros ? fraction / NANOS_PER_MICRO : fraction));
    }

    static void putLengths(ByteBuffer record, long captured, long wireLength) {
        record.putInt((int) PcapLayout.CAPTURED_OFFSET, (int) captured);
        record.putInt((int) PcapLayout.WIRE_OFFSET, (int) wireLength);
    }
}
