package flowc.runtime.packet.pcap;

/**
 * A pcapng file (https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcapng/): blocks, each in the byte order of its section.
 * <pre>
 * block     0    4     8            length - 4   length
 *           | type length body ...  | length again |
 * section   8              12    14    16            24
 *           | byteOrderMagic major minor sectionLength | options
 * interface 8        10       12      16
 *           | linkType reserved snaplen | options
 * enhanced  8           12       16      20       24   28
 *           | interface timeHigh timeLow captured wire | packet, padded to 4 | options
 * obsolete  8         10    12 ... as enhanced
 *           | interface drops | ...
 * simple    8    12
 *           | wire | packet, padded to 4
 * option    0    2      4
 *           | code length | value, padded to 4 </pre>
 */
final class PcapngLayout {
    static final int SECTION = 0x0a0d0d0a;
    static final int INTERFACE = 1;
    static final int OBSOLETE_PACKET = 2;
    static final int SIMPLE_PACKET = 3;
    static final int ENHANCED_PACKET = 6;

    static final long TYPE_OFFSET = 0;
    static final long LENGTH_OFFSET = TYPE_OFFSET + Integer.BYTES;
    static final long BODY_OFFSET = LENGTH_OFFSET + Integer.BYTES;
    static final long TRAILER_BYTES = Integer.BYTES;
    static final long LEAST_BLOCK_BYTES = BODY_OFFSET + TRAILER_BYTES;

    static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    static final long BYTE_ORDER_MAGIC_OFFSET = BODY_OFFSET;
    static final long MAJOR_OFFSET = BYTE_ORDER_MAGIC_OFFSET + Integer.BYTES;
    static final long MINOR_OFFSET = MAJOR_OFFSET + Short.BYTES;
    static final long SECTION_LENGTH_OFFSET = MINOR_OFFSET + Short.BYTES;
    static final long SECTION_OPTIONS_OFFSET = SECTION_LENGTH_OFFSET + Long.BYTES;

    static final long LINK_TYPE_OFFSET = BODY_OFFSET;
    static final long SNAPLEN_OFFSET = LINK_TYPE_OFFSET + 2 * Short.BYTES;
    static final long INTERFACE_OPTIONS_OFFSET = SNAPLEN_OFFSET + Integer.BYTES;

    static final long PACKET_INTERFACE_OFFSET = BODY_OFFSET;
    static final long TIME_HIGH_OFFSET = PACKET_INTERFACE_OFFSET + Integer.BYTES;
    static final long TIME_LOW_OFFSET = TIME_HIGH_OFFSET + Integer.BYTES;
    static final long CAPTURED_OFFSET = TIME_LOW_OFFSET + Integer.BYTES;
    static final long WIRE_OFFSET = CAPTURED_OFFSET + Integer.BYTES;
    static final long PACKET_OFFSET = WIRE_OFFSET + Integer.BYTES;

    static final long SIMPLE_WIRE_OFFSET = BODY_OFFSET;
    static final long SIMPLE_PACKET_OFFSET = SIMPLE_WIRE_OFFSET + Integer.BYTES;

    static final long OPTION_LENGTH_OFFSET = Short.BYTES;
    static final long OPTION_VALUE_OFFSET = OPTION_LENGTH_OFFSET + Short.BYTES;
    static final int OPTION_END = 0;
    static final int OPTION_TIME_RESOLUTION = 9;
    static final int OPTION_TIME_OFFSET = 14;

    /** Blocks and option values fill up to a multiple of this. */
    static final long ALIGNMENT = Integer.BYTES;

    private PcapngLayout() {}
}
