package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import flowc.grammar.PcapFilterParser;
import org.antlr.v4.runtime.Token;

/** Errors behind a condition, number, address or name that is complete. */
final class MissingOperator {
    static final String BYTES = "bytes are read from protocols: ether, ip, ip6, arp, tcp, udp, icmp, icmp6, sctp, …, as in 'ip[8] < 5'";

    private MissingOperator() {}

    static FilterError at(Spot spot) {
        final int type = spot.type();
        if (type == Token.EOF) {
            return spot.error("the expression ends too early, after '" + spot.word(-1) + "'");
        }
        if (isWordAlone(spot)) {
            final String word = spot.token(-1).getText();
            return new FilterError(Places.of(spot.token(-1)), "'" + spot.word(-1) + "' is no word of the filter language", WordHints.hint(word));
        }
        if (type == PcapFilterParser.BRACKET) {
            return spot.error("'" + spot.word(-1) + "' has no bytes to look at", BYTES);
        }
        if (Kinds.isComparator(type)) {
            return compared(spot);
        }
        if (Kinds.isArithmetic(type)) {
            return calculated(spot);
        }
        return switch (type) {
            case PcapFilterParser.COLON -> spot.error("':' stands only between '[' and ']', before the number of bytes",
                    spot.touches() && spot.type(-1) == PcapFilterParser.DOTTED ? "a port is written 'and port " + spot.word(1) + "'" : "");
            case PcapFilterParser.BRACKET_CLOSE, PcapFilterParser.PAREN_CLOSE -> spot.error("'" + spot.word() + "' cannot stand after '" + spot.word(-1) + "'");
            default -> adjacent(spot);
        };
    }

    /** An unknown word that nothing says the meaning of, before what makes no sense behind any name. */
    private static boolean isWordAlone(Spot spot) {
        final int before = spot.type(-2);
        final boolean isFirst = before == Token.EOF || before == PcapFilterParser.PAREN || before == PcapFilterParser.BRACKET || Kinds.isComparator(before)
                || Kinds.isArithmetic(before);
        final boolean isUsed = spot.type() == PcapFilterParser.BRACKET || Kinds.isComparator(spot.type()) || Kinds.isArithmetic(spot.type());
        final boolean isSecond = Kinds.isLogic(before) || before == PcapFilterParser.NOT;
        return spot.type(-1) == PcapFilterParser.ID && (isFirst || isSecond && (isUsed || WordHints.isMisspelt(spot.token(-1).getText())));
    }

    /** {@code tcp = 6}: what stands before is a condition. */
    private static FilterError compared(Spot spot) {
        final String before = spot.word(-1);
        if (spot.isOpen(PcapFilterParser.BRACKET)) {
            return new FilterError(Places.of(spot.open()), "this '[' is not closed before '" + spot.word() + "'", "add the ']'");
        }
        if (Kinds.isProtocol(spot.type(-1))) {
            final String value = spot.word(1);
            return spot.error("'" + before + "' is a condition, not a number that could be compared",
                    spot.type(1) == PcapFilterParser.NUMBER ? "write 'ip proto " + value + "', or read a byte: '" + before + "[0] " + spot.word() + " " + value + "'"
                            : "read a byte or more of it: '" + before + "[0]'");
        }
        return spot.error("what stands before '" + spot.word() + "' is no number that could be compared");
    }

    /** {@code tcp | udp}. */
    private static FilterError calculated(Spot spot) {
        final String hint = switch (spot.type()) {
            case PcapFilterParser.BAR -> "conditions are joined by 'or'";
            case PcapFilterParser.AMPERSAND -> "conditions are joined by 'and'";
            case PcapFilterParser.CARET -> "there is no exclusive or of conditions: write '(a and not b) or (b and not a)'";
            default -> "";
        };
        return spot.error("'" + spot.word() + "' calculates with numbers, and what stands before it is none", hint);
    }

    /** Two operands with nothing between them. */
    private static FilterError adjacent(Spot spot) {
        final String before = spot.word(-1);
        final String found = spot.word();
        final boolean afterProtocol = Kinds.isProtocol(spot.type(-1));
        String hint = "write '" + before + " and " + found + "' or '" + before + " or " + found + "'";
        if (spot.type() == PcapFilterParser.ID) {
            hint = WordHints.isMisspelt(spot.found().getText()) ? WordHints.hint(spot.found().getText())
                    : afterProtocol ? "say what '" + found + "' is: '" + before + " host " + found + "', '" + before + " port " + found + "'" : hint;
        } else if (afterProtocol && spot.type() == PcapFilterParser.NUMBER) {
            hint = isTransport(spot.type(-1)) ? "write '" + before + " port " + found + "'" : "say what the number is, as in '" + before + " proto " + found + "'";
        } else if (afterProtocol && Kinds.isValue(spot.type())) {
            hint = "write '" + before + " host " + found + "'";
        } else if (afterProtocol && Kinds.isProtocol(spot.type()) && qualifies(spot)) {
            hint = "only one protocol stands before '" + spot.word(1) + "'"
                    + (isTransport(spot.type()) ? ": write '" + before + " and " + found + " " + spot.word(1) + " …'" : "");
        }
        return spot.error("'and' or 'or' is missing before '" + found + "'", hint);
    }

    private static boolean qualifies(Spot spot) {
        return Kinds.isType(spot.type(1)) || Kinds.isDirection(spot.type(1));
    }

    private static boolean isTransport(int type) {
        return type == PcapFilterParser.TCP || type == PcapFilterParser.UDP || type == PcapFilterParser.SCTP;
    }
}
