package flowc.runtime.packet.pcap;

/**
 * What a pcapng interface block says.
 *
 * @param number its number in the whole run
 * @param snaplen most bytes captured of a packet, {@link Long#MAX_VALUE} when there is no limit
 */
record CaptureInterface(long number, long linkType, long snaplen, TimestampScale scale) {}
