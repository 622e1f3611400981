package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.LINK_HEADER;
import static flowc.compiler.filter.meaning.Loads.From.LLC;

import flowc.compiler.filter.ast.FilterExpression.WlanType;
import flowc.compiler.filter.predicate.Predicate;
import java.util.HashMap;
import java.util.Map;

/** Kinds of frames: {@code llc} and its words, and 802.11's {@code type}, {@code subtype} and {@code dir}. */
final class FrameFields {
    private static final int TYPE_MASK = 0x0c;
    private static final int SUBTYPE_MASK = 0xf0;
    private static final Map<String, Integer> TYPES = Map.of("mgt", 0x00, "management", 0x00, "ctl", 0x04, "control", 0x04, "data", 0x08);
    private static final Map<String, Integer> DIRECTIONS = Map.of("nods", 0, "tods", 1, "fromds", 2, "dstods", 3);
    /** By type, subtypes from 0 in steps of 16; words for the same one by {@code |}, {@code -} for none. */
    private static final Map<Integer, String> SUBTYPES = Map.of(
            0x00,
            "assoc-req|assocreq assoc-resp|assocresp reassoc-req|reassocreq reassoc-resp|reassocresp probe-req|probereq probe-resp|proberesp - - "
                    + "beacon atim disassoc|disassociation auth|authentication deauth|deauthentication",
            0x04,
            "- - - - - - - - - - ps-poll rts cts ack cf-end cf-end-ack",
            0x08,
            "data data-cf-ack data-cf-poll data-cf-ack-poll null cf-ack cf-poll cf-ack-poll qos-data qos-data-cf-ack qos-data-cf-poll "
                    + "qos-data-cf-ack-poll qos - qos-cf-poll qos-cf-ack-poll");

    private final LinkState state;
    private final Loads loads;
    private final LinkProtocols link;

    FrameFields(LinkState state, Loads loads, LinkProtocols link) {
        this.state = state;
        this.loads = loads;
        this.link = link;
    }

    /** {@code kind} is null for any. Numbers of the control field: IEEE 802.2. */
    Predicate llc(String kind) {
        final Predicate present = llcPresent();
        if (kind == null) {
            return present;
        }
        final Predicate is = switch (kind) {
            case "i" -> Tests.not(loads.anyBit(LLC, 2, 1, 0x01));
            case "s" -> control(0x01, 0x03);
            case "u" -> control(0x03, 0x03);
            case "rr" -> control(0x01, 0x0f);
            case "rnr" -> control(0x05, 0x0f);
            case "rej" -> control(0x09, 0x0f);
            case "ui" -> control(0x03, 0xef);
            case "ua" -> control(0x63, 0xef);
            case "disc" -> control(0x43, 0xef);
            case "sabme" -> control(0x6f, 0xef);
            case "test" -> control(0xe3, 0xef);
            case "xid" -> control(0xaf, 0xef);
            case "frmr" -> control(0x87, 0xef);
            default -> throw state.errorWithHint(
                    "i, s, u, rr, rnr, rej, ui, ua, disc, sabme, test, xid or frmr", "unknown LLC type name \"%s\"", kind);
        };
        return Tests.and(present, is);
    }

    private Predicate control(int value, int mask) {
        return loads.masked(LLC, 2, 1, value, mask);
    }

    private Predicate llcPresent() {
        return switch (state.type) {
            // 0xffff would be NetWare's raw 802.3.
            case EN10MB -> Tests.and(new LlcProtocols(loads).hasLength(), Tests.not(loads.equal(LLC, 0, 2, 0xffff)));
            case SUNATM -> new Atm(state, loads).isLlc();
            case IEEE802, FDDI, ATM_RFC1483 -> Tests.always();
            case IEEE802_11, PRISM_HEADER, IEEE802_11_RADIO, IEEE802_11_RADIO_AVS, PPI -> link.dataFrame();
            default -> throw state.error("'llc' not supported for %s", state.type);
        };
    }

    Predicate wlanType(WlanType wanted) {
        if (!Wireless.isSure80211(state.type)) {
            throw state.error("802.11 link-layer types supported only on 802.11");
        }
        if (wanted.type() == null) {
            return frameControl(anySubtype(wanted.subtype()), TYPE_MASK | SUBTYPE_MASK);
        }
        final int type = type(wanted.type());
        if (wanted.subtype() == null) {
            return frameControl(type, TYPE_MASK);
        }
        return frameControl(type | subtype(type, wanted.subtype()), TYPE_MASK | SUBTYPE_MASK);
    }

    private Predicate frameControl(int value, int mask) {
        return loads.masked(LINK_HEADER, 0, 1, value, mask);
    }

    private int type(String text) {
        if (isNumber(text)) {
            return bits(text, TYPE_MASK, "type");
        }
        final Integer type = TYPES.get(text);
        if (type == null) {
            throw state.errorWithHint("mgt, ctl or data", "unknown 802.11 type name \"%s\"", text);
        }
        return type;
    }

    private int subtype(int type, String text) {
        if (isNumber(text)) {
            return bits(text, SUBTYPE_MASK, "subtype");
        }
        final Integer subtype = subtypes(type).get(text);
        if (subtype == null) {
            throw state.error("unknown 802.11 subtype name \"%s\"", text);
        }
        return subtype;
    }

    /** A subtype's word, which tells its type as well. */
    private int anySubtype(String text) {
        for (int type = 0; type <= 0x08; type += 0x04) {
            final Integer subtype = subtypes(type).get(text);
            if (subtype != null) {
                return type | subtype;
            }
        }
        throw state.error("unknown 802.11 type name \"%s\"", text);
    }

    private static Map<String, Integer> subtypes(int type) {
        final Map<String, Integer> result = new HashMap<>();
        final String[] bySubtype = SUBTYPES.getOrDefault(type, "").split(" ");
        for (int i = 0; i < bySubtype.length; i++) {
            for (final String word : bySubtype[i].split("\\|")) {
                result.put(word, i << 4);
            }
        }
        result.remove("-");
        result.remove("");
        return result;
    }

    private int bits(String text, int mask, String what) {
        final long value = number(text);
        if ((value & ~(long) mask) != 0) {
            throw state.error("invalid 802.11 %s value 0x%02x", what, value);
        }
        return (int) value;
    }

    Predicate wlanDirection(String text) {
        if (!Wireless.isSure80211(state.type)) {
            throw state.error("frame direction supported only with 802.11 headers");
        }
        final Integer direction = isNumber(text) ? Integer.valueOf((int) number(text)) : DIRECTIONS.get(text);
        if (direction == null) {
            throw state.errorWithHint("nods, tods, fromds, dstods or a number", "unknown 802.11 direction");
        }
        return loads.masked(LINK_HEADER, 1, 1, direction, 0x03);
    }

    static boolean isNumber(String text) {
        return !text.isEmpty() && Character.isDigit(text.charAt(0));
    }

    /** Decimal, octal after 0, hexadecimal after 0x; what the scanner accepts as a number. */
    private long number(String text) {
        try {
            return Long.decode(text) & 0xffff_ffffL;
        } catch (NumberFormatException notOne) {
            throw state.error("'%s' is not a number", text);
        }
    }
}
