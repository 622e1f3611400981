package flowc.compiler.filter.ast;

/** What stands before an id, as {@code tcp src port} does in {@code tcp src port 80}; inherited by ids that follow without any (pcap-filter(7)). */
public record Qualifiers(Protocol protocol, Direction direction, Type type) {
    /** {@code LINK} is every alias of the link level: link, ether, ppp, slip, fddi, tr, wlan. */
    public enum Protocol {
        NONE, LINK, IP, ARP, RARP, SCTP, TCP, UDP, ICMP, IGMP, IGRP, ATALK, AARP, DECNET, LAT, SCA, MOPRC, MOPDL, IP6, ICMP6, AH, ESP, PIM, VRRP, CARP,
        ISO, ESIS, ISIS, CLNP, STP, IPX, NETBEUI, ISIS_L1, ISIS_L2, ISIS_IIH, ISIS_SNP, ISIS_CSNP, ISIS_PSNP, ISIS_LSP, RADIO
    }

    /** {@code NONE} means what {@code SRC_OR_DST} means, but may stand where a direction may not. */
    public enum Direction { NONE, SRC, DST, SRC_OR_DST, SRC_AND_DST, RA, TA, ADDR1, ADDR2, ADDR3, ADDR4 }

    /** {@code NONE} means what {@code HOST} means, but may stand where a type may not. */
    public enum Type { NONE, HOST, NET, PORT, PORTRANGE, PROTO, PROTOCHAIN, GATEWAY }

    public static final Qualifiers NONE = new Qualifiers(Protocol.NONE, Direction.NONE, Type.NONE);
}
