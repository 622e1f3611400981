package flowc.compiler.filter.meaning;

import flowc.filter.spec.LinkType;

/** Where the headers are at the start of an expression, by link type. Bytes from the packet's start; network headers from the payload. */
final class LinkLayouts {
    /** LLC (3 bytes) and SNAP (5 bytes) before the network header, or LLC alone. */
    private static final int SNAP = 8;
    private static final int LLC = 3;

    private LinkLayouts() {}

    static void place(LinkState state) {
        switch (state.type) {
            case ARCNET -> set(state, 2, 6, 0, 0);
            case ARCNET_LINUX -> set(state, 4, 8, 0, 0);
            case EN10MB -> set(state, 12, 14, 0, LLC);
            case SLIP -> set(state, Offset.NOT_SET, 16, 0, 0);
            case SLIP_BSDOS -> set(state, Offset.NOT_SET, 24, 0, 0);
            case NULL, LOOP -> set(state, 0, 4, 0, 0);
            case ENC -> set(state, 0, 12, 0, 0);
            case PPP, PPP_PPPD, C_HDLC, PPP_SERIAL -> set(state, 2, 4, 0, 0);
            case PPP_ETHER -> set(state, 6, 8, 0, 0);
            case PPP_BSDOS -> set(state, 5, 24, 0, 0);
            case FDDI -> set(state, 13, 13, SNAP, LLC);
            case IEEE802 -> set(state, 14, 14, SNAP, LLC);
            case IEEE802_11, PRISM_HEADER, IEEE802_11_RADIO, IEEE802_11_RADIO_AVS, PPI -> placeWireless(state);
            case ATM_RFC1483, ATM_CLIP -> set(state, 0, 0, SNAP, LLC);
            case SUNATM -> set(state, Atm.PAYLOAD, Atm.PAYLOAD, SNAP, LLC);
            case RAW, IPV4, IPV6, LTALK, FRELAY -> set(state, Offset.NOT_SET, 0, 0, 0);
            case LINUX_SLL -> set(state, 14, 16, 0, 0);
            case LINUX_SLL2 -> set(state, 0, 20, 0, 0);
            case IP_OVER_FC -> set(state, 16, 16, SNAP, LLC);
            case APPLE_IP_OVER_IEEE1394 -> set(state, 16, 18, 0, 0);
            case SYMANTEC_FIREWALL -> set(state, 6, 44, 0, 0);
            case PFLOG -> placePacketFilterLog(state);
            case IPNET -> set(state, 1, 24, 0, -1);
            case NETANALYZER -> placeWithPseudoHeader(state, 4);
            case NETANALYZER_TRANSPARENT -> placeWithPseudoHeader(state, 12);
            default -> placeJuniper(state);
        }
    }

    private static void placeJuniper(LinkState state) {
        switch (state.type) {
            case JUNIPER_MFR, JUNIPER_MLFR, JUNIPER_MLPPP, JUNIPER_PPP, JUNIPER_CHDLC, JUNIPER_FRELAY -> set(state, 4, 4, 0, -1);
            case JUNIPER_ATM1 -> set(state, 4, 4, 0, 10);
            case JUNIPER_ATM2 -> set(state, 8, 8, 0, 10);
            case JUNIPER_PPPOE, JUNIPER_ETHER -> set(state, 16, 14, 18, 21);
            case JUNIPER_PPPOE_ATM -> set(state, 4, 6, 0, -1);
            case JUNIPER_GGSN -> set(state, 6, 12, 0, -1);
            case JUNIPER_MONITOR -> set(state, 6, 12, 0, -1);
            default -> set(state, Offset.NOT_SET, Offset.NOT_SET, -1, -1);
        }
    }

    private static void placeWireless(LinkState state) {
        set(state, Offset.NOT_SET, 0, SNAP, LLC);
        state.payload = Offset.variable();
        if (state.type != LinkType.IEEE802_11) {
            state.header = Offset.variable();
        }
        state.typeField = Offset.at(0);
    }

    private static void placePacketFilterLog(LinkState state) {
        set(state, 0, 0, 0, 0);
        state.payload = Offset.variable();
    }

    private static void placeWithPseudoHeader(LinkState state, int pseudoHeaderLength) {
        set(state, pseudoHeaderLength + 12, pseudoHeaderLength + 14, 0, LLC);
        state.header = Offset.at(pseudoHeaderLength);
    }

    private static void set(LinkState state, int typeField, int payload, int network, int networkWithoutSnap) {
        state.typeField = Offset.at(typeField);
        state.payload = Offset.at(payload);
        state.network = network;
        state.networkWithoutSnap = networkWithoutSnap;
    }
}
