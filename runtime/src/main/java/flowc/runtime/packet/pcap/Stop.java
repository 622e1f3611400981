package flowc.runtime.packet.pcap;

/**
 * Why framing ended before the last byte.
 *
 * @param offset first byte that is not part of a whole record
 * @param cut whether bytes are missing at the end, rather than wrong in the middle
 */
record Stop(long offset, String reason, boolean cut) {}
