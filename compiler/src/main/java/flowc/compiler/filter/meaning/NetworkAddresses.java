package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.NETWORK;

import flowc.compiler.filter.ast.Qualifiers;
import flowc.compiler.filter.ast.Qualifiers.Direction;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.ast.Qualifiers.Type;
import flowc.compiler.filter.predicate.Predicate;

/** Tests addresses of network headers: IPv4 and with it ARP and RARP, IPv6, DECnet. */
final class NetworkAddresses {
    private static final String OTHER_ADDRESSES = "addresses other than 802.11 MAC addresses";

    /** Headers with IPv4 addresses, and where these are in them. */
    private enum Carrier {
        IP(EtherTypes.IP, 12, 16),
        ARP(EtherTypes.ARP, 14, 24),
        RARP(EtherTypes.RARP, 14, 24);

        private final int etherType;
        private final int source;
        private final int destination;

        Carrier(int etherType, int source, int destination) {
            this.etherType = etherType;
            this.source = source;
            this.destination = destination;
        }
    }

    private final LinkState state;
    private final Loads loads;
    private final LinkProtocols link;

    NetworkAddresses(LinkState state, Loads loads, LinkProtocols link) {
        this.state = state;
        this.loads = loads;
        this.link = link;
    }

    /** An IPv4 address or network. Without a protocol it may stand in IP, ARP or RARP, but below MPLS only in IP. */
    Predicate ip4(int address, int mask, Qualifiers qualifiers) {
        final Direction direction = qualifiers.direction();
        return switch (qualifiers.protocol()) {
            case NONE -> {
                final Predicate ip = ip4(address, mask, direction, Carrier.IP);
                yield state.mplsDepth > 0
                        ? ip
                        : Tests.or(
                                ip,
                                ip4(address, mask, direction, Carrier.ARP),
                                ip4(address, mask, direction, Carrier.RARP));
            }
            case IP -> ip4(address, mask, direction, Carrier.IP);
            case ARP -> ip4(address, mask, direction, Carrier.ARP);
            case RARP -> ip4(address, mask, direction, Carrier.RARP);
            case DECNET -> decnet(address, direction);
            default -> throw misapplied(qualifiers, "ip ");
        };
    }

    private Predicate ip4(int address, int mask, Direction direction, Carrier carrier) {
        return Directions.of(
                state,
                direction,
                OTHER_ADDRESSES,
                () -> Tests.and(link.carries(carrier.etherType), loads.masked(NETWORK, carrier.source, 4, address, mask)),
                () -> Tests.and(link.carries(carrier.etherType), loads.masked(NETWORK, carrier.destination, 4, address, mask)));
    }

    /** An IPv6 address or network, 16 bytes each. */
    Predicate ip6(byte[] address, byte[] mask, Qualifiers qualifiers) {
        if (qualifiers.protocol() != Protocol.NONE && qualifiers.protocol() != Protocol.IP6) {
            throw misapplied(qualifiers, "ip6 ");
        }
        return Directions.of(
                state, qualifiers.direction(), OTHER_ADDRESSES, () -> ip6At(8, address, mask), () -> ip6At(24, address, mask));
    }

    private Predicate ip6At(int offset, byte[] address, byte[] mask) {
        final Predicate[] parts = new Predicate[5];
        parts[0] = link.carries(EtherTypes.IP6);
        for (int i = 0; i < 4; i++) {
            final int word = Loads.bigEndian(address, 4 * i, 4);
            parts[1 + i] = loads.masked(NETWORK, offset + 4 * i, 4, word, Loads.bigEndian(mask, 4 * i, 4));
        }
        return Tests.and(parts);
    }

    private RuntimeException misapplied(Qualifiers qualifiers, String family) {
        final String what = qualifiers.type() == Type.NET ? "net" : "host";
        final String name = Protocols.word(qualifiers.protocol());
        return switch (qualifiers.protocol()) {
            case LINK -> state.errorWithHint(
                    "a MAC address has six parts, as in 00:11:22:33:44:55", "link-layer modifier applied to %s%s", family, what);
            case ATALK, AARP, LAT, SCA, MOPRC, MOPDL, ISO -> state.error("%s host filtering not implemented", name);
            default -> state.error("'%s' modifier applied to %s%s", name, family, what);
        };
    }

    /** A DECnet address, area in the upper 6 of 16 bits; on the wire the lower byte comes first. */
    private Predicate decnet(int address, Direction direction) {
        final int swapped = Short.toUnsignedInt(Short.reverseBytes((short) address));
        return Directions.of(
                state,
                direction,
                OTHER_ADDRESSES,
                () -> decnet(swapped, new int[] {5, 6, 17, 18}),
                () -> decnet(swapped, new int[] {3, 4, 9, 10}));
    }

    /** Short and long headers, each without and with a byte of padding, in that order in {@code offsets}. */
    private Predicate decnet(int address, int[] offsets) {
        return Tests.and(
                link.carries(EtherTypes.DECNET),
                Tests.or(
                        Tests.and(loads.masked(NETWORK, 2, 1, 0x02, 0x07), loads.equal(NETWORK, offsets[0], 2, address)),
                        Tests.and(loads.masked(NETWORK, 2, 2, 0x8102, 0xff07), loads.equal(NETWORK, offsets[1], 2, address)),
                        Tests.and(loads.masked(NETWORK, 2, 1, 0x06, 0x07), loads.equal(NETWORK, offsets[2], 2, address)),
                        Tests.and(loads.masked(NETWORK, 2, 2, 0x8106, 0xff07), loads.equal(NETWORK, offsets[3], 2, address))));
    }
}
