package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.IP4_PAYLOAD;
import static flowc.compiler.filter.meaning.Loads.From.IP6_PAYLOAD;
import static flowc.compiler.filter.meaning.Loads.From.NETWORK;
import static flowc.compiler.filter.meaning.Loads.From.PREVIOUS_LABEL;

import flowc.compiler.filter.ast.FilterExpression.Shift;
import flowc.compiler.filter.ast.Qualifiers.Direction;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Value;
import flowc.filter.spec.LinkType;
import java.util.OptionalLong;

/** {@code vlan}, {@code mpls}, {@code pppoed}, {@code pppoes} and {@code geneve}: tests, and where headers are for everything to their right. */
final class Encapsulations {
    private static final int[] VLAN_TYPES = {0x8100, 0x88a8, 0x9100};
    private static final int VLAN_TAG_LENGTH = 4;
    private static final int LABEL_LENGTH = 4;
    private static final int PPP_MPLS = 0x0281;
    private static final int PPPOE_HEADER_LENGTH = 6;
    private static final int GENEVE_PORT = 6081;
    private static final int UDP_HEADER_LENGTH = 8;
    private static final int GENEVE_HEADER_LENGTH = 8;

    private final LinkState state;
    private final Loads loads;
    private final LinkProtocols link;

    Encapsulations(LinkState state, Loads loads, LinkProtocols link) {
        this.state = state;
        this.loads = loads;
        this.link = link;
    }

    Predicate of(Shift shift) {
        return switch (shift.encapsulation()) {
            case VLAN -> vlan(checked(shift.number(), "VLAN tag", 0xfff));
            case MPLS -> mpls(checked(shift.number(), "MPLS label", 0xfffff));
            case PPPOE_DISCOVERY -> link.carries(EtherTypes.PPPOE_DISCOVERY);
            case PPPOE_SESSION -> pppoeSession(checked(shift.number(), "PPPoE session number", 0xffff));
            case GENEVE -> geneve(checked(shift.number(), "Geneve VNI", 0xffffff));
        };
    }

    private OptionalLong checked(OptionalLong number, String what, int greatest) {
        if (number.isPresent() && number.getAsLong() > greatest) {
            throw state.error("%s %d greater than maximum %d", what, number.getAsLong(), greatest);
        }
        return number;
    }

    private Predicate vlan(OptionalLong tag) {
        if (state.mplsDepth > 0) {
            throw state.errorWithHint("vlan tags stand before labels: write vlan before mpls", "no VLAN match after MPLS");
        }
        switch (state.type) {
            case EN10MB, NETANALYZER, NETANALYZER_TRANSPARENT, IEEE802_11, PRISM_HEADER, IEEE802_11_RADIO, IEEE802_11_RADIO_AVS -> { }
            default -> throw state.error("no VLAN support for %s", state.type);
        }
        final Predicate tagged = Tests.or(link.carries(VLAN_TYPES[0]), link.carries(VLAN_TYPES[1]), link.carries(VLAN_TYPES[2]));
        final Predicate result = tag.isEmpty() ? tagged : Tests.and(tagged, loads.masked(NETWORK, 0, 2, (int) tag.getAsLong(), 0x0fff));
        state.payload = state.payload.plus(VLAN_TAG_LENGTH);
        state.typeField = state.typeField.plus(VLAN_TAG_LENGTH);
        return result;
    }

    private Predicate mpls(OptionalLong label) {
        final Predicate labelled;
        if (state.mplsDepth > 0) {
            labelled = loads.masked(PREVIOUS_LABEL, 2, 1, 0, 0x01);
        } else {
            labelled = switch (state.type) {
                case C_HDLC, EN10MB, NETANALYZER, NETANALYZER_TRANSPARENT -> link.carries(EtherTypes.MPLS);
                case PPP -> link.carries(PPP_MPLS);
                default -> throw state.error("no MPLS support for %s", state.type);
            };
        }
        final Predicate result =
                label.isEmpty() ? labelled : Tests.and(labelled, loads.masked(NETWORK, 0, 4, (int) label.getAsLong() << 12, 0xfffff000));
        state.network += LABEL_LENGTH;
        state.networkWithoutSnap += LABEL_LENGTH;
        state.mplsDepth++;
        return result;
    }

