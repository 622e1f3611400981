package flowc.compiler.filter.meaning;

import flowc.filter.spec.FilterSettings;
import static flowc.compiler.filter.meaning.Loads.From.LINK_HEADER;
import static flowc.compiler.filter.meaning.Loads.From.NETWORK;
import static flowc.compiler.filter.meaning.Loads.From.PREVIOUS_LINK_HEADER;
import static flowc.compiler.filter.meaning.Loads.From.TYPE_FIELD;

import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Value;

/** Tests what a frame carries, by Ethernet type or service access point, in the way of the link type at hand. */
final class LinkProtocols {
    /** AF_INET6 of the BSDs and of macOS, in the order libpcap asks for them. */
    private static final int[] FOREIGN_AF_INET6 = {30, 24, 28};
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int IPNET_INET6 = 26;
    private static final int PPP_VJ = 0x2d;
    private static final int PPP_VJ_UNCOMPRESSED = 0x2f;

    private final LinkState state;
    private final Loads loads;
    private final LlcProtocols llc;

    LinkProtocols(LinkState state, Loads loads) {
        this.state = state;
        this.loads = loads;
        this.llc = new LlcProtocols(loads);
    }

    Predicate carries(int type) {
        if (state.mplsDepth > 0) {
            return carriesBelowLabel(type);
        }
        return switch (state.type) {
            case EN10MB, NETANALYZER, NETANALYZER_TRANSPARENT -> {
                // Within Geneve the type is known whether there is an Ethernet header or not.
                final Predicate ethernet = llc.onEthernet(type);
                yield state.geneve ? ethernet : insideHeader(ethernet);
            }
            case C_HDLC -> loads.equal(TYPE_FIELD, 0, 2, type == EtherTypes.SAP_ISO ? 0xfefe : type);
            case IEEE802_11, PRISM_HEADER, IEEE802_11_RADIO, IEEE802_11_RADIO_AVS, PPI -> Tests.and(dataFrame(), llc.behindLlc(type));
            case FDDI, IEEE802, ATM_RFC1483, ATM_CLIP, IP_OVER_FC -> llc.behindLlc(type);
            case SUNATM -> Tests.and(new Atm(state, loads).isLlc(), llc.behindLlc(type));
            case LINUX_SLL -> llc.onLinuxCooked(type);
            case SLIP, SLIP_BSDOS, RAW -> byVersion(type);
            case IPV4 -> known(type == EtherTypes.IP);
            case IPV6 -> known(type == EtherTypes.IP6);
            case PPP, PPP_PPPD, PPP_SERIAL, PPP_ETHER -> loads.equal(TYPE_FIELD, 0, 2, EtherTypes.toPpp(type));
            case PPP_BSDOS -> onBsdPpp(type);
            case NULL, LOOP, ENC -> onLoopback(type);
            case PFLOG -> byFamily(type, AF_INET6);
            case IPNET -> byFamily(type, IPNET_INET6);
            case ARCNET, ARCNET_LINUX -> onArcnet(type);
            case LTALK -> known(type == EtherTypes.ATALK);
            case FRELAY -> onFrameRelay(type);
            case LINUX_SLL2, APPLE_IP_OVER_IEEE1394, SYMANTEC_FIREWALL -> loads.equal(TYPE_FIELD, 0, 2, type);
            case BACNET_MS_TP -> loads.masked(LINK_HEADER, 0, 4, 0x55ff0000, 0xffff0000);
            default -> onOthers();
        };
    }

    private Predicate onOthers() {
        if (isJuniper(state)) {
            return loads.masked(LINK_HEADER, 0, 4, 0x4d474300, 0xffffff00);
        }
        throw state.errorWithHint("link[…] and len work on every link type", "%s link-layer type filtering not implemented", state.type);
    }

    /** Every type with Juniper's magic number in front; the peer of a PIC has none. */
    static boolean isJuniper(LinkState state) {
        return state.type.name().startsWith("JUNIPER_") && state.type != flowc.filter.spec.LinkType.JUNIPER_PIC_PEER;
    }

    /** {@code inner}, after a test that the header before has one inside at all. */
    Predicate insideHeader(Predicate inner) {
        if (state.geneve) {
            final Predicate noHeader = new Predicate.Test(
                    Predicate.Comparison.EQUAL, loads.variablePart(state.header), loads.variablePart(state.payload));
            return Tests.and(Tests.not(noHeader), inner);
        }
        if (state.previousType == flowc.filter.spec.LinkType.SUNATM) {
            return Tests.and(Tests.not(loads.equal(PREVIOUS_LINK_HEADER, Atm.PAYLOAD, 2, Atm.LANE_CONTROL)), inner);
        }
        return inner;
    }

