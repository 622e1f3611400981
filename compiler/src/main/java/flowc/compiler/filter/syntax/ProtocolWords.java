package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.Qualifiers.Protocol;

/** Names of protocols as they are printed in books. */
final class ProtocolWords {
    private ProtocolWords() {}

    static String name(Protocol protocol) {
        return switch (protocol) {
            case NONE -> "";
            case LINK -> "link level";
            case IP -> "IPv4";
            case IP6 -> "IPv6";
            case ICMP6 -> "ICMPv6";
            case ATALK -> "AppleTalk";
            case AARP -> "AppleTalk ARP";
            case DECNET -> "DECnet";
            case MOPRC -> "MOP remote console";
            case MOPDL -> "MOP download";
            case ESIS -> "ES-IS";
            case ISIS -> "IS-IS";
            case NETBEUI -> "NetBEUI";
            case ISIS_L1, ISIS_L2 -> "IS-IS level " + protocol.name().charAt(protocol.name().length() - 1);
            case ISIS_IIH, ISIS_SNP, ISIS_CSNP, ISIS_PSNP, ISIS_LSP -> "IS-IS " + protocol.name().substring("ISIS_".length());
            case RADIO -> "radio information";
            default -> protocol.name();
        };
    }

    /** What the protocol's word alone asks for. */
    static String packets(Protocol protocol) {
        return switch (protocol) {
            case TCP, UDP, SCTP, AH, ESP, PIM -> name(protocol) + " over IPv4 or IPv6";
            case ICMP, IGMP, IGRP, VRRP, CARP -> name(protocol) + " over IPv4";
            case ICMP6 -> name(protocol) + " over IPv6";
            default -> name(protocol);
        };
    }
}
