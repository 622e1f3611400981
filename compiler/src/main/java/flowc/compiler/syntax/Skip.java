package flowc.compiler.syntax;

import flowc.grammar.FlowLexer;
import java.util.function.Predicate;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** Ways to skip tokens after an error, to a place where the next thing most likely begins. */
final class Skip {
    private final TokenStream tokens;
    private int braces;
    private int others;

    private Skip(Parser parser, int start) {
        this.tokens = parser.getTokenStream();
        for (int i = start; i < tokens.index(); i++) {
            count(tokens.get(i));
        }
        if (start == tokens.index()) {
            step();
        }
    }

    /** To the next declaration's first word: at a line's start outside of braces, or at the margin whatever the braces say. */
    static void toDeclaration(Parser parser, int start) {
        new Skip(parser, start).until(skip -> skip.beginsLine() && isDeclaration(skip.tokens.LA(1))
                && (skip.braces <= 0 || skip.tokens.LT(1).getCharPositionInLine() == 0));
    }

    /** To the next item of a body: a word that begins a line, or the body's end. Statement words count within open parentheses too. */
    static void toNextItem(Parser parser, int start) {
        new Skip(parser, start).until(skip -> {
            final int next = skip.tokens.LA(1);
            final boolean item = next == FlowLexer.SEMICOLON || skip.beginsLine() && beginsItem(next) && (skip.others <= 0 || isStatement(next));
            return skip.braces <= 0 && (next == FlowLexer.BRACE_CLOSE || item);
        });
    }

    /** To a table's body or its next option. */
    static void toTableOption(Parser parser, int start) {
        new Skip(parser, start).until(skip -> skip.tokens.LA(1) == FlowLexer.BRACE || skip.tokens.LA(1) == FlowLexer.BRACE_CLOSE
                || isTableOption(skip.tokens.LA(1)) || skip.beginsLine() && isDeclaration(skip.tokens.LA(1)));
    }

    /** To the next opening brace of this line; without one nothing is skipped and the answer is false. */
    static boolean toBrace(Parser parser) {
        final TokenStream tokens = parser.getTokenStream();
        final int line = tokens.LT(1).getLine();
        int ahead = 1;
        while (tokens.LT(ahead).getLine() == line && tokens.LA(ahead) != FlowLexer.BRACE && tokens.LA(ahead) != Token.EOF) {
            ahead++;
        }
        if (tokens.LA(ahead) != FlowLexer.BRACE || tokens.LT(ahead).getLine() != line) {
            return false;
        }
        for (int i = 1; i < ahead; i++) {
            tokens.consume();
        }
        return true;
    }

    private void until(Predicate<Skip> found) {
        while (tokens.LA(1) != Token.EOF && !found.test(this)) {
            step();
        }
    }

    private void step() {
        if (tokens.LA(1) != Token.EOF) {
            count(tokens.LT(1));
            tokens.consume();
        }
    }

    private void count(Token token) {
        final int type = token.getType();
        final int change = FlowTokens.opens(type) ? 1 : FlowTokens.closes(type) ? -1 : 0;
        if (type == FlowLexer.BRACE || type == FlowLexer.HOLE || type == FlowLexer.BRACE_CLOSE) {
            braces += change;
        } else {
            others += change;
        }
    }

    private boolean beginsLine() {
        final Token before = tokens.LT(-1);
        return before == null || before.getLine() < tokens.LT(1).getLine();
    }

    private static boolean isDeclaration(int type) {
        return switch (type) {
            case FlowLexer.TRACKER, FlowLexer.IMPORT, FlowLexer.PARAM, FlowLexer.CONST, FlowLexer.LET, FlowLexer.HEADER, FlowLexer.LAYER,
                    FlowLexer.PARSER, FlowLexer.STRUCT, FlowLexer.ENUM, FlowLexer.KEY, FlowLexer.FN, FlowLexer.INPUT, FlowLexer.RING,
                    FlowLexer.LOOKUP, FlowLexer.TABLE, FlowLexer.TEST -> true;
            default -> false;
        };
    }

    private static boolean isTableOption(int type) {
        return switch (type) {
            case FlowLexer.KEY, FlowLexer.WHERE, FlowLexer.IDLE, FlowLexer.ACTIVE, FlowLexer.LIMIT, FlowLexer.WINDOW, FlowLexer.STEP,
                    FlowLexer.PERSIST, FlowLexer.CLOSE, FlowLexer.EVICT -> true;
            default -> false;
        };
    }

    private static boolean beginsItem(int type) {
        return type >= FlowLexer.LET && type <= FlowLexer.MAC && type != FlowLexer.ELSE && type != FlowLexer.THEN
                && type != FlowLexer.AND && type != FlowLexer.OR && type != FlowLexer.IN && type != FlowLexer.AS;
    }

    private static boolean isStatement(int type) {
        return type >= FlowLexer.LET && type <= FlowLexer.CONTINUE && type != FlowLexer.IF && type != FlowLexer.ELSE && type != FlowLexer.THEN;
    }
}
