package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.LINK_HEADER;
import static flowc.compiler.filter.meaning.Loads.From.NETWORK;
import static flowc.compiler.filter.meaning.Loads.From.TYPE_FIELD;
import static flowc.compiler.filter.predicate.Predicate.Comparison.GREATER;
import static flowc.compiler.filter.predicate.Predicate.Comparison.GREATER_EQUAL;

import flowc.compiler.filter.ast.FilterExpression.ByteTest;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Value;
import flowc.filter.spec.LinkType;

/** Tests of a packet as a whole: for whom it is, which way it went and by which interface, how long it is, what one of its bytes is. */
final class Packets {
    /** Words of Linux' packet metadata (linux/filter.h), and what the first says of packets sent. */
    private static final int METADATA_PACKET_TYPE = 4;
    private static final int METADATA_INTERFACE_INDEX = 8;
    private static final int PACKET_OUTGOING = 4;

    private final LinkState state;
    private final Loads loads;
    private final LinkProtocols link;

    Packets(LinkState state, Loads loads, LinkProtocols link) {
        this.state = state;
        this.loads = loads;
        this.link = link;
    }

    Predicate broadcast(Protocol protocol) {
        return switch (protocol) {
            case NONE, LINK -> new LinkAddresses(state, loads, link).broadcast();
            case IP -> {
                final int hostBits = ~state.settings.netmask().orElseThrow(() -> state.errorWithHint(
                        "give the network's mask", "netmask not known, so 'ip broadcast' not supported"));
                yield Tests.and(
                        link.carries(EtherTypes.IP),
                        Tests.or(loads.masked(NETWORK, 16, 4, 0, hostBits), loads.masked(NETWORK, 16, 4, hostBits, hostBits)));
            }
            default -> throw state.error("only link-layer/IP broadcast filters supported");
        };
    }

    Predicate multicast(Protocol protocol) {
        final LinkAddresses addresses = new LinkAddresses(state, loads, link);
        return switch (protocol) {
            case NONE, LINK -> addresses.multicast();
            case IP -> Tests.and(link.carries(EtherTypes.IP), loads.compare(GREATER_EQUAL, NETWORK, 16, 1, 224));
            case IP6 -> Tests.and(link.carries(EtherTypes.IP6), loads.equal(NETWORK, 24, 1, 0xff));
            default -> throw addresses.noMulticast();
        };
    }

    Predicate less(long length) {
        return Tests.not(Tests.compare(GREATER, new Value.WireLength(), (int) length));
    }

    Predicate greater(long length) {
        return Tests.compare(GREATER_EQUAL, new Value.WireLength(), (int) length);
    }

    /** {@code byte N & V}: whether a bit of both is set, {@code byte N | V}: of either. */
    Predicate byteTest(ByteTest test) {
        final Value left = loads.load(LINK_HEADER, (int) test.index(), 1);
        final int value = (int) test.value();
        return switch (test.operator()) {
            case '=' -> Tests.equal(left, value);
            case '<' -> Tests.compare(Comparison.LESS, left, value);
            case '>' -> Tests.compare(GREATER, left, value);
            case '&' -> Tests.anyBit(left, value);
            default -> Tests.compare(Comparison.NOT_EQUAL, Tests.binary(Value.Operator.OR, left, new Value.Constant(value)), 0);
        };
    }

    Predicate bound(boolean outbound) {
        return switch (state.type) {
            case SLIP -> {
                final Predicate received = loads.equal(LINK_HEADER, 0, 1, 0);
                yield outbound ? Tests.not(received) : received;
            }
            case IPNET -> loads.equal(TYPE_FIELD, 1, 2, outbound ? 1 : 2);
            case LINUX_SLL -> sent(outbound, loads.equal(LINK_HEADER, 0, 2, PACKET_OUTGOING));
            case LINUX_SLL2 -> sent(outbound, loads.equal(LINK_HEADER, 10, 1, PACKET_OUTGOING));
            case PFLOG -> loads.equal(LINK_HEADER, 60, 1, outbound ? 2 : 1);
            case PPP_PPPD -> loads.equal(LINK_HEADER, 0, 1, outbound ? 1 : 0);
            default -> LinkProtocols.isJuniper(state)
                    ? loads.masked(LINK_HEADER, 3, 1, outbound ? 0 : 1, 1)
                    : sent(outbound, Tests.equal(metadata(METADATA_PACKET_TYPE, "inbound/outbound"), PACKET_OUTGOING));
        };
    }

    private static Predicate sent(boolean outbound, Predicate sent) {
        return outbound ? sent : Tests.not(sent);
    }

    Predicate interfaceIndex(long index) {
        return state.type == LinkType.LINUX_SLL2
                ? loads.equal(LINK_HEADER, 4, 4, (int) index)
                : Tests.equal(metadata(METADATA_INTERFACE_INDEX, "ifindex"), (int) index);
    }

    private Value metadata(int offset, String what) {
        if (state.isSavefile()) {
            throw state.error("%s not supported on %s when reading savefiles", what, state.type);
        }
        return new Value.Metadata(offset);
    }
}
