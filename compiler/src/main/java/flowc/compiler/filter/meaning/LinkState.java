package flowc.compiler.filter.meaning;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.Place;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import java.util.Arrays;
import java.util.Locale;

/**
 * Where the headers of a packet are for what comes next in the expression. {@code vlan}, {@code mpls}, {@code pppoes}, {@code geneve} and
 * {@code lane} move them for everything to their right.
 */
final class LinkState {
    private static final int LONGEST_SHOWN = 100;

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

    private final Registers registers = new Registers();

    LinkState(LinkType type, FilterSettings settings) {
        this.settings = settings;
        this.type = type;
        this.previousType = type;
        this.outermostType = type;
        LinkLayouts.place(this);
    }

    FilterError error(String message, Object... arguments) {
        return new FilterError(place, text(message, arguments));
    }

    FilterError errorWithHint(String hint, String message, Object... arguments) {
        return new FilterError(place, text(message, arguments), hint);
    }

    /** Names may be as long as the expression. */
    private static String text(String message, Object[] arguments) {
        return String.format(Locale.ROOT, message, Arrays.stream(arguments)
                .map(argument -> argument instanceof String name && name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : argument).toArray());
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

    Registers registers() {
        return registers;
    }

    /** A register for a number that waits while others are computed. */
    int takeRegister() {
        return registers.take().orElseThrow(() -> error(
                "too many registers needed to evaluate expression: at most %d numbers can wait for another", Registers.COUNT));
    }

    /** A register for the place of a header. */
    int keepRegister() {
        return registers.keep(takeRegister());
    }
}
