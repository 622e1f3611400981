package flowc.compiler.syntax;

import flowc.grammar.Flow;
import flowc.grammar.FlowLexer;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * What the parser does after an error: nothing is inserted or deleted; the error goes up to the innermost rule that knows
 * where it ends (a declaration, an item of a body, a condition before its block), which skips to that end. The context of
 * every rule on the way holds the exception, and the AST builders leave those out.
 */
final class Recovery extends DefaultErrorStrategy {
    private final SyntaxMessages messages;
    private RecognitionException reported;

    Recovery(SyntaxMessages messages) {
        this.messages = messages;
    }

    @Override
    public void reportError(Parser parser, RecognitionException error) {
        if (error != reported) {
            reported = error;
            messages.report(parser, error);
        }
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw new InputMismatchException(parser);
    }

    @Override
    public void recover(Parser parser, RecognitionException error) {
        final int start = parser.getContext().getStart().getTokenIndex();
        switch (parser.getContext().getRuleIndex()) {
            case Flow.RULE_file, Flow.RULE_declaration -> Skip.toDeclaration(parser, start);
            case Flow.RULE_statement, Flow.RULE_tableItem, Flow.RULE_headerItem, Flow.RULE_fields, Flow.RULE_member, Flow.RULE_layerField,
                    Flow.RULE_matchArm, Flow.RULE_testRun -> Skip.toNextItem(parser, start);
            case Flow.RULE_tableOption -> Skip.toTableOption(parser, start);
            case Flow.RULE_condition, Flow.RULE_guard, Flow.RULE_parent -> {
                if (!Skip.toBrace(parser)) {
                    throw error;
                }
            }
            default -> throw error;
        }
    }

    /** Called at every choice and loop: a loop over the items of a body skips what begins no item and goes on. */
    @Override
    public void sync(Parser parser) {
        final ATNState state = parser.getInterpreter().atn.states.get(parser.getState());
        final IntervalSet next = parser.getATN().nextTokens(state);
        if (next.contains(Token.EPSILON) || next.contains(parser.getTokenStream().LA(1))) {
            return;
        }
        final InputMismatchException error = new InputMismatchException(parser);
        final int rule = parser.getContext().getRuleIndex();
        if (!isLoop(state) || !isBody(rule) || endsBody(parser)) {
            throw error;
        }
        reportError(parser, error);
        final int start = parser.getCurrentToken().getTokenIndex();
        switch (rule) {
            case Flow.RULE_file -> Skip.toDeclaration(parser, start);
            case Flow.RULE_table -> Skip.toTableOption(parser, start);
            default -> Skip.toNextItem(parser, start);
        }
    }

    private static boolean endsBody(Parser parser) {
        final int next = parser.getTokenStream().LA(1);
        return next == Token.EOF || next == FlowLexer.BRACE_CLOSE && parser.getContext().getRuleIndex() != Flow.RULE_file;
    }

    private static boolean isLoop(ATNState state) {
        final int type = state.getStateType();
        return type == ATNState.STAR_LOOP_ENTRY || type == ATNState.STAR_LOOP_BACK;
    }

    private static boolean isBody(int rule) {
        return switch (rule) {
            case Flow.RULE_file, Flow.RULE_table, Flow.RULE_tableBody, Flow.RULE_block, Flow.RULE_headerItems, Flow.RULE_struct,
                    Flow.RULE_enumeration, Flow.RULE_layer, Flow.RULE_matchBody, Flow.RULE_test -> true;
            default -> false;
        };
    }
}
