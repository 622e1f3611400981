package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.IP4_PAYLOAD;
import static flowc.compiler.filter.meaning.Loads.From.IP6_PAYLOAD;
import static flowc.compiler.filter.meaning.Loads.From.NETWORK;
import static flowc.compiler.filter.predicate.Predicate.Comparison.GREATER;
import static flowc.compiler.filter.predicate.Predicate.Comparison.GREATER_EQUAL;

import flowc.compiler.filter.ast.Qualifiers.Direction;
import flowc.compiler.filter.predicate.Predicate;

/**
 * Tests ports of TCP, UDP and SCTP: over IPv4 in first fragments behind a header of any length, over IPv6 only directly behind the header,
 * extension headers are not followed.
 */
final class Ports {
    static final int TCP = 6;
    static final int UDP = 17;
    static final int SCTP = 132;
    /** Stands for all three. */
    static final int ANY = -1;

    private final LinkState state;
    private final Loads loads;
    private final LinkProtocols link;

    Ports(LinkState state, Loads loads, LinkProtocols link) {
        this.state = state;
        this.loads = loads;
        this.link = link;
    }

    /** Inclusive range; one port where both ends are the same and {@code range} is not set. */
    record Wanted(int first, int last, boolean range) {
        static Wanted one(int port) {
            return new Wanted(port, port, false);
        }

        static Wanted range(int one, int other) {
            return new Wanted(Math.min(one, other), Math.max(one, other), true);
        }
    }

    Predicate ports(Wanted wanted, int protocol, Direction direction) {
        return Tests.or(overIp6(wanted, protocol, direction), overIp4(wanted, protocol, direction));
    }

    Predicate overIp4(Wanted wanted, int protocol, Direction direction) {
        return Tests.and(link.carries(EtherTypes.IP), byProtocol(wanted, protocol, direction, false));
    }

    Predicate overIp6(Wanted wanted, int protocol, Direction direction) {
        return Tests.and(link.carries(EtherTypes.IP6), byProtocol(wanted, protocol, direction, true));
    }

    private Predicate byProtocol(Wanted wanted, int protocol, Direction direction, boolean ip6) {
        if (protocol != ANY) {
            return ofProtocol(wanted, protocol, direction, ip6);
        }
        return Tests.or(
                ofProtocol(wanted, SCTP, direction, ip6), ofProtocol(wanted, TCP, direction, ip6), ofProtocol(wanted, UDP, direction, ip6));
    }

    private Predicate ofProtocol(Wanted wanted, int protocol, Direction direction, boolean ip6) {
        final Predicate ports = Directions.of(state, direction, "ports", () -> port(wanted, 0, ip6), () -> port(wanted, 2, ip6));
        return ip6
                ? Tests.and(loads.equal(NETWORK, 6, 1, protocol), ports)
                : Tests.and(loads.equal(NETWORK, 9, 1, protocol), firstFragment(), ports);
    }

    private Predicate port(Wanted wanted, int offset, boolean ip6) {
        final Loads.From from = ip6 ? IP6_PAYLOAD : IP4_PAYLOAD;
        if (!wanted.range) {
            return loads.equal(from, offset, 2, wanted.first);
        }
        return Tests.and(
                loads.compare(GREATER_EQUAL, from, offset, 2, wanted.first), Tests.not(loads.compare(GREATER, from, offset, 2, wanted.last)));
    }

    /** IPv4's fragment offset is 0. */
    Predicate firstFragment() {
        return Tests.not(loads.anyBit(NETWORK, 6, 2, 0x1fff));
    }
}
