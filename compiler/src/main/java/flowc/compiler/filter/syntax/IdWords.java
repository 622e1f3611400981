package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.Qualifiers;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.ast.Qualifiers.Type;

/** Says in English what an id with its qualifiers asks of a packet. */
final class IdWords {
    private IdWords() {}

    static String of(Qualifiers qualifiers, String id) {
        final Protocol protocol = qualifiers.protocol();
        return switch (qualifiers.type()) {
            case NONE, HOST -> who(protocol, "IPv4, ARP or RARP") + " " + direction(qualifiers) + " " + id;
            case NET -> who(protocol, "IPv4, ARP or RARP") + " " + direction(qualifiers) + " the network " + id;
            case PORT, PORTRANGE -> who(protocol, "TCP, UDP or SCTP") + " with " + port(qualifiers) + " " + id.replaceFirst("^([0-9]+)-([0-9]+)$", "$1 to $2");
            case PROTO -> protocol == Protocol.LINK ? "link-level protocol " + id : who(protocol, "IPv4 or IPv6") + " with protocol " + id;
            case PROTOCHAIN -> who(protocol, "IPv4 or IPv6") + " with protocol " + id + " anywhere in the chain of headers";
            case GATEWAY -> "sent through the gateway " + id;
        };
    }

    static String ip6(FilterExpression.Ip6 id) {
        final Qualifiers qualifiers = id.qualifiers();
        final String address = Addresses.ip6(id.address()) + (id.length().isPresent() ? "/" + id.length().getAsLong() : "");
        final boolean isNetwork = id.length().isPresent() || qualifiers.type() == Type.NET;
        return who(qualifiers.protocol(), "IPv6") + " " + direction(qualifiers) + (isNetwork ? " the network " : " ") + address;
    }

    private static String who(Protocol protocol, String otherwise) {
        return protocol == Protocol.NONE ? otherwise : protocol == Protocol.LINK ? "a frame" : ProtocolWords.name(protocol);
    }

    private static String direction(Qualifiers qualifiers) {
        return switch (qualifiers.direction()) {
            case NONE, SRC_OR_DST -> "from or to";
            case SRC -> "from";
            case DST -> "to";
            case SRC_AND_DST -> "from and to";
            case RA -> "with receiver address";
            case TA -> "with transmitter address";
            case ADDR1, ADDR2, ADDR3, ADDR4 -> "with address " + qualifiers.direction().name().charAt(4);
        };
    }

    private static String port(Qualifiers qualifiers) {
        return switch (qualifiers.direction()) {
            case SRC -> "source port";
            case DST -> "destination port";
            case SRC_AND_DST -> "source and destination port";
            default -> "source or destination port";
        };
    }
}
