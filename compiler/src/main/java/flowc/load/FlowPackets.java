package flowc.load;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.util.HexFormat;

/** Writes packets of flows by number: Ethernet, IPv4 or IPv6, UDP, zeros. Two flows differ in all of ports and addresses. Any thread. */
public final class FlowPackets implements AutoCloseable {
    static final int IPV4_HEADERS = 42;
    static final int IPV6_HEADERS = 62;

    private static final int HEADER_SLOT = 64;
    private static final String ETHERNET = "020000000001" + "020000000002";
    private static final byte[] IPV4 = HexFormat.of().parseHex(ETHERNET + "0800" + "4500000000004000401100000000000000000000");
    private static final byte[] IPV6 = HexFormat.of().parseHex(ETHERNET + "86dd" + "6000000000001140" + "20010db8000000000000000000000000".repeat(2));
    private static final int IP_START = 14;
    private static final int TOTAL_LENGTH = 16;
    private static final int IPV4_SOURCE = 26;
    private static final int IPV4_UDP = 34;
    private static final int PAYLOAD_LENGTH = 18;
    private static final int IPV6_SOURCE = 22;
    private static final int IPV6_ADDRESS_BYTES = 16;
    private static final int IPV6_UDP = 54;
    private static final int UDP_LENGTH = 4;

    private final Region templates = Region.allocate(2 * HEADER_SLOT, "the headers of packets");
    private final long ipv4 = templates.address();
    private final long ipv6 = ipv4 + HEADER_SLOT;
    private final long ipv6Flows;

    /** @param ipv6Share of the flows that are IPv6, 0 to 1 */
    public FlowPackets(double ipv6Share) {
        // Compared with 32 mixed bits of the flow's number.
        this.ipv6Flows = (long) Math.ceil(ipv6Share * (1L << Integer.SIZE));
        fill(ipv4, IPV4);
        fill(ipv6, IPV6);
    }

    private static void fill(long address, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            Memory.putU8(address + i, bytes[i]);
        }
    }

    /** Writes the first packet bytes of a flow's packet of {@code bytes} bytes to {@code address}; what follows the headers must be zeros. Reversed, its ends have changed places. */
    public void write(long address, int bytes, int flow, boolean reverse) {
        if (isIpv6(flow)) {
            Memory.copy(address, ipv6, IPV6_UDP);
            Memory.putU16be(address + PAYLOAD_LENGTH, bytes - IPV6_UDP);
            final long source = address + IPV6_SOURCE + Integer.BYTES;
            endpoints(source, source + IPV6_ADDRESS_BYTES, flow, reverse);
            udp(address + IPV6_UDP, bytes - IPV6_UDP, flow, reverse);
        } else {
            Memory.copy(address, ipv4, IPV4_UDP);
            Memory.putU16be(address + TOTAL_LENGTH, bytes - IP_START);
            endpoints(address + IPV4_SOURCE, address + IPV4_SOURCE + Integer.BYTES, flow, reverse);
            udp(address + IPV4_UDP, bytes - IPV4_UDP, flow, reverse);
            if (ipv6Flows != 0) {
                // The place may have held an IPv6 packet.
                Memory.zero(address + IPV4_HEADERS, Math.min(bytes, IPV6_HEADERS) - IPV4_HEADERS);
            }
        }
    }

    private boolean isIpv6(int flow) {
        return ipv6Flows != 0 && (mix(flow + 0x7f4a7c15) & 0xffff_ffffL) < ipv6Flows;
    }

    private static void endpoints(long source, long destination, int flow, boolean reverse) {
        final int one = mix(flow + 0x1234567);
        final int other = mix(mix(flow ^ 0x55555555) + 0x9e3779b9);
        put(source, reverse ? other : one);
        put(destination, reverse ? one : other);
    }

    private static void udp(long address, int bytes, int flow, boolean reverse) {
        final int ports = mix(flow ^ 0xdeadbeef);
        put(address, reverse ? Integer.rotateLeft(ports, Short.SIZE) : ports);
        Memory.putU16be(address + UDP_LENGTH, bytes);
        Memory.putU16be(address + UDP_LENGTH + Short.BYTES, 0);
    }

    private static void put(long address, int word) {
        Memory.putI32(address, Integer.reverseBytes(word));
    }

    /** A bijection of 32 bits (MurmurHash3's finaliser), so that flows differ. */
    private static int mix(int value) {
        int mixed = (value ^ (value >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }

    @Override
    public void close() {
        templates.close();
    }
}
