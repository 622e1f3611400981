package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import flowc.grammar.PcapFilterParser;
import org.antlr.v4.runtime.Token;

/** Usual slips, and what they should have been. */
final class Idioms {
    private Idioms() {}

    /** Null when none fits. */
    static FilterError at(Spot spot) {
        FilterError error = Foreign.at(spot);
        if (error == null) {
            error = signs(spot);
        }
        if (error == null) {
            error = numbers(spot);
        }
        return error == null ? places(spot) : error;
    }

    /** Signs that other languages write so. */
    private static FilterError signs(Spot spot) {
        final int before = spot.type(-1);
        return switch (spot.type()) {
            case PcapFilterParser.AMPERSAND -> before == PcapFilterParser.AND && spot.touches() ? spot.error("one '&' too many", "write '&&' or 'and'") : null;
            case PcapFilterParser.BAR -> before == PcapFilterParser.OR && spot.touches() ? spot.error("one '|' too many", "write '||' or 'or'") : null;
            case PcapFilterParser.EQUAL -> before == PcapFilterParser.EQUAL ? spot.error("one '=' too many", "write '=' or '=='") : null;
            case PcapFilterParser.GREATER_SIGN -> before == PcapFilterParser.EQUAL ? spot.error("'" + spot.words(-1, 0) + "' is no operator", "write '>='") : null;
            case PcapFilterParser.LESS_SIGN -> before == PcapFilterParser.EQUAL ? spot.error("'" + spot.words(-1, 0) + "' is no operator", "write '<='") : null;
            case PcapFilterParser.NOT -> spot.type(1) == PcapFilterParser.EQUAL && spot.index() > 0 && Kinds.endsOperand(spot.token(-1))
                    ? spot.error("'! =' is no operator", "write '!=' without a space") : null;
            case PcapFilterParser.STAR -> before == PcapFilterParser.STAR ? spot.error("'**' is no operator", "there are + - * / % & | ^ << >>") : null;
            default -> null;
        };
    }

    /** Numbers, ranges and prefixes of networks. */
    private static FilterError numbers(Spot spot) {
        final int before = spot.type(-1);
        final boolean afterNumber = before == PcapFilterParser.NUMBER;
        return switch (spot.type()) {
            case PcapFilterParser.SLASH -> afterNumber && spot.type(-2) == PcapFilterParser.NET
                    ? spot.error("one number alone takes no prefix length", "write 'net " + spot.word(-1) + ".0.0.0/" + (spot.word(1).isEmpty() ? "8" : spot.word(1)) + "'")
                    : null;
            case PcapFilterParser.MINUS -> afterNumber && (spot.type(-2) == PcapFilterParser.PORTRANGE || spot.type(-2) == PcapFilterParser.PORT)
                    ? spot.error("a range of ports is one word", "write 'portrange " + spot.word(-1) + "-" + (spot.word(1).isEmpty() ? "65535" : spot.word(1)) + "', without spaces")
                    : null;
            case PcapFilterParser.COLON -> colon(spot);
            case PcapFilterParser.DOTTED -> before == PcapFilterParser.SLASH ? spot.error("after '/' stands the number of bits", "a mask is written '"
                    + spot.word(-2) + " mask " + spot.word() + "'") : null;
            case PcapFilterParser.PERCENT -> before == PcapFilterParser.IP6_ADDRESS
                    ? spot.error("an address has no zone here", "leave out '" + spot.words(0, spot.type(1) == Token.EOF ? 0 : 1) + "'") : null;
            default -> null;
        };
    }

    private static FilterError colon(Spot spot) {
        if (spot.type(-1) == PcapFilterParser.NUMBER && spot.type(-2) == PcapFilterParser.PORTRANGE) {
            return spot.error("a range of ports is written with '-'", "write 'portrange " + spot.word(-1) + "-" + spot.word(1) + "'");
        }
        if (spot.type(-1) == PcapFilterParser.BRACKET_CLOSE) {
            return spot.error("the number of bytes stands inside the brackets", "write '[offset:" + spot.word(1) + "]'");
        }
        if (spot.type(-1) == PcapFilterParser.BRACKET) {
            return spot.error("the offset is missing before ':'", "write '[0:" + spot.word(1) + "]' for the first bytes");
        }
        return spot.touches() && (spot.type(-1) == PcapFilterParser.ID || spot.type(-1) == PcapFilterParser.IP6_ADDRESS || spot.type(-1) == PcapFilterParser.MAC)
                ? spot.error("this is neither a MAC nor an IPv6 address", SignMessages.ADDRESSES) : null;
    }

    /** Words in the wrong place. */
    private static FilterError places(Spot spot) {
        final int before = spot.type(-1);
        if (spot.type() == PcapFilterParser.MASK) {
            if (before == PcapFilterParser.NUMBER && spot.type(-3) == PcapFilterParser.DOTTED) {
                return spot.error("a network has a prefix length or a mask, not both", "leave out 'mask'");
            }
            return before == PcapFilterParser.IP6_ADDRESS || before == PcapFilterParser.NUMBER && spot.type(-2) == PcapFilterParser.SLASH
                    ? spot.error("'mask' stands behind an IPv4 address only", "write the prefix length: 'net fe80::/10'")
                    : spot.error("'mask' stands directly behind a network's address", "as in 'net 10.0.0.0 mask 255.0.0.0'");
        }
        if (Kinds.isDirection(before) && Kinds.isDirection(spot.type())) {
            return spot.error("two directions in a row", "write '" + spot.word(-1) + " or " + spot.word() + "', or 'and'");
        }
        if (Kinds.isLogic(before) && Kinds.isDirection(spot.type(-2)) && !Kinds.isDirection(spot.type())) {
            return spot.error("after '" + spot.words(-2, -1) + "' stands the other direction", "'" + spot.word(-2) + "' needs what it is about: '" + spot.word(-2) + " host 10.0.0.1'");
        }
        final boolean takesNumber = before == PcapFilterParser.VLAN || before == PcapFilterParser.MPLS || before == PcapFilterParser.PPPOES
                || before == PcapFilterParser.GENEVE;
        if (takesNumber && (spot.type() == PcapFilterParser.ID || spot.type() == PcapFilterParser.MINUS)) {
            return spot.error("after '" + spot.word(-1) + "' stands a number or nothing, not '" + spot.word() + "'");
        }
        if (before == PcapFilterParser.PPPOED && spot.type() == PcapFilterParser.NUMBER) {
            return spot.error("discovery has no session: 'pppoed' takes no number", "write 'pppoed', or 'pppoes " + spot.word() + "'");
        }
        return byteTest(spot);
    }

    private static FilterError byteTest(Spot spot) {
        if (spot.type(-2) == PcapFilterParser.BYTE && spot.type(-1) == PcapFilterParser.NUMBER) {
            return spot.error("'byte " + spot.word(-1) + "' is compared by one of = < > & |", "any other comparison is written 'link[" + spot.word(-1) + "] "
                    + (Kinds.isComparator(spot.type()) ? spot.word() : "!=") + " " + (spot.word(1).isEmpty() ? "0" : spot.word(1)) + "'");
        }
        return null;
    }
}
