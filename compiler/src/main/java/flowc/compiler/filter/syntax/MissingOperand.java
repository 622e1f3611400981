package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import flowc.grammar.PcapFilterParser;
import org.antlr.v4.runtime.Token;

/** Errors where a condition, a number, an address or a name should begin. */
final class MissingOperand {
    private MissingOperand() {}

    static FilterError at(Spot spot) {
        final int before = spot.type(-1);
        final String found = spot.type() == Token.EOF ? "nothing" : "'" + spot.word() + "'";
        if (Kinds.isComparator(before) || Kinds.isArithmetic(before) || before == PcapFilterParser.BRACKET) {
            return number(spot, found);
        }
        if (Kinds.isType(before)) {
            return afterType(spot, found);
        }
        if (Kinds.isDirection(before)) {
            return spot.error("after '" + spot.word(-1) + "' stands 'host', 'net', 'port', 'portrange' or an address, not " + found,
                    spot.type() == PcapFilterParser.EQUAL ? "leave the sign out" : "as in '" + spot.word(-1) + " host 10.0.0.1' or '" + spot.word(-1) + " port 80'");
        }
        if (before == PcapFilterParser.AND || before == PcapFilterParser.OR || before == PcapFilterParser.NOT) {
            return spot.error("after '" + spot.word(-1) + "' stands a condition, not " + found, Kinds.isLogic(spot.type()) ? "leave one of the two out" : "");
        }
        final String wanted = argument(before);
        if (wanted != null) {
            return spot.error("after '" + spot.word(-1) + "' stands " + wanted + ", not " + found);
        }
        if (spot.type() == Token.EOF) {
            return spot.error("a condition is missing at the end");
        }
        return spot.index() == 0 || before == PcapFilterParser.PAREN ? spot.error("a condition cannot begin with " + found)
                : spot.error(found + " cannot stand after '" + spot.word(-1) + "'");
    }

    /** What words other than the qualifiers take; null for those that take nothing. */
    private static String argument(int type) {
        return switch (type) {
            case PcapFilterParser.LESS, PcapFilterParser.GREATER -> "a number of bytes";
            case PcapFilterParser.BYTE -> "the number of a byte, as in 'byte 12 = 8'";
            case PcapFilterParser.IFINDEX -> "the number of an interface";
            case PcapFilterParser.RULENUM, PcapFilterParser.SUBRULENUM -> "the number of a rule";
            case PcapFilterParser.IFNAME, PcapFilterParser.RULESET, PcapFilterParser.ACTION -> "a name";
            case PcapFilterParser.REASON -> "a name or code";
            case PcapFilterParser.TYPE -> "'mgt', 'ctl', 'data' or a number";
            case PcapFilterParser.SUBTYPE -> "the name of a subtype, as 'beacon'";
            case PcapFilterParser.DIR -> "'nods', 'tods', 'fromds', 'dstods' or a number";
            case PcapFilterParser.MASK -> "an IPv4 mask, as '255.255.255.0'";
            case PcapFilterParser.COLON -> "the number of bytes, 1, 2 or 4";
            case PcapFilterParser.VPI, PcapFilterParser.VCI, PcapFilterParser.SIO, PcapFilterParser.OPC, PcapFilterParser.DPC, PcapFilterParser.SLS,
                 PcapFilterParser.HSIO, PcapFilterParser.HOPC, PcapFilterParser.HDPC, PcapFilterParser.HSLS -> "a number, or a comparison with one";
            default -> null;
        };
    }

    private static FilterError number(Spot spot, String found) {
        final String where = spot.type(-1) == PcapFilterParser.BRACKET ? "between '[' and ']' stands a number" : "after '" + spot.word(-1) + "' stands a number";
        return spot.error(where + ", not " + found, numberHint(spot));
    }

    private static String numberHint(Spot spot) {
        return spot.type() == PcapFilterParser.ID ? NumberHints.hint(spot.found().getText(), spot.isOpen(PcapFilterParser.BRACKET) ? protocol(spot) : "")
                : spot.type() == PcapFilterParser.DOTTED ? "addresses are no numbers: 'host " + spot.word() + "', or in hexadecimal as 0x7f000001" : "";
    }

    private static String protocol(Spot spot) {
        final int open = spot.tokens().indexOf(spot.open());
        return open > 0 ? spot.tokens().get(open - 1).getText() : "";
    }

    private static FilterError afterType(Spot spot, String found) {
        final String type = spot.word(-1);
        final String wanted = switch (spot.type(-1)) {
            case PcapFilterParser.HOST -> "an address or name";
            case PcapFilterParser.NET -> "a network, as '10.0.0.0/8'";
            case PcapFilterParser.PORT -> "a port's number or name";
            case PcapFilterParser.PORTRANGE -> "two ports, as '80-90'";
            case PcapFilterParser.GATEWAY -> "a name";
            default -> "a protocol's number or name";
        };
        final int next = spot.type();
        final String hint;
        if (Kinds.isDirection(next)) {
            hint = "the direction stands first: '" + spot.word() + " " + type + "'";
        } else if (next == Token.EOF) {
            hint = "";
        } else if (next == PcapFilterParser.MINUS) {
            hint = "there are no negative ones";
        } else if (next == PcapFilterParser.BRACKET) {
            hint = MissingOperator.BYTES;
        } else if (Kinds.isComparator(next)) {
            hint = comparison(spot, type);
        } else {
            hint = Kinds.isWord(spot.found()) ? "'" + spot.word() + "' is a word of the language; where it is a name, write '\\" + spot.word() + "'" : "";
        }
        return spot.error("after '" + type + "' stands " + wanted + ", not " + found, hint);
    }

    /** {@code port > 1024}, {@code host = 10.0.0.1}. */
    private static String comparison(Spot spot, String type) {
        final String value = spot.word(1).isEmpty() ? "…" : spot.word(1);
        final boolean isPort = spot.type(-1) == PcapFilterParser.PORT && spot.type(1) == PcapFilterParser.NUMBER;
        return switch (spot.type()) {
            case PcapFilterParser.EQUAL -> "without the sign: '" + type + " " + value + "'";
            case PcapFilterParser.NOT_EQUAL -> "write 'not " + type + " " + value + "'";
            case PcapFilterParser.GREATER_EQUAL -> isPort ? "write 'portrange " + value + "-65535'" : "";
            case PcapFilterParser.GREATER_SIGN -> isPort ? "write 'portrange " + (Values.number(spot.token(1)) + 1) + "-65535'" : "";
            case PcapFilterParser.LESS_EQUAL -> isPort ? "write 'portrange 0-" + value + "'" : "";
            default -> isPort ? "write 'portrange 0-" + Math.max(0, Values.number(spot.token(1)) - 1) + "'" : "";
        };
    }
}
