package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.LINK_HEADER;

import flowc.compiler.filter.ast.Qualifiers.Direction;
import flowc.compiler.filter.predicate.Predicate;
import flowc.filter.spec.LinkType;
import java.util.function.IntFunction;

/** 802.11 headers: which of four addresses is source, destination, receiver or transmitter depends on kind and way of the frame (IEEE 802.11, 9.3). */
final class Wireless {
    private static final int TO_DS = 0x01;
    private static final int FROM_DS = 0x02;
    private static final int ADDRESS_1 = 4;
    private static final int ADDRESS_2 = 10;
    private static final int ADDRESS_3 = 16;
    private static final int ADDRESS_4 = 24;
    private static final int CONTROL = 0x04;
    private static final int CLEAR_TO_SEND = 0xc0;
    private static final int ACKNOWLEDGMENT = 0xd0;

    private final LinkState state;
    private final Loads loads;

    Wireless(LinkState state, Loads loads) {
        this.state = state;
        this.loads = loads;
    }

    static boolean is80211(LinkType type) {
        return type == LinkType.PPI || isSure80211(type);
    }

    /** PPI may carry 802.11, these do. */
    static boolean isSure80211(LinkType type) {
        return switch (type) {
            case IEEE802_11, PRISM_HEADER, IEEE802_11_RADIO, IEEE802_11_RADIO_AVS -> true;
            default -> false;
        };
    }

    Predicate mac(byte[] address, Direction direction) {
        return switch (direction) {
            case SRC -> source(at -> same(at, address));
            case DST -> destination(at -> same(at, address));
            case SRC_AND_DST -> Tests.and(mac(address, Direction.SRC), mac(address, Direction.DST));
            case NONE, SRC_OR_DST -> Tests.or(mac(address, Direction.SRC), mac(address, Direction.DST));
            case ADDR1 -> same(ADDRESS_1, address);
            case ADDR2 -> Tests.and(hasAddress2(), same(ADDRESS_2, address));
            case ADDR3 -> Tests.and(Tests.not(isControl()), same(ADDRESS_3, address));
            case ADDR4 -> Tests.and(loads.masked(LINK_HEADER, 1, 1, TO_DS | FROM_DS, TO_DS | FROM_DS), same(ADDRESS_4, address));
            case RA -> Tests.and(isData(), same(ADDRESS_1, address));
            case TA -> Tests.and(isData(), hasAddress2(), same(ADDRESS_2, address));
        };
    }

    Predicate multicast() {
        return destination(at -> loads.anyBit(LINK_HEADER, at, 1, 1));
    }

    private Predicate source(IntFunction<Predicate> at) {
        final Predicate fromDs = Tests.or(
                Tests.and(Tests.not(flag(TO_DS)), at.apply(ADDRESS_3)), Tests.and(flag(TO_DS), at.apply(ADDRESS_4)));
        final Predicate data = Tests.or(Tests.and(Tests.not(flag(FROM_DS)), at.apply(ADDRESS_2)), Tests.and(flag(FROM_DS), fromDs));
        return noControl(Tests.or(Tests.and(Tests.not(isData()), at.apply(ADDRESS_2)), Tests.and(isData(), data)));
    }

    private Predicate destination(IntFunction<Predicate> at) {
        final Predicate data = Tests.or(
                Tests.and(Tests.not(flag(TO_DS)), at.apply(ADDRESS_1)), Tests.and(flag(TO_DS), at.apply(ADDRESS_3)));
        return noControl(Tests.or(Tests.and(Tests.not(isData()), at.apply(ADDRESS_1)), Tests.and(isData(), data)));
    }

    private Predicate noControl(Predicate inner) {
        return Tests.and(Tests.not(loads.anyBit(LINK_HEADER, 0, 1, CONTROL)), inner);
    }

    private Predicate isData() {
        return loads.anyBit(LINK_HEADER, 0, 1, 0x08);
    }

    private Predicate isControl() {
        return loads.masked(LINK_HEADER, 0, 1, CONTROL, 0x0c);
    }

    /** Neither clear to send nor acknowledgment, which have a receiver alone. */
    private Predicate hasAddress2() {
        return Tests.not(Tests.and(
                isControl(),
                Tests.or(loads.masked(LINK_HEADER, 0, 1, CLEAR_TO_SEND, 0xf0), loads.masked(LINK_HEADER, 0, 1, ACKNOWLEDGMENT, 0xf0))));
    }

    private Predicate flag(int flag) {
        return loads.anyBit(LINK_HEADER, 1, 1, flag);
    }

    private Predicate same(int offset, byte[] address) {
        return loads.same(LINK_HEADER, offset, address);
    }
}