    private Predicate pppoeSession(OptionalLong session) {
        final Predicate carried = link.carries(EtherTypes.PPPOE_SESSION);
        final Predicate result =
                session.isEmpty() ? carried : Tests.and(carried, loads.masked(NETWORK, 0, 4, (int) session.getAsLong(), 0xffff));
        state.enter(LinkType.PPP, state.payload.plus(state.network + PPPOE_HEADER_LENGTH));
        state.typeField = state.header.plus(0);
        final Offset payload = state.payload.plus(0);
        payload.constant = state.header.constant + 2;
        state.payload = payload;
        state.network = 0;
        state.networkWithoutSnap = 0;
        return result;
    }

    /**
     * Geneve over UDP (RFC 8926). Registers take the places of the inner frame: its type field, its header and its payload; without an Ethernet
     * header the latter two are the same.
     */
    private Predicate geneve(OptionalLong network) {
        final int outer = state.registers().own();
        final Predicate over = Tests.or(
                Tests.and(genevePort(false), genevePacket(IP4_PAYLOAD, network), new Predicate.Set(outer, loads.ip4HeaderLength())),
                Tests.and(genevePort(true), genevePacket(IP6_PAYLOAD, network), new Predicate.Set(outer, ip6HeaderLength())));
        final int start = state.payload.constant + state.network + UDP_HEADER_LENGTH;
        state.enter(LinkType.EN10MB, null);
        final int type = state.keepRegister();
        final int header = state.keepRegister();
        final int payload = state.keepRegister();
        state.header = Offset.inRegister(header);
        state.typeField = Offset.inRegister(type);
        state.payload = Offset.inRegister(payload);
        state.network = 0;
        state.networkWithoutSnap = 0;
        final Predicate places = Tests.and(
                new Predicate.Set(outer, Tests.add(new Value.Register(outer), start)),
                innerPlaces(new Value.Register(outer), type, header, payload));
        state.geneve = true;
        return Tests.and(over, places);
    }

    private Predicate genevePort(boolean ip6) {
        final Ports ports = new Ports(state, loads, link);
        final Ports.Wanted wanted = Ports.Wanted.one(GENEVE_PORT);
        return ip6 ? ports.overIp6(wanted, Ports.UDP, Direction.DST) : ports.overIp4(wanted, Ports.UDP, Direction.DST);
    }

    /** Version 0, and the virtual network where one is wanted. */
    private Predicate genevePacket(Loads.From from, OptionalLong network) {
        final Predicate version = loads.masked(from, UDP_HEADER_LENGTH, 1, 0, 0xc0);
        if (network.isEmpty()) {
            return version;
        }
        return Tests.and(version, loads.masked(from, UDP_HEADER_LENGTH + 4, 4, (int) network.getAsLong() << 8, 0xffffff00));
    }

    private Value ip6HeaderLength() {
        final Value length = new Value.Constant(Loads.IP6_HEADER_LENGTH);
        return state.payload.variable ? Tests.add(length, loads.register(state.payload)) : length;
    }

    private static Predicate innerPlaces(Value geneve, int type, int header, int payload) {
        final Value optionWords = Tests.masked(Loads.indexed(geneve, 0, 1), 0x3f);
        final Value length = Tests.add(
                Tests.binary(Value.Operator.MULTIPLY, optionWords, new Value.Constant(4)), GENEVE_HEADER_LENGTH);
        final Predicate ethernet = Tests.and(
                Tests.equal(Loads.indexed(geneve, 2, 2), EtherTypes.TRANSPARENT_BRIDGING),
                new Predicate.Set(type, Tests.add(new Value.Register(header), 12)),
                new Predicate.Set(payload, Tests.add(new Value.Register(header), 14)));
        return Tests.and(
                new Predicate.Set(type, Tests.add(geneve, 2)),
                new Predicate.Set(header, Tests.add(length, geneve)),
                Tests.or(ethernet, new Predicate.Set(payload, new Value.Register(header))));
    }
}
