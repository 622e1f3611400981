package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.Place;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Where tokens and rules stand in the expression. */
final class Places {
    private Places() {}

    /** Empty at the end of the text for EOF. */
    static Place of(Token token) {
        return new Place(token.getStartIndex(), Math.max(token.getStartIndex(), token.getStopIndex() + 1));
    }

    static Place of(ParserRuleContext rule) {
        return of(rule.getStart()).to(of(rule.getStop()));
    }
}
