package flowc.compiler.filter.syntax;

import flowc.grammar.PcapFilterParser;
import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** The generated parser with a bound on its recursion, which stops at the first error. */
final class GuardedParser extends PcapFilterParser {
    private int depth;

    private GuardedParser(TokenStream tokens) {
        super(tokens);
    }

    static FilterContext parse(String text, List<Token> tokens) {
        final GuardedParser parser = new GuardedParser(new CommonTokenStream(new ListTokenSource(tokens)));
        parser.removeErrorListeners();
        parser.setErrorHandler(new FirstError(new SyntaxMessages(text, tokens)));
        return parser.filter();
    }

    @Override
    public void enterRule(ParserRuleContext context, int state, int rule) {
        if (isCounted(rule) && ++depth > TreeDepth.MAX_LEVELS) {
            throw TreeDepth.tooDeep(Places.of(getCurrentToken()));
        }
        super.enterRule(context, state, rule);
    }

    @Override
    public void exitRule() {
        depth -= isCounted(getContext().getRuleIndex()) ? 1 : 0;
        super.exitRule();
    }

    /** All cycles of the grammar lead through these rules. */
    private static boolean isCounted(int rule) {
        return rule == RULE_operand || rule == RULE_number || rule == RULE_id || rule == RULE_nestedNumber;
    }

    /** Throws at the first error; the parser goes on nowhere. */
    private static final class FirstError extends BailErrorStrategy {
        private final SyntaxMessages messages;

        FirstError(SyntaxMessages messages) {
            this.messages = messages;
        }

        @Override
        public void recover(Parser parser, RecognitionException error) {
            throw messages.at(error.getOffendingToken());
        }

        @Override
        public Token recoverInline(Parser parser) {
            throw messages.at(parser.getCurrentToken());
        }
    }
}
