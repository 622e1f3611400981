package flowc.compiler.syntax;

import static flowc.compiler.source.Code.SYNTAX;

import flowc.compiler.source.Span;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/** Says what was expected and what was found, in the language's words. */
final class SyntaxMessages {
    private final Positions positions;
    private final Reporter reporter;

    SyntaxMessages(Positions positions, Reporter reporter) {
        this.positions = positions;
        this.reporter = reporter;
    }

    void report(Parser parser, RecognitionException error) {
        final Token found = error.getOffendingToken();
        final Span span = positions.of(found);
        reporter.error(SYNTAX, span, "unexpected '%s'", span.text());
    }
}
