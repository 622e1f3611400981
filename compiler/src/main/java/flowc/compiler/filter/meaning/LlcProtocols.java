package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.LLC;
import static flowc.compiler.filter.meaning.Loads.From.TYPE_FIELD;
import static flowc.compiler.filter.predicate.Predicate.Comparison.GREATER;

import flowc.compiler.filter.predicate.Predicate;

/** Tests Ethernet types and service access points where frames may have an LLC header (IEEE 802.2), with or without SNAP behind it. */
final class LlcProtocols {
    private static final int APPLE_OUI = 0x080007;
    private static final int XEROX_OUI = 0x000000;
    private static final int COOKED_NOVELL_RAW = 1;
    private static final int COOKED_LLC = 4;

    private final Loads loads;

    LlcProtocols(Loads loads) {
        this.loads = loads;
    }

    Predicate onEthernet(int type) {
        return switch (type) {
            case EtherTypes.SAP_ISO, EtherTypes.SAP_IP, EtherTypes.SAP_NETBEUI -> Tests.and(hasLength(), bothAccessPoints(type));
            case EtherTypes.SAP_IPX -> Tests.or(
                    loads.equal(TYPE_FIELD, 0, 2, EtherTypes.NOVELL),
                    Tests.and(
                            hasLength(),
                            Tests.or(
                                    snap(XEROX_OUI, EtherTypes.NOVELL),
                                    loads.equal(LLC, 0, 1, EtherTypes.SAP_IPX),
                                    loads.equal(LLC, 0, 2, 0xffff))));
            case EtherTypes.ATALK, EtherTypes.AARP -> Tests.or(loads.equal(TYPE_FIELD, 0, 2, type), Tests.and(hasLength(), appleSnap(type)));
            default -> EtherTypes.isServiceAccessPoint(type)
                    ? Tests.and(hasLength(), loads.equal(LLC, 0, 1, type))
                    : loads.equal(TYPE_FIELD, 0, 2, type);
        };
    }

    Predicate behindLlc(int type) {
        return switch (type) {
            case EtherTypes.SAP_IP, EtherTypes.SAP_ISO, EtherTypes.SAP_NETBEUI -> bothAccessPoints(type);
            case EtherTypes.ATALK -> appleSnap(type);
            default -> EtherTypes.isServiceAccessPoint(type) ? loads.equal(LLC, 0, 1, type) : loads.equal(LLC, 6, 2, type);
        };
    }

    Predicate onLinuxCooked(int type) {
        return switch (type) {
            case EtherTypes.SAP_ISO, EtherTypes.SAP_IP, EtherTypes.SAP_NETBEUI -> Tests.and(cooked(COOKED_LLC), bothAccessPoints(type));
            case EtherTypes.SAP_IPX -> Tests.or(
                    cooked(EtherTypes.NOVELL),
                    cooked(COOKED_NOVELL_RAW),
                    Tests.and(
                            cooked(COOKED_LLC),
                            Tests.or(loads.equal(LLC, 0, 1, EtherTypes.SAP_IPX), snap(XEROX_OUI, EtherTypes.NOVELL))));
            case EtherTypes.ATALK, EtherTypes.AARP -> Tests.or(cooked(type), Tests.and(cooked(COOKED_LLC), appleSnap(type)));
            default -> EtherTypes.isServiceAccessPoint(type)
                    ? Tests.and(cooked(COOKED_LLC), loads.equal(LLC, 0, 1, type))
                    : cooked(type);
        };
    }

    /** The type field is an 802.3 length. */
    Predicate hasLength() {
        return Tests.not(loads.compare(GREATER, TYPE_FIELD, 0, 2, EtherTypes.MAX_LENGTH));
    }

    private Predicate cooked(int type) {
        return loads.equal(TYPE_FIELD, 0, 2, type);
    }

    private Predicate bothAccessPoints(int point) {
        return loads.equal(LLC, 0, 2, point << 8 | point);
    }

    /** AppleTalk has Apple's OUI; its address resolution has none. */
    private Predicate appleSnap(int type) {
        return snap(type == EtherTypes.ATALK ? APPLE_OUI : XEROX_OUI, type);
    }

    /** LLC says SNAP, and SNAP says {@code type} of {@code oui}. */
    private Predicate snap(int oui, int type) {
        final int control = 0x03;
        return Tests.and(
                loads.equal(LLC, 4, 4, oui << 16 | type),
                loads.equal(LLC, 0, 4, 0xaaaa0000 | control << 8 | oui >>> 16));
    }
}
