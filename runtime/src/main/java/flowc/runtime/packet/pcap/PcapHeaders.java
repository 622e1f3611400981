package flowc.runtime.packet.pcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The headers of classic pcap as they are written. */
final class PcapHeaders {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1000;
    private static final long MOST_SECONDS = 0xffff_ffffL;

    private PcapHeaders() {}

    /** The header of a little-endian file with nanoseconds. */
    static ByteBuffer ofFile(long snaplen, long linkType) {
        final ByteBuffer header = ByteBuffer.allocate((int) PcapLayout.FILE_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt((int) PcapLayout.MAGIC_OFFSET, PcapLayout.MAGIC_NANOS);
        header.putShort((int) PcapLayout.MAJOR_OFFSET, (short) 2);
        header.putShort((int) PcapLayout.MINOR_OFFSET, (short) 4);
        header.putInt((int) PcapLayout.SNAPLEN_OFFSET, (int) snaplen);
        header.putInt((int) PcapLayout.LINK_TYPE_OFFSET, (int) linkType);
        return header;
    }

    /** Whether a record can have this time: from 1970 to 2106. */
    static boolean canSay(long timeNanos) {
        return timeNanos >= 0 && timeNanos / NANOS_PER_SECOND <= MOST_SECONDS;
    }

    /** Puts a time that {@link #canSay} allows into a record's header, whose fraction counts microseconds or nanoseconds. */
    static void putTime(ByteBuffer record, long timeNanos, boolean micros) {
        final long fraction = timeNanos % NANOS_PER_SECOND;
        record.putInt((int) PcapLayout.SECONDS_OFFSET, (int) (timeNanos / NANOS_PER_SECOND));
        record.putInt((int) PcapLayout.FRACTION_OFFSET, (int) (micros ? fraction / NANOS_PER_MICRO : fraction));
    }

    /** Puts how many bytes follow and how many were on the wire into a record's header. */
    static void putLengths(ByteBuffer record, long captured, long wire) {
        record.putInt((int) PcapLayout.CAPTURED_OFFSET, (int) captured);
        record.putInt((int) PcapLayout.WIRE_OFFSET, (int) wire);
    }
}
