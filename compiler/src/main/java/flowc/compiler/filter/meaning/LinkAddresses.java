package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.LINK_HEADER;

import flowc.compiler.filter.ast.Qualifiers.Direction;
import flowc.compiler.filter.predicate.Predicate;
import flowc.filter.spec.LinkType;
import java.util.Locale;

/** Tests addresses of link-layer headers, and whether frames are for everybody. */
final class LinkAddresses {
    private static final byte[] BROADCAST = {-1, -1, -1, -1, -1, -1};
    private static final int ARCNET_BROADCAST = 0;

    private final LinkState state;
    private final Loads loads;
    private final LinkProtocols link;

    LinkAddresses(LinkState state, Loads loads, LinkProtocols link) {
        this.state = state;
        this.loads = loads;
        this.link = link;
    }

    Predicate mac(byte[] address, Direction direction) {
        return switch (state.type) {
            case EN10MB, NETANALYZER, NETANALYZER_TRANSPARENT -> link.insideHeader(mac(address, direction, 6, 0));
            case FDDI -> mac(address, direction, 7, 1);
            case IEEE802 -> mac(address, direction, 8, 2);
            case IP_OVER_FC -> mac(address, direction, 10, 2);
            case IEEE802_11, PRISM_HEADER, IEEE802_11_RADIO, IEEE802_11_RADIO_AVS, PPI -> wireless().mac(address, direction);
            default -> throw state.error("ethernet addresses supported only on ethernet/FDDI/token ring/802.11/ATM LANE/Fibre Channel");
        };
    }

    private Predicate mac(byte[] address, Direction direction, int sourceOffset, int destinationOffset) {
        if (direction == Direction.RA || direction == Direction.TA || direction.name().startsWith("ADDR")) {
            throw state.error("'%s' is only supported on 802.11 with 802.11 headers", direction.name().toLowerCase(Locale.ROOT));
        }
        return Directions.of(
                state,
                direction,
                "MAC addresses",
                () -> loads.same(LINK_HEADER, sourceOffset, address),
                () -> loads.same(LINK_HEADER, destinationOffset, address));
    }

    Predicate arcnet(int address, Direction direction) {
        if (!isArcnet()) {
            throw state.error("aid supported only on ARCnet");
        }
        return Directions.of(
                state,
                direction,
                "ARCnet addresses",
                () -> loads.equal(LINK_HEADER, 0, 1, address),
                () -> loads.equal(LINK_HEADER, 1, 1, address));
    }

    Predicate broadcast() {
        if (isArcnet()) {
            return arcnet(ARCNET_BROADCAST, Direction.DST);
        }
        if (!hasMacs()) {
            throw state.error("not a broadcast link");
        }
        return mac(BROADCAST, Direction.DST);
    }

    Predicate multicast() {
        return switch (state.type) {
            case ARCNET, ARCNET_LINUX -> arcnet(ARCNET_BROADCAST, Direction.DST);
            case EN10MB, NETANALYZER, NETANALYZER_TRANSPARENT -> link.insideHeader(groupBit(0));
            case FDDI -> groupBit(1);
            case IEEE802, IP_OVER_FC -> groupBit(2);
            case IEEE802_11, PRISM_HEADER, IEEE802_11_RADIO, IEEE802_11_RADIO_AVS, PPI -> wireless().multicast();
            default -> throw noMulticast();
        };
    }

    RuntimeException noMulticast() {
        return state.error("link-layer multicast filters supported only on ethernet/FDDI/token ring/ARCNET/802.11/ATM LANE/Fibre Channel");
    }

    private boolean isArcnet() {
        return state.type == LinkType.ARCNET || state.type == LinkType.ARCNET_LINUX;
    }

    /** Link types on which {@link #mac} works. */
    boolean hasMacs() {
        return switch (state.type) {
            case EN10MB, NETANALYZER, NETANALYZER_TRANSPARENT, FDDI, IEEE802, IP_OVER_FC -> true;
            default -> Wireless.is80211(state.type);
        };
    }

    private Predicate groupBit(int offset) {
        return loads.anyBit(LINK_HEADER, offset, 1, 1);
    }

    private Wireless wireless() {
        return new Wireless(state, loads);
    }
}
