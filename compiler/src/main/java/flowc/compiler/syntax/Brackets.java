package flowc.compiler.syntax;

import static flowc.compiler.source.Code.NESTING_TOO_DEEP;
import static flowc.compiler.source.Code.SYNTAX;

import flowc.grammar.FlowLexer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Looks at brackets before the parser does: how deep they nest, and which brace nothing closes. */
final class Brackets {
    /** Brackets of all kinds within each other; also the limit for chains of operators and suffixes. */
    static final int MAX_DEPTH = 200;

    private final Positions positions;
    private final Reporter reporter;
    private final Deque<Token> openBraces = new ArrayDeque<>();
    private Token suspect;
    private Token brokenString;
    private int lostWithStrings;

    private Brackets(Positions positions, Reporter reporter) {
        this.positions = positions;
        this.reporter = reporter;
    }

    /** Whether the tokens can be parsed at all; if not, says why. */
    static boolean check(List<? extends Token> tokens, Positions positions, Reporter reporter) {
        final Brackets brackets = new Brackets(positions, reporter);
        if (brackets.tooDeep(tokens)) {
            return false;
        }
        brackets.findUnclosed(tokens);
        return true;
    }

    private boolean tooDeep(List<? extends Token> tokens) {
        int depth = 0;
        for (final Token token : tokens) {
            if (FlowTokens.opens(token.getType())) {
                depth++;
            } else if (FlowTokens.closes(token.getType())) {
                depth = Math.max(0, depth - 1);
            }
            if (depth > MAX_DEPTH) {
                reporter.always(NESTING_TOO_DEEP, positions.of(token), "brackets are nested more than %d deep", MAX_DEPTH);
                return true;
            }
        }
        return false;
    }

    private void findUnclosed(List<? extends Token> tokens) {
        for (final Token token : tokens) {
            if (token.getType() == FlowLexer.BRACE || token.getType() == FlowLexer.HOLE) {
                openBraces.push(token);
            } else if (token.getType() == FlowLexer.BRACE_CLOSE && !openBraces.isEmpty()) {
                close(openBraces.pop(), token);
            } else if (token.getType() == FlowLexer.QUOTE_CLOSE && token.getStopIndex() < token.getStartIndex()) {
                lose(token);
            }
        }
        if (!openBraces.isEmpty() && openBraces.size() <= lostWithStrings) {
            reporter.silenceFrom(brokenString.getStartIndex());
        } else if (!openBraces.isEmpty()) {
            final Token open = suspect == null ? openBraces.peek() : suspect;
            reporter.always(SYNTAX, positions.of(open), "this '{' is never closed").hint("add the missing '}'");
            reporter.silenceFrom(open.getStartIndex());
        }
    }

    /** What stood behind the quote of a string that is not closed is not among the tokens: braces that it closes are not missing. */
    private void lose(Token end) {
        brokenString = brokenString == null ? end : brokenString;
        final String text = positions.source().text();
        for (int i = end.getStartIndex(); i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r'; i++) {
            lostWithStrings += text.charAt(i) == '}' ? 1 : 0;
        }
    }

    /** A closing brace left of the line that opened it most likely belongs to an outer one. */
    private void close(Token open, Token closing) {
        if (suspect == null && closing.getLine() > open.getLine()) {
            final int indent = indent(closing);
            suspect = indent == closing.getCharPositionInLine() && indent < indent(open) ? open : null;
        }
    }

    /** Blanks before the first other character of the token's line. */
    private int indent(Token token) {
        final String text = positions.source().text();
        final int start = token.getStartIndex() - token.getCharPositionInLine();
        int indent = 0;
        while (text.charAt(start + indent) == ' ' || text.charAt(start + indent) == '\t') {
            indent++;
        }
        return indent;
    }
}
