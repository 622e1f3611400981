package flowc.compiler.filter.rules;

import flowc.runtime.memory.Memory;

/** What patterns ask of one packet, read from its headers. Changed by {@link #read}; one thread. */
final class PacketFields {
    /** How {@link #read} ended. */
    enum Outcome {
        /** The fields are there: patterns mean what their expressions mean. */
        READ,
        /** The packet is of no family: no pattern matches. */
        NO_FAMILY,
        /** A header is cut: a test could find its bytes missing, so that every expression has to be asked itself. */
        CUT
    }

    private static final int TYPE_IP4 = 0x0800;
    private static final int TYPE_IP6 = 0x86dd;
    private static final int TYPE_ARP = 0x0806;
    private static final int TYPE_RARP = 0x8035;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SCTP = 132;
    private static final int FRAGMENT = 44;
    private static final int NOTHING = -1;

    private static final int IP4_BYTES = 20;
    private static final int IP6_BYTES = 40;
    private static final int ARP_BYTES = 28;
    private static final int PORT_BYTES = 4;

    Family family;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    long ports;
    boolean hasPorts;

    /** Of an IPv6 fragment what is in it, else negative: a protocol's test asks for both. */
    int innerProtocol;

    private long end;

    /** Whether packets of this link type are read here. */
    static boolean isKnown(int linkType) {
        return LinkHead.of(linkType) != null;
    }

    /** Where the network layer of a link type is told and begins. */
    private enum LinkHead {
        ETHERNET(1, 12, 14), LINUX_SLL(113, 14, 16), LINUX_SLL2(276, 0, 20), RAW(12, NOTHING, 0), IPV4(228, NOTHING, 0), IPV6(229, NOTHING, 0);

        private final int linkType;
        private final int typeOffset;
        private final int bytes;

        LinkHead(int linkType, int typeOffset, int bytes) {
            this.linkType = linkType;
            this.typeOffset = typeOffset;
            this.bytes = bytes;
        }

        static LinkHead of(int linkType) {
            for (LinkHead head : values()) {
                if (head.linkType == linkType) {
                    return head;
                }
            }
            return null;
        }
    }

    private final LinkHead head;

    /** {@code linkType} is known. */
    PacketFields(int linkType) {
        this.head = LinkHead.of(linkType);
    }

    /** Reads the packet of {@code captureLength} bytes at {@code packet}. */
    Outcome read(long packet, long captureLength) {
        end = packet + captureLength;
        hasPorts = false;
        innerProtocol = NOTHING;
        final long network = packet + head.bytes;
        if (captureLength <= head.bytes) {
            return Outcome.CUT;
        }
        return switch (type(packet)) {
            case TYPE_IP4 -> ip4(network);
            case TYPE_IP6 -> ip6(network);
            case TYPE_ARP -> arp(Family.ARP, network);
            case TYPE_RARP -> arp(Family.RARP, network);
            default -> Outcome.NO_FAMILY;
        };
    }

    private int type(long packet) {
        return switch (head) {
            case ETHERNET, LINUX_SLL, LINUX_SLL2 -> (int) Memory.u16be(packet + head.typeOffset);
            case IPV4 -> TYPE_IP4;
            case IPV6 -> TYPE_IP6;
            case RAW -> switch ((int) Memory.u8(packet) >>> 4) {
                case 4 -> TYPE_IP4;
                case 6 -> TYPE_IP6;
                default -> 0;
            };
        };
    }

    private Outcome ip4(long header) {
        if (end - header < IP4_BYTES) {
            return Outcome.CUT;
        }
        family = Family.IP4;
        addresses4(header + 12, header + 16);
        final long protocol = Memory.u8(header + 9);
        final boolean isFirst = (Memory.u16be(header + 6) & 0x1fff) == 0;
        return transport(protocol, isFirst, header + 4 * (Memory.u8(header) & 15));
    }

    private Outcome ip6(long header) {
        if (end - header < IP6_BYTES) {
            return Outcome.CUT;
        }
        family = Family.IP6;
        sourceHigh = Memory.i64be(header + 8);
        sourceLow = Memory.i64be(header + 16);
        destinationHigh = Memory.i64be(header + 24);
        destinationLow = Memory.i64be(header + 32);
        final long next = Memory.u8(header + 6);
        if (next == FRAGMENT) {
            if (end - header == IP6_BYTES) {
                return Outcome.CUT;
            }
            innerProtocol = (int) Memory.u8(header + IP6_BYTES);
        }
        return transport(next, true, header + IP6_BYTES);
    }

    private Outcome transport(long protocol, boolean isFirst, long header) {
        ports = Pattern.ports(protocol, 0, 0);
        if (!isFirst || protocol != TCP && protocol != UDP && protocol != SCTP) {
            return Outcome.READ;
        }
        if (end - header < PORT_BYTES) {
            return Outcome.CUT;
        }
        hasPorts = true;
        ports |= Memory.u32be(header);
        return Outcome.READ;
    }

    private Outcome arp(Family kind, long header) {
        if (end - header < ARP_BYTES) {
            return Outcome.CUT;
        }
        family = kind;
        addresses4(header + 14, header + 24);
        ports = 0;
        return Outcome.READ;
    }

    private void addresses4(long source, long destination) {
        sourceHigh = 0;
        sourceLow = Memory.u32be(source);
        destinationHigh = 0;
        destinationLow = Memory.u32be(destination);
    }

    /** {@link #ports} with the fragment's inner protocol. */
    long innerPorts() {
        return Pattern.ports(innerProtocol, 0, 0);
    }
}
