package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** What is wrong where the parser cannot go on. */
final class SyntaxMessages {
    private final String text;
    private final List<Token> tokens;

    SyntaxMessages(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    FilterError at(Token found) {
        if (found.getType() == Token.EOF) {
            return new FilterError(Places.of(found), "the expression ends too early");
        }
        return new FilterError(Places.of(found), "'" + Values.shown(found.getText()) + "' cannot stand here");
    }
}
