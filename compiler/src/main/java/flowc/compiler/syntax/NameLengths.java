package flowc.compiler.syntax;

import static flowc.compiler.source.Code.SYNTAX;

import java.util.List;
import org.antlr.v4.runtime.Token;

/** Names are part of those of generated methods and fields, which a class file holds up to 65,535 bytes of. */
final class NameLengths {
    private static final int MOST = 255;

    private NameLengths() {}

    static void check(List<? extends Token> tokens, Positions positions, Reporter reporter) {
        for (final Token token : tokens) {
            final int length = token.getStopIndex() - token.getStartIndex() + 1;
            if (FlowTokens.isWord(token) && length > MOST) {
                reporter.error(SYNTAX, positions.of(token), "a name has at most %d characters, this one has %d", MOST, length);
            }
        }
    }
}
