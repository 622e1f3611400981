package flowc.compiler.syntax;

import flowc.grammar.FlowLexer;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Families of tokens. */
final class FlowTokens {
    private FlowTokens() {}

    /** A word, whether reserved, contextual or free. The lexer's list of words goes from {@code let} to NAME. */
    static boolean isWord(Token token) {
        return token.getType() >= FlowLexer.LET && token.getType() <= FlowLexer.NAME;
    }

    static boolean isReserved(int type) {
        return type >= FlowLexer.LET && type <= FlowLexer.AS;
    }

    static boolean opens(int type) {
        return switch (type) {
            case FlowLexer.PAREN, FlowLexer.PAREN_FIRST, FlowLexer.BRACKET, FlowLexer.BRACKET_FIRST, FlowLexer.BRACE, FlowLexer.HOLE -> true;
            default -> false;
        };
    }

    static boolean closes(int type) {
        return type == FlowLexer.PAREN_CLOSE || type == FlowLexer.BRACKET_CLOSE || type == FlowLexer.BRACE_CLOSE;
    }

    static boolean isHidden(Token token) {
        return token.getChannel() != Token.DEFAULT_CHANNEL;
    }

    /** A token of {@code type} in the place of {@code near}, covering the characters {@code [start, end)}. */
    static CommonToken at(int type, Token near, int start, int end) {
        final CommonToken token = new CommonToken(near);
        token.setType(type);
        token.setStartIndex(start);
        token.setStopIndex(end - 1);
        return token;
    }
}
