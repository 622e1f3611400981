package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.NETWORK;
import static flowc.compiler.filter.meaning.Loads.From.NETWORK_WITHOUT_SNAP;

import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.predicate.Predicate;
import java.util.Locale;

/** Tests which protocol a packet has: a protocol's word alone, and {@code proto}. */
final class Protocols {
    static final int IP6_FRAGMENT = 44;
    private static final int ICMP6 = 58;
    private static final int CLNP = 0x81;
    private static final int ESIS = 0x82;
    private static final int ISIS = 0x83;
    /** Types of IS-IS protocol data units (ISO 10589), by the words for groups of them, in the order of the tests. */
    private static final int[] L1_TYPES = {26, 24, 18, 15, 17};
    private static final int[] L2_TYPES = {27, 25, 20, 16, 17};
    private static final int[] IIH_TYPES = {17, 15, 16};
    private static final int[] LSP_TYPES = {18, 20};
    private static final int[] SNP_TYPES = {27, 26, 24, 25};
    private static final int[] CSNP_TYPES = {24, 25};
    private static final int[] PSNP_TYPES = {26, 27};

    private final LinkState state;
    private final Loads loads;
    private final LinkProtocols link;

    Protocols(LinkState state, Loads loads, LinkProtocols link) {
        this.state = state;
        this.loads = loads;
        this.link = link;
    }

    /** As written in expressions. */
    static String word(Protocol protocol) {
        return switch (protocol) {
            case ISIS_L1 -> "l1";
            case ISIS_L2 -> "l2";
            case ISIS_IIH, ISIS_SNP, ISIS_CSNP, ISIS_PSNP, ISIS_LSP -> protocol.name().substring("ISIS_".length()).toLowerCase(Locale.ROOT);
            default -> protocol.name().toLowerCase(Locale.ROOT);
        };
    }

    /** A protocol's word alone. */
    Predicate is(Protocol protocol) {
        return switch (protocol) {
            case IP, ARP, RARP, IP6, ATALK, AARP, DECNET, LAT, SCA, MOPRC, MOPDL, ISO, STP, IPX, NETBEUI -> link.carries(etherType(protocol));
            case TCP -> proto(Ports.TCP, Protocol.NONE);
            case UDP -> proto(Ports.UDP, Protocol.NONE);
            case SCTP -> proto(Ports.SCTP, Protocol.NONE);
            case PIM -> proto(103, Protocol.NONE);
            case AH -> proto(ProtocolChains.AH, Protocol.NONE);
            case ESP -> proto(50, Protocol.NONE);
            case ICMP -> proto(1, Protocol.IP);
            case IGMP -> proto(2, Protocol.IP);
            case IGRP -> proto(9, Protocol.IP);
            case VRRP, CARP -> proto(112, Protocol.IP);
            case ICMP6 -> proto(ICMP6, Protocol.IP6);
            case ESIS -> proto(ESIS, Protocol.ISO);
            case ISIS -> proto(ISIS, Protocol.ISO);
            case CLNP -> proto(CLNP, Protocol.ISO);
            case ISIS_L1 -> isisTypes(L1_TYPES);
            case ISIS_L2 -> isisTypes(L2_TYPES);
            case ISIS_IIH -> isisTypes(IIH_TYPES);
            case ISIS_LSP -> isisTypes(LSP_TYPES);
            case ISIS_SNP -> isisTypes(SNP_TYPES);
            case ISIS_CSNP -> isisTypes(CSNP_TYPES);
            case ISIS_PSNP -> isisTypes(PSNP_TYPES);
            case NONE, LINK -> throw state.error("link layer applied in wrong context");
            case RADIO -> throw state.error("'radio' is not a valid protocol type");
        };
    }

    static int etherType(Protocol protocol) {
        return switch (protocol) {
            case IP -> EtherTypes.IP;
            case ARP -> EtherTypes.ARP;
            case RARP -> EtherTypes.RARP;
            case IP6 -> EtherTypes.IP6;
            case ATALK -> EtherTypes.ATALK;
            case AARP -> EtherTypes.AARP;
            case DECNET -> EtherTypes.DECNET;
            case LAT -> EtherTypes.LAT;
            case SCA -> EtherTypes.SCA;
            case MOPRC -> EtherTypes.MOPRC;
            case MOPDL -> EtherTypes.MOPDL;
            case ISO -> EtherTypes.SAP_ISO;
            case STP -> EtherTypes.SAP_STP;
            case IPX -> EtherTypes.SAP_IPX;
            case NETBEUI -> EtherTypes.SAP_NETBEUI;
            default -> throw new IllegalArgumentException("a protocol of frames: " + protocol);
        };
    }

    /** {@code protocol proto number}. */
    Predicate proto(int number, Protocol protocol) {
        return switch (protocol) {
            case NONE -> Tests.or(proto(number, Protocol.IP), proto(number, Protocol.IP6));
            case LINK -> link.carries(number);
            case IP -> Tests.and(link.carries(EtherTypes.IP), loads.equal(NETWORK, 9, 1, number));
            case IP6 -> Tests.and(
                    link.carries(EtherTypes.IP6),
                    Tests.or(
                            loads.equal(NETWORK, 6, 1, number),
                            Tests.and(
                                    loads.equal(NETWORK, 6, 1, IP6_FRAGMENT), loads.equal(NETWORK, Loads.IP6_HEADER_LENGTH, 1, number))));
            case ISO -> iso(number);
            case ISIS -> Tests.and(iso(ISIS), loads.equal(NETWORK_WITHOUT_SNAP, 4, 1, number));
            default -> throw state.error("%s", noProto(protocol));
        };
    }

    private static String noProto(Protocol protocol) {
        final String name = word(protocol);
        return switch (protocol) {
            case ARP, RARP, LAT, SCA, MOPRC, MOPDL -> name + " does not encapsulate another protocol";
            case ATALK, DECNET -> name + " encapsulation is not specifiable";
            default -> "'" + name + " proto' is bogus";
        };
    }

    private Predicate iso(int number) {
        return switch (state.type) {
            case FRELAY -> link.frameRelay(number);
            // A byte of padding stands before OSI in Cisco's HDLC.
            case C_HDLC -> Tests.and(link.carries(0xfefe), loads.equal(NETWORK_WITHOUT_SNAP, 1, 1, number));
            default -> Tests.and(link.carries(EtherTypes.SAP_ISO), loads.equal(NETWORK_WITHOUT_SNAP, 0, 1, number));
        };
    }

    private Predicate isisTypes(int... types) {
        final Predicate[] any = new Predicate[types.length];
        for (int i = 0; i < types.length; i++) {
            any[i] = proto(types[i], Protocol.ISIS);
        }
        return Tests.or(any);
    }
}
