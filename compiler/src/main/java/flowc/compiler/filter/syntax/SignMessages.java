package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Errors of single characters and malformed addresses. */
final class SignMessages {
    private SignMessages() {}

    static FilterError brokenAddress(Token token, List<Token> tokens) {
        return new FilterError(Places.of(token), "this is neither a MAC nor an IPv6 address",
                "a MAC address is six pairs of hexadecimal digits, an IPv6 address eight groups or fewer with '::'");
    }

    static FilterError unknown(Token token, List<Token> tokens) {
        return new FilterError(Places.of(token), "'" + token.getText() + "' has no meaning here");
    }
}
