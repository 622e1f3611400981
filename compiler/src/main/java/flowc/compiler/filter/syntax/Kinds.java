package flowc.compiler.filter.syntax;

import flowc.grammar.PcapFilterParser;
import org.antlr.v4.runtime.Token;

/** Families of tokens. */
final class Kinds {
    private Kinds() {}

    static boolean isProtocol(int type) {
        return type == PcapFilterParser.LINK || type >= PcapFilterParser.ARP && type <= PcapFilterParser.NETBEUI;
    }

    static boolean isDirection(int type) {
        return type == PcapFilterParser.SRC || type == PcapFilterParser.DST || type >= PcapFilterParser.ADDR1 && type <= PcapFilterParser.TA;
    }

    /** {@code host}, {@code net}, {@code port}…: what an id is. */
    static boolean isType(int type) {
        return type >= PcapFilterParser.HOST && type <= PcapFilterParser.GATEWAY && type != PcapFilterParser.MASK;
    }

    static boolean isComparator(int type) {
        return Words.comparison(type) != null;
    }

    static boolean isArithmetic(int type) {
        return type >= PcapFilterParser.PLUS && type <= PcapFilterParser.CARET || type == PcapFilterParser.SHIFT_LEFT || type == PcapFilterParser.SHIFT_RIGHT;
    }

    static boolean isLogic(int type) {
        return type == PcapFilterParser.AND || type == PcapFilterParser.OR;
    }

    /** A value that is no word of the language. */
    static boolean isValue(int type) {
        return type >= PcapFilterParser.ARCNET && type <= PcapFilterParser.ESCAPED;
    }

    /** A word of the language, spelt with letters. */
    static boolean isWord(Token token) {
        return token.getType() >= PcapFilterParser.DST && token.getType() <= PcapFilterParser.HSLS && Character.isLetter(token.getText().charAt(0));
    }

    /** Whether a condition or number could end with this token. */
    static boolean endsOperand(Token token) {
        final int type = token.getType();
        return isValue(type) || isProtocol(type) || type == PcapFilterParser.PAREN_CLOSE || type == PcapFilterParser.BRACKET_CLOSE
                || type == PcapFilterParser.BROADCAST || type == PcapFilterParser.MULTICAST
                || type >= PcapFilterParser.LEN && type <= PcapFilterParser.OUTBOUND
                || type >= PcapFilterParser.VLAN && type <= PcapFilterParser.ILMIC
                || type == PcapFilterParser.CONNECTMSG || type == PcapFilterParser.METACONNECT || type == PcapFilterParser.RULENUM
                || type >= PcapFilterParser.FISU && type <= PcapFilterParser.HMSU;
    }
}
