package flowc.runtime.packet.pcap;

/**
 * A pcap file (https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcap/): one file header, then records. All numbers are in the writer's byte order.
 * <pre>
 * file   0     4     6     8    12      16      20       24
 *        | magic major minor zone accuracy snaplen linkType |
 * record 0       4        8        12   16
 *        | seconds fraction captured wire | packet ... </pre>
 */
final class PcapLayout {
    static final long MAGIC_OFFSET = 0;
    static final long MAJOR_OFFSET = MAGIC_OFFSET + Integer.BYTES;
    static final long MINOR_OFFSET = MAJOR_OFFSET + Short.BYTES;
    static final long ZONE_OFFSET = MINOR_OFFSET + Short.BYTES;
    static final long ACCURACY_OFFSET = ZONE_OFFSET + Integer.BYTES;
    static final long SNAPLEN_OFFSET = ACCURACY_OFFSET + Integer.BYTES;
    static final long LINK_TYPE_OFFSET = SNAPLEN_OFFSET + Integer.BYTES;
    static final long FILE_HEADER_BYTES = LINK_TYPE_OFFSET + Integer.BYTES;

    static final long SECONDS_OFFSET = 0;
    static final long FRACTION_OFFSET = SECONDS_OFFSET + Integer.BYTES;
    static final long CAPTURED_OFFSET = FRACTION_OFFSET + Integer.BYTES;
    static final long WIRE_OFFSET = CAPTURED_OFFSET + Integer.BYTES;
    static final long RECORD_HEADER_BYTES = WIRE_OFFSET + Integer.BYTES;

    /** Kuznetzov's patch appends interface index, protocol and packet type to the record header. */
    static final long PATCHED_RECORD_HEADER_BYTES = RECORD_HEADER_BYTES + Integer.BYTES + Short.BYTES + 2 * Byte.BYTES;

    /** Standard pcap with microseconds. */
    static final int MAGIC_MICROS = 0xa1b2c3d4;

    static final int MAGIC_NANOS = 0xa1b23c4d;
    static final int MAGIC_PATCHED = 0xa1b2cd34;

    /** As libpcap 1.10: six bits describe the frame check sequence, the rest is the type, so that reserved bits make it one nobody knows. */
    static final long LINK_TYPE_MASK = 0x03ff_ffffL;

    private PcapLayout() {}
}
