package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.PACKET;

import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Value;
import flowc.filter.spec.LinkType;

/**
 * Computes, before all tests, where the headers begin that tests ask for and that lie behind a header of variable length: radio information before
 * 802.11, 802.11 itself, the packet filter's log. Sources: LINKTYPE_ pages of tcpdump.org, radiotap.org.
 */
final class RadioHeaders {
    private static final int PRISM_LENGTH = 144;
    private static final int IEEE80211_LENGTH = 24;
    /** DLT_IEEE802_11 as a PPI header has it, little-endian. */
    private static final int PPI_80211 = 0x69000000;

    private final LinkState state;
    private final Loads loads;

    RadioHeaders(LinkState state, Loads loads) {
        this.state = state;
        this.loads = loads;
    }

    /**
     * {@code tests}, after what they need. The places are those where the expression ended: what was entered in between, as by {@code geneve}, has
     * taken the registers' names with it, and the places before it stay 0.
     */
    Predicate before(Predicate tests) {
        Predicate result = tests;
        if (Wireless.is80211(state.outermostType)) {
            final boolean radio = state.outermostType != LinkType.IEEE802_11 && isTaken(state.header);
            final int length = radio ? state.registers().own() : Offset.NO_REGISTER;
            if (isTaken(state.payload)) {
                result = Tests.and(frameLength(radio ? new Value.Register(length) : new Value.Constant(0)), result);
            }
            if (radio) {
                result = Tests.and(radioLength(length), new Predicate.Set(state.header.register, new Value.Register(length)), result);
            }
        } else if (state.outermostType == LinkType.PFLOG && isTaken(state.payload)) {
            final Value padded = Tests.masked(Tests.add(loads.load(PACKET, 0, 1), 3), ~3);
            result = Tests.and(new Predicate.Set(state.payload.register, padded), result);
        }
        return state.type == LinkType.PPI ? Tests.and(loads.equal(PACKET, 4, 4, PPI_80211), result) : result;
    }

    private static boolean isTaken(Offset offset) {
        return offset.variable && offset.register != Offset.NO_REGISTER;
    }

    private Predicate radioLength(int register) {
        return switch (state.outermostType) {
            case PRISM_HEADER -> {
                // AVS headers come under Prism's link type as well, and have their magic number where the message code would be.
                final Predicate avs = loads.masked(PACKET, 0, 4, 0x80211000, 0xfffff000);
                yield Tests.or(
                        Tests.and(avs, new Predicate.Set(register, loads.load(PACKET, 4, 4))),
                        new Predicate.Set(register, new Value.Constant(PRISM_LENGTH)));
            }
            case IEEE802_11_RADIO_AVS -> new Predicate.Set(register, loads.load(PACKET, 4, 4));
            default -> {
                final Value upper = Tests.binary(Value.Operator.SHIFT_LEFT, loads.load(PACKET, 3, 1), new Value.Constant(8));
                yield new Predicate.Set(register, Tests.binary(Value.Operator.OR, upper, loads.load(PACKET, 2, 1)));
            }
        };
    }

    /** 24 bytes, 2 more for data with quality of service, and what radiotap says of padding to 4 bytes behind that. */
    private Predicate frameLength(Value prefix) {
        final int register = state.payload.register;
        final Value control = Loads.indexed(prefix, 0, 1);
        final Predicate withService = Tests.and(
                Tests.anyBit(control, 0x80), new Predicate.Set(register, Tests.add(new Value.Register(register), 2)));
        final Predicate adjust = state.type == LinkType.IEEE802_11_RADIO
                ? Tests.and(data(control), Tests.or(withService, Tests.always()), padding(register))
                : Tests.and(data(control), withService);
        return Tests.and(new Predicate.Set(register, Tests.add(prefix, IEEE80211_LENGTH)), Tests.or(adjust, Tests.always()));
    }

    private static Predicate data(Value control) {
        return Tests.and(Tests.anyBit(control, 0x08), Tests.not(Tests.anyBit(control, 0x04)));
    }

    /** Radiotap's flags field, behind a timestamp where there is one, has the bit. */
    private Predicate padding(int register) {
        final Predicate padded = Tests.or(
                Tests.and(present(0x01000000), loads.anyBit(PACKET, 16, 1, 0x20)),
                Tests.and(Tests.not(present(0x01000000)), loads.anyBit(PACKET, 8, 1, 0x20)));
        final Value rounded = Tests.masked(Tests.add(new Value.Register(register), 3), ~3);
        return Tests.and(present(0x02000000), Tests.not(present(0x80)), padded, new Predicate.Set(register, rounded));
    }

    /** Of the bits that say which fields there are, as read in network order. */
    private Predicate present(int bit) {
        return loads.anyBit(PACKET, 4, 4, bit);
    }
}
