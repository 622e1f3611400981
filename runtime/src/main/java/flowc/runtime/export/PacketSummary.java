package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import java.util.Locale;

/** Addresses, ports and protocol of a packet, as far as they were captured. For lists: what it does not know it leaves out. One thread. */
final class PacketSummary {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SCTP = 132;
    private static final int FRAGMENT_OF_6 = 44;
    private static final long FRAGMENT_OFFSET_MASK = 0x1fff;
    private static final int MOST_EXTENSIONS = 8;
    private static final String TCP_FLAGS = "FSRPAUEC";

    private final LinkLayer link = new LinkLayer();
    private long end;
    private long sourceAddress;
    private long destinationAddress;
    private int addressBytes;
    private long transport;
    private int protocolNumber;
    private boolean isFragment;

    /** Looks at {@code bytes} bytes of a packet. */
    void read(long linkType, long packet, long bytes) {
        end = packet + bytes;
        addressBytes = 0;
        protocolNumber = -1;
        isFragment = false;
        transport = end;
        link.read(linkType, packet, bytes);
        switch (link.type()) {
            case LinkLayer.IP4 -> ip4(link.at());
            case LinkLayer.IP6 -> ip6(link.at());
            case LinkLayer.ARP -> arp(link.at());
            default -> {
                // No addresses that are known.
            }
        }
    }

    private void addresses(long source, long destination, int bytes) {
        sourceAddress = source;
        destinationAddress = destination;
        addressBytes = bytes;
    }

    private void ip4(long header) {
        if (end - header < 20) {
            return;
        }
        addresses(header + 12, header + 16, 4);
        protocolNumber = (int) Memory.u8(header + 9);
        isFragment = (Memory.u16be(header + 6) & FRAGMENT_OFFSET_MASK) != 0;
        transport = Math.min(end, header + (Memory.u8(header) & 15) * 4);
    }

    private void ip6(long header) {
        if (end - header < 40) {
            return;
        }
        addresses(header + 8, header + 24, 16);
        protocolNumber = (int) Memory.u8(header + 6);
        transport = header + 40;
        for (int i = 0; i < MOST_EXTENSIONS && isExtension() && end - transport >= 8; i++) {
            final boolean fragment = protocolNumber == FRAGMENT_OF_6;
            isFragment |= fragment && Memory.u16be(transport + 2) >>> 3 != 0;
            protocolNumber = (int) Memory.u8(transport);
            transport = Math.min(end, transport + (fragment ? 8 : 8 * (Memory.u8(transport + 1) + 1)));
        }
    }

    private boolean isExtension() {
        return protocolNumber == 0 || protocolNumber == 43 || protocolNumber == FRAGMENT_OF_6 || protocolNumber == 60;
    }

    private void arp(long header) {
        if (end - header >= 28 && Memory.u16be(header + 2) == LinkLayer.IP4 && Memory.u8(header + 5) == 4) {
            final long sender = header + 8 + Memory.u8(header + 4);
            final long target = sender + 4 + Memory.u8(header + 4);
            if (target + 4 <= end) {
                addresses(sender, target, 4);
            }
        }
    }

    boolean hasAddresses() {
        return addressBytes > 0;
    }

    boolean hasPorts() {
        return (protocolNumber == TCP || protocolNumber == UDP || protocolNumber == SCTP) && !isFragment && end - transport >= 4;
    }

    long sourcePort() {
        return Memory.u16be(transport);
    }

    long destinationPort() {
        return Memory.u16be(transport + 2);
    }

    void source(TextBuffer out, boolean withPort) {
        address(out, sourceAddress, withPort, 0);
    }

    void destination(TextBuffer out, boolean withPort) {
        address(out, destinationAddress, withPort, 2);
    }

    private void address(TextBuffer out, long address, boolean withPort, int portOffset) {
        final boolean port = withPort && hasPorts();
        if (addressBytes == 4) {
            Rfc5952.dotted(out, Memory.u32be(address));
        } else {
            out.put(port ? "[" : "");
            Rfc5952.write(out, Memory.i64be(address), Memory.i64be(address + 8));
            out.put(port ? "]" : "");
        }
        if (port) {
            out.put(':').unsigned(Memory.u16be(transport + portOffset));
        }
    }

    String protocol() {
        if (protocolNumber >= 0) {
            return ipProtocol();
        }
        return switch (link.type()) {
            case LinkLayer.IP4 -> "ip";
            case LinkLayer.IP6 -> "ip6";
            case LinkLayer.ARP -> "arp";
            case LinkLayer.UNKNOWN -> "other";
            default -> link.type() <= 1500 ? "llc" : String.format(Locale.ROOT, "0x%04x", link.type());
        };
    }

    private String ipProtocol() {
        return switch (protocolNumber) {
            case 1 -> "icmp";
            case 2 -> "igmp";
            case TCP -> "tcp";
            case UDP -> "udp";
            case 41 -> "ip6-in-ip";
            case 47 -> "gre";
            case 50 -> "esp";
            case 51 -> "ah";
            case 58 -> "icmp6";
            case 89 -> "ospf";
            case 103 -> "pim";
            case 112 -> "vrrp";
            case SCTP -> "sctp";
            default -> "proto " + protocolNumber;
        };
    }

    /** What one wants to see of a packet of this protocol: TCP's flags, a later fragment. */
    void details(TextBuffer out) {
        if (isFragment) {
            out.put(" fragment");
        } else if (protocolNumber == TCP && end - transport >= 14) {
            final long flags = Memory.u8(transport + 13);
            out.put(" [");
            for (int bit = 0; bit < TCP_FLAGS.length(); bit++) {
                if ((flags >>> bit & 1) != 0) {
                    out.put(TCP_FLAGS.charAt(bit));
                }
            }
            out.put(']');
        }
    }
}
