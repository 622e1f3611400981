package flowc.compiler.syntax;

import flowc.compiler.source.Source;
import flowc.compiler.source.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Where tokens and rules stand in a source. */
record Positions(Source source) {
    Span of(Token token) {
        final int length = source.text().length();
        final int start = Math.clamp(token.getStartIndex(), 0, length);
        return new Span(source, start, Math.clamp(token.getStopIndex() + 1L, start, length));
    }

    Span of(ParserRuleContext rule) {
        final Span first = of(rule.getStart());
        final boolean empty = rule.getStop() == null || rule.getStop().getStopIndex() < rule.getStart().getStartIndex();
        return empty ? new Span(source, first.start(), first.start()) : first.to(of(rule.getStop()));
    }

    String text(Token token) {
        return of(token).text();
    }

    String text(ParserRuleContext rule) {
        return of(rule).text();
    }
}
