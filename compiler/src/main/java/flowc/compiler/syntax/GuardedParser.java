package flowc.compiler.syntax;

import flowc.grammar.Flow;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.TokenStream;

/** The generated parser with a bound on its recursion, for nesting without brackets: {@code if a then b else if c then …}. */
final class GuardedParser extends Flow {
    /** More than {@link Brackets#MAX_DEPTH} brackets need, at about 20 rules each. */
    private static final int MAX_RULES = 5_000;

    /** Thrown through the generated code, which catches only its own exceptions. */
    static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super("nesting too deep", null, false, false);
        }
    }

    private int ruleDepth;

    GuardedParser(TokenStream tokens) {
        super(tokens);
    }

    @Override
    public void enterRule(ParserRuleContext context, int state, int rule) {
        if (++ruleDepth > MAX_RULES) {
            throw new TooDeep();
        }
        super.enterRule(context, state, rule);
    }

    @Override
    public void exitRule() {
        ruleDepth--;
        super.exitRule();
    }
}
