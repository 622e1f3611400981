package flowc.compiler.syntax;

import flowc.grammar.Flow;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.TokenStream;

/**
 * The generated parser with a bound on its recursion, for nesting without brackets: {@code if a then b else if c then …}.
 * All cycles of the grammar lead through brackets, which {@link Brackets} counts, or through the rules counted here.
 */
final class GuardedParser extends Flow {
    /** Thrown through the generated code, which catches only its own exceptions. */
    static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super("nesting too deep", null, false, false);
        }
    }

    private int depth;

    GuardedParser(TokenStream tokens) {
        super(tokens);
    }

    @Override
    public void enterRule(ParserRuleContext context, int state, int rule) {
        if (isCounted(rule) && ++depth > Brackets.MAX_DEPTH + 1) {
            throw new TooDeep();
        }
        super.enterRule(context, state, rule);
    }

    @Override
    public void exitRule() {
        depth -= isCounted(getContext().getRuleIndex()) ? 1 : 0;
        super.exitRule();
    }

    private static boolean isCounted(int rule) {
        return rule == RULE_expression || rule == RULE_bareType;
    }
}
