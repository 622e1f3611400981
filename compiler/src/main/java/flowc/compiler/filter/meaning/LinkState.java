package flowc.compiler.filter.meaning;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.filter.link.LinkType;

/**
 * Where the headers of a packet are for what comes next in the expression. {@code vlan}, {@code mpls}, {@code pppoes}, {@code geneve} and
 * {@code lane} move them for everything to their right.
 */
final class LinkState {
    /** Registers of classic BPF; libpcap refuses what needs more at a time, so nothing deeper than they allow has a meaning. */
    private static final int REGISTERS = 16;

    final FilterSettings settings;
    final LinkType outermostType;
    LinkType type;
    LinkType previousType;
    /** The link-layer header, and the one before it where an encapsulation was entered. */
    Offset header = Offset.at(0);
    Offset previousHeader = Offset.at(0);
    /** The field that says what is carried. */
    Offset typeField = Offset.at(Offset.NOT_SET);
    /** The first byte after the link-layer header: LLC where there is one. */
    Offset payload = Offset.at(Offset.NOT_SET);
    /** From the payload to the network header, by way of SNAP or of plain LLC. */
    int network;
    int networkWithoutSnap;
    boolean geneve;
    int mplsDepth;
    /** Of the primitive in hand, for its errors. */
    Place place = new Place(0, 0);

    private int registersTaken;
    private int nextRegister;

    LinkState(LinkType type, FilterSettings settings) {
        this.settings = settings;
        this.type = type;
        this.previousType = type;
        this.outermostType = type;
        LinkLayouts.place(this);
    }

    FilterError error(String message, Object... arguments) {
        return new FilterError(place, String.format(message, arguments));
    }

    FilterError errorWithHint(String hint, String message, Object... arguments) {
        return new FilterError(place, String.format(message, arguments), hint);
    }

    boolean isSavefile() {
        return settings.origin() != FilterSettings.Origin.LIVE;
    }

    /** Enters a header of {@code inner} type at {@code at}. */
    void enter(LinkType inner, Offset at) {
        previousType = type;
        previousHeader = header;
        type = inner;
        header = at;
        geneve = false;
    }

    /** A register that is taken for good. */
    int takeRegister() {
        hold();
        return nextRegister++;
    }

    /** A register that no predicate of libpcap's has, for what it keeps in its accumulator. */
    int takeScratch() {
        return nextRegister++;
    }

    /** Counts a value that waits in a register while others are computed. */
    void hold() {
        if (++registersTaken > REGISTERS) {
            throw error("too many registers needed to evaluate expression: at most %d numbers can wait for another", REGISTERS);
        }
    }

    void release() {
        registersTaken--;
    }
}
