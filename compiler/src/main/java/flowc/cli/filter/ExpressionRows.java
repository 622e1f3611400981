package flowc.cli.filter;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.pcap.CaptureReader;
import java.util.ArrayList;
import java.util.List;

/** One expression of many, and what came of it with each capture: how many packets matched and which, or why nobody can say. One thread. */
final class ExpressionRows {
    private static final String EMPTY = "<empty>";

    private final String expression;
    /** Null when the expression is wrong on every link type. */
    private final LinkFilters filters;
    private final List<String> outcomes = new ArrayList<>();
    private MatchHash hash;
    /** Of the expression, or of it on a link type of the capture that is read; else null. */
    private String mistake;

    /** {@code expression} as its file has it. */
    ExpressionRows(FilterCommand options, String expression) {
        this.expression = expression;
        LinkFilters made = null;
        try {
            made = new LinkFilters(new ExpressionMaker(options, expression.equals(EMPTY) ? "" : expression));
        } catch (FilterMaker.Refused e) {
            mistake = error(e);
        }
        this.filters = made;
    }

    private static String error(FilterMaker.Refused refused) {
        return "ERROR\t" + refused.getMessage().lines().findFirst().orElse("").replaceFirst("^error: ", "");
    }

    /** The next capture begins. */
    void begin() {
        hash = new MatchHash();
        if (filters != null) {
            mistake = null;
        }
    }

    /** {@code burst} is what {@code reader} filled last, its first packet the capture's number {@code firstIndex}. */
    void take(PacketBurst burst, CaptureReader reader, long firstIndex) {
        if (mistake != null) {
            return;
        }
        try {
            hash.add(filters.select(burst, reader), firstIndex);
        } catch (FilterMaker.Refused e) {
            mistake = error(e);
        }
    }

    /** The capture is over; one that is not ended has no row. */
    void end() {
        outcomes.add(mistake == null ? hash.toString() : mistake);
    }

    /** The line of the capture that ended as number {@code index}, from 0 on. */
    String line(int index, String capture) {
        return expression + "\t" + capture + "\t" + outcomes.get(index) + "\n";
    }
}
