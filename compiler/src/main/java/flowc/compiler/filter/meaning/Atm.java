package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.LINK_HEADER;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Predicate;
import flowc.filter.spec.LinkType;

/**
 * Cells of SunATM: direction and kind of traffic in byte 0, VPI in 1, VCI in 2 and 3, then the payload. Sources: pcap-filter(7), LINKTYPE_SUNATM.
 */
final class Atm {
    static final int PAYLOAD = 4;
    /** First bytes of a control frame of LAN emulation. */
    static final int LANE_CONTROL = 0xff00;

    private static final int KIND_LANE = 1;
    private static final int KIND_LLC = 2;
    /** Q.2931 message type, behind the payload's start. */
    private static final int MESSAGE_TYPE = PAYLOAD + 5;
    private static final int[] CONNECT_MESSAGES = {0x5a, 0x4d, 0x0f, 0x07, 0x05, 0x02};
    private static final int[] META_CONNECT_MESSAGES = {0x5a, 0x4d, 0x07, 0x05, 0x02};

    private final LinkState state;
    private final Loads loads;

    Atm(LinkState state, Loads loads) {
        this.state = state;
        this.loads = loads;
    }

    Predicate word(String word) {
        if (state.outermostType != LinkType.SUNATM) {
            throw state.error("'%s' supported only on raw ATM", word);
        }
        return switch (word) {
            case "lane" -> lane();
            case "llc" -> isLlc();
            case "metac" -> channel(1);
            case "bcc" -> channel(2);
            case "oamf4sc" -> channel(3);
            case "oamf4ec" -> channel(4);
            case "oam", "oamf4" -> Tests.and(vpi(0), Tests.or(vci(3), vci(4)));
            case "sc" -> channel(5);
            case "ilmic" -> channel(16);
            case "connectmsg" -> Tests.and(channel(5), message(CONNECT_MESSAGES));
            case "metaconnect" -> Tests.and(channel(1), message(META_CONNECT_MESSAGES));
            default -> throw state.error("unknown ATM word '%s'", word);
        };
    }

    Predicate field(FilterExpression.FieldTest test) {
        if (state.outermostType != LinkType.SUNATM) {
            throw state.error("'%s' supported only on raw ATM", test.field());
        }
        final Comparison comparison = Tests.ofField(test);
        final boolean path = test.field().equals("vpi");
        return loads.compare(comparison, LINK_HEADER, path ? 1 : 2, path ? 1 : 2, (int) test.value());
    }

    Predicate isLlc() {
        return kind(KIND_LLC);
    }

    /** LAN emulation; what follows is about the Ethernet frame inside. */
    private Predicate lane() {
        final Predicate lane = kind(KIND_LANE);
        state.enter(LinkType.EN10MB, Offset.at(PAYLOAD + 2));
        state.typeField = state.header.plus(12);
        state.payload = state.header.plus(14);
        state.network = 0;
        state.networkWithoutSnap = 3;
        return lane;
    }

    private Predicate kind(int kind) {
        return loads.masked(LINK_HEADER, 0, 1, kind, 0x0f);
    }

    private Predicate channel(int channel) {
        return Tests.and(vpi(0), vci(channel));
    }

    private Predicate vpi(int value) {
        return loads.equal(LINK_HEADER, 1, 1, value);
    }

    private Predicate vci(int value) {
        return loads.equal(LINK_HEADER, 2, 2, value);
    }

    private Predicate message(int... types) {
        final Predicate[] any = new Predicate[types.length];
        for (int i = 0; i < types.length; i++) {
            any[i] = loads.equal(LINK_HEADER, MESSAGE_TYPE, 1, types[i]);
        }
        return Tests.or(any);
    }
}
