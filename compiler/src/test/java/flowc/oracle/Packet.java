package flowc.oracle;

import java.util.List;

/**
 * One packet as a plain object. {@code transport} is what the IP layer says follows, {@code extensions} stand before it (IPv6 only).
 *
 * @param tags VLAN identifiers, the outermost first
 * @param fragmentOffset in 8 bytes; 0 with {@code moreFragments}: the first fragment
 * @param optionWords 32-bit words of options in the IPv4 and the TCP header
 * @param captured bytes of the frame in the capture; more than there are: all
 */
record Packet(long time, List<Integer> tags, boolean isIp, Address src, Address dst, List<Integer> extensions, int transport, int srcPort, int dstPort, int flags,
        int ttl, int fragmentOffset, boolean moreFragments, int optionWords, int payload, int padding, int captured) {
    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int HOP_BY_HOP = 0;
    static final int DESTINATION = 60;
    static final int FRAGMENT = 44;

    boolean hasFragmentHeader() {
        return fragmentOffset > 0 || moreFragments;
    }

    Packet at(long newTime) {
        return new Packet(newTime, tags, isIp, src, dst, extensions, transport, srcPort, dstPort, flags, ttl, fragmentOffset, moreFragments, optionWords, payload, padding, captured);
    }
}
