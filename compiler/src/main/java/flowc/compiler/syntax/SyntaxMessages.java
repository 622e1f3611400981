package flowc.compiler.syntax;

import static flowc.compiler.source.Code.SYNTAX;

import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Span;
import flowc.grammar.Flow;
import flowc.grammar.FlowLexer;
import java.util.Optional;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Says what was expected and what was found, in the language's words. */
final class SyntaxMessages {
    private final Positions positions;
    private final Reporter reporter;
    private final SyntaxHints hints;

    SyntaxMessages(Positions positions, Reporter reporter) {
        this.positions = positions;
        this.reporter = reporter;
        this.hints = new SyntaxHints(positions);
    }

    void report(Parser parser, RecognitionException error) {
        final TokenStream tokens = parser.getTokenStream();
        final Token found = error.getOffendingToken();
        final int rule = parser.getContext().getRuleIndex();
        final boolean late = error instanceof NoViableAltException choice && choice.getStartToken() != found;
        final IntervalSet expected = late ? new IntervalSet() : error.getExpectedTokens();
        final Token before = before(tokens, found);
        final boolean lineEnds = before != null && before.getLine() < found.getLine() && !Expectation.isBody(rule) && !isQuote(before);
        final Span place = lineEnds ? new Span(positions.source(), positions.of(before).end(), positions.of(before).end()) : positions.of(found);
        final String what = found.getType() == Token.EOF ? "the end of the file" : lineEnds ? "the end of the line" : describe(found);
        final Diagnostic diagnostic = expected.isNil()
                ? reporter.error(SYNTAX, place, "unexpected %s in %s", what, Expectation.construct(rule))
                : reporter.error(SYNTAX, place, "expected %s, found %s", Expectation.describe(expected, rule), what);
        opener(tokens, found, expected).ifPresent(open -> diagnostic.note(positions.of(open), "this '%s' is open", positions.text(open)));
        diagnostic.hint("%s", hints.hint(new SyntaxHints.Place(tokens, before, found, rule, expected)));
    }

    private static boolean isQuote(Token token) {
        return token.getType() == FlowLexer.QUOTE;
    }

    private String describe(Token token) {
        return switch (token.getType()) {
            case FlowLexer.QUOTE -> "a text";
            case FlowLexer.TEXT_CHARACTERS, FlowLexer.ESCAPE -> "more text";
            default -> "'" + positions.text(token) + "'";
        };
    }

    private static Token before(TokenStream tokens, Token found) {
        int index = found.getTokenIndex() - 1;
        while (index >= 0 && FlowTokens.isHidden(tokens.get(index))) {
            index--;
        }
        return index < 0 ? null : tokens.get(index);
    }

    /** The open bracket that the expected one would close; braces are looked after by {@link Brackets}. */
    private static Optional<Token> opener(TokenStream tokens, Token found, IntervalSet expected) {
        if (!expected.contains(Flow.PAREN_CLOSE) && !expected.contains(Flow.BRACKET_CLOSE)) {
            return Optional.empty();
        }
        int depth = 0;
        for (int i = found.getTokenIndex() - 1; i >= 0; i--) {
            final int type = tokens.get(i).getType();
            depth += FlowTokens.closes(type) ? 1 : FlowTokens.opens(type) ? -1 : 0;
            if (depth < 0) {
                return Optional.of(tokens.get(i));
            }
        }
        return Optional.empty();
    }
}
