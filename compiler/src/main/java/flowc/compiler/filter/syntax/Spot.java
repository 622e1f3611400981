package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import flowc.grammar.PcapFilterParser;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** The token at which the parser cannot go on, among its neighbours. */
record Spot(String text, List<Token> tokens, int index) {
    Token found() {
        return tokens.get(index);
    }

    /** EOF's type beyond either end. */
    int type(int offset) {
        final Token token = token(offset);
        return token == null ? Token.EOF : token.getType();
    }

    int type() {
        return type(0);
    }

    /** Null beyond either end. */
    Token token(int offset) {
        final int wanted = index + offset;
        return wanted < 0 || wanted >= tokens.size() ? null : tokens.get(wanted);
    }

    /** As written, shortened; empty beyond the ends. */
    String word(int offset) {
        final Token token = token(offset);
        return token == null || token.getType() == Token.EOF ? "" : Values.shown(token.getText());
    }

    String word() {
        return word(0);
    }

    /** From one neighbour to another, as written, shortened. */
    String words(int from, int to) {
        return Values.shown(text.substring(token(from).getStartIndex(), token(to).getStopIndex() + 1));
    }

    /** Whether nothing stands between the token before and this one. */
    boolean touches() {
        return index > 0 && token(-1).getStopIndex() + 1 == found().getStartIndex();
    }

    /** The innermost parenthesis or bracket that is open here; null when none is. */
    Token open() {
        int depth = 0;
        for (int i = index - 1; i >= 0; i--) {
            final int type = tokens.get(i).getType();
            if (type == PcapFilterParser.PAREN || type == PcapFilterParser.BRACKET) {
                if (depth == 0) {
                    return tokens.get(i);
                }
                depth--;
            } else if (type == PcapFilterParser.PAREN_CLOSE || type == PcapFilterParser.BRACKET_CLOSE) {
                depth++;
            }
        }
        return null;
    }

    boolean isOpen(int type) {
        final Token open = open();
        return open != null && open.getType() == type;
    }

    /** An error at this token. */
    FilterError error(String message, String hint) {
        return new FilterError(Places.of(found()), message, hint);
    }

    FilterError error(String message) {
        return error(message, "");
    }
}