    /** 802.11: neither control nor reserved, but data. */
    Predicate dataFrame() {
        return Tests.and(Tests.not(loads.anyBit(LINK_HEADER, 0, 1, 0x04)), loads.anyBit(LINK_HEADER, 0, 1, 0x08));
    }

    private Predicate carriesBelowLabel(int type) {
        final int version = switch (type) {
            case EtherTypes.IP -> 0x40;
            case EtherTypes.IP6 -> 0x60;
            default -> throw state.errorWithHint("after mpls only ip and ip6 can be told apart", "unsupported protocol over mpls");
        };
        return Tests.and(loads.masked(NETWORK, -2, 1, 0x01, 0x01), loads.masked(NETWORK, 0, 1, version, 0xf0));
    }

    private static Predicate known(boolean carried) {
        return carried ? Tests.always() : Tests.never();
    }

    private Predicate byVersion(int type) {
        return switch (type) {
            case EtherTypes.IP -> loads.masked(Loads.From.PACKET, 0, 1, 0x40, 0xf0);
            case EtherTypes.IP6 -> loads.masked(Loads.From.PACKET, 0, 1, 0x60, 0xf0);
            default -> Tests.never();
        };
    }

    private Predicate byFamily(int type, int family6) {
        return switch (type) {
            case EtherTypes.IP -> loads.equal(LINK_HEADER, 1, 1, AF_INET);
            case EtherTypes.IP6 -> loads.equal(LINK_HEADER, 1, 1, family6);
            default -> Tests.never();
        };
    }

    private Predicate onBsdPpp(int type) {
        if (type != EtherTypes.IP) {
            return loads.equal(TYPE_FIELD, 0, 2, EtherTypes.toPpp(type));
        }
        return Tests.or(
                loads.equal(TYPE_FIELD, 0, 2, EtherTypes.toPpp(type)),
                loads.equal(TYPE_FIELD, 0, 2, PPP_VJ),
                loads.equal(TYPE_FIELD, 0, 2, PPP_VJ_UNCOMPRESSED));
    }

    private Predicate onLoopback(int type) {
        if (type == EtherTypes.IP) {
            return family(AF_INET);
        }
        if (type != EtherTypes.IP6) {
            return Tests.never();
        }
        if (!state.isSavefile()) {
            return family(AF_INET6);
        }
        return Tests.or(family(FOREIGN_AF_INET6[0]), family(FOREIGN_AF_INET6[1]), family(FOREIGN_AF_INET6[2]));
    }

    /** Of the order of the machine that captured, but for LOOP, which has network order. */
    private Predicate family(int family) {
        final boolean swapped = state.settings.origin() == FilterSettings.Origin.SWAPPED_SAVEFILE;
        final boolean networkOrder = state.type == flowc.filter.spec.LinkType.LOOP || swapped;
        return loads.equal(LINK_HEADER, 0, 4, networkOrder ? family : Integer.reverseBytes(family));
    }

    private Predicate onArcnet(int type) {
        return switch (type) {
            case EtherTypes.IP -> arcnetType(0xd4, 0xf0);
            case EtherTypes.ARP -> arcnetType(0xd5, 0xf1);
            case EtherTypes.RARP -> arcnetType(0xd6);
            case EtherTypes.ATALK -> arcnetType(0xdd);
            case EtherTypes.IP6 -> arcnetType(0xc4);
            default -> Tests.never();
        };
    }

    private Predicate arcnetType(int... types) {
        final Predicate[] any = new Predicate[types.length];
        for (int i = 0; i < types.length; i++) {
            any[i] = loads.equal(TYPE_FIELD, 0, 1, types[i]);
        }
        return Tests.or(any);
    }

    private Predicate onFrameRelay(int type) {
        return switch (type) {
            case EtherTypes.IP -> frameRelay(0xcc);
            case EtherTypes.IP6 -> frameRelay(0x8e);
            case EtherTypes.SAP_ISO -> Tests.or(frameRelay(0x81), frameRelay(0x82), frameRelay(0x83));
            default -> Tests.never();
        };
    }

    /** Unnumbered information with this network layer protocol. */
    Predicate frameRelay(int protocol) {
        final Value controlAndProtocol = loads.load(LINK_HEADER, 2, 2);
        return Tests.equal(controlAndProtocol, 0x0300 | protocol);
    }
}
