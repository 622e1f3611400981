package flowc.compiler.filter.meaning;

/** Numbers that name what a frame carries: Ethernet types, and LLC service access points below 1501. Sources: IEEE 802, RFC 1661. */
final class EtherTypes {
    static final int IP = 0x0800;
    static final int ARP = 0x0806;
    static final int RARP = 0x8035;
    static final int IP6 = 0x86dd;
    static final int ATALK = 0x809b;
    static final int AARP = 0x80f3;
    static final int DECNET = 0x6003;
    static final int LAT = 0x6004;
    static final int SCA = 0x6007;
    static final int MOPDL = 0x6001;
    static final int MOPRC = 0x6002;
    static final int MPLS = 0x8847;
    static final int PPPOE_DISCOVERY = 0x8863;
    static final int PPPOE_SESSION = 0x8864;
    static final int NOVELL = 0x8137;
    static final int TRANSPARENT_BRIDGING = 0x6558;
    static final int SAP_IP = 0x06;
    static final int SAP_STP = 0x42;
    static final int SAP_IPX = 0xe0;
    static final int SAP_NETBEUI = 0xf0;
    static final int SAP_ISO = 0xfe;
    /** Greatest 802.3 length; what is larger is a type. */
    static final int MAX_LENGTH = 1500;

    private EtherTypes() {}

    static boolean isServiceAccessPoint(int type) {
        return Integer.compareUnsigned(type, MAX_LENGTH) <= 0;
    }

    /** PPP's number of the protocol that has {@code type} on Ethernet; {@code type} itself where it has none. */
    static int toPpp(int type) {
        return switch (type) {
            case IP -> 0x21;
            case IP6 -> 0x57;
            case DECNET -> 0x27;
            case ATALK -> 0x29;
            case 0x0600 -> 0x25;
            case SAP_ISO -> 0x23;
            case SAP_STP -> 0x31;
            case SAP_IPX -> 0x2b;
            default -> type;
        };
    }
}
