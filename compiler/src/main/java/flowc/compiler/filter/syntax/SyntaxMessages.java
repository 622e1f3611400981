package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import flowc.grammar.PcapFilterParser;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** What is wrong where the parser cannot go on. It is told from the tokens around; the first that fits is said. */
final class SyntaxMessages {
    private final String text;
    private final List<Token> tokens;

    SyntaxMessages(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    FilterError at(Token found) {
        final Spot spot = new Spot(text, tokens, found.getTokenIndex());
        final boolean wantsOperator = spot.index() > 0 && Kinds.endsOperand(spot.token(-1));
        FilterError error = closing(spot);
        if (error == null) {
            error = Idioms.at(spot);
        }
        if (error == null) {
            error = wantsOperator ? MissingOperator.at(spot) : MissingOperand.at(spot);
        }
        return error;
    }

    /** Parentheses and brackets without partner. */
    private static FilterError closing(Spot spot) {
        final Token open = spot.open();
        final boolean complete = spot.index() > 0 && Kinds.endsOperand(spot.token(-1));
        return switch (spot.type()) {
            case Token.EOF -> open == null || !complete ? null
                    : new FilterError(Places.of(open), "this '" + open.getText() + "' is never closed", "add the '" + partner(open) + "'");
            case PcapFilterParser.PAREN_CLOSE, PcapFilterParser.BRACKET_CLOSE -> {
                if (open == null) {
                    yield spot.error("this '" + spot.word() + "' closes nothing", "leave it out, or open one before");
                }
                if (!partner(open).equals(spot.word())) {
                    yield spot.error("'" + spot.word() + "' cannot close '" + open.getText() + "'", "close it with '" + partner(open) + "'");
                }
                yield open == spot.token(-1) ? spot.error("there is nothing between '" + open.getText() + "' and '" + spot.word() + "'") : null;
            }
            default -> null;
        };
    }

    private static String partner(Token open) {
        return open.getType() == PcapFilterParser.PAREN ? ")" : "]";
    }
}
