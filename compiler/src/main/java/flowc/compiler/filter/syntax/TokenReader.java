package flowc.compiler.filter.syntax;

import flowc.compiler.syntax.TextStream;
import flowc.grammar.PcapFilterLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** The tokens of an expression, EOF last; signs and numbers that libpcap's lexer refuses are errors here too. */
final class TokenReader {
    private TokenReader() {}

    static List<Token> read(String text) {
        final List<Token> tokens = scan(text);
        for (final Token token : tokens) {
            check(token, tokens);
        }
        return tokens;
    }

    /** Unchecked. */
    static List<Token> scan(String text) {
        final PcapFilterLexer lexer = new PcapFilterLexer(new TextStream("filter", text));
        lexer.removeErrorListeners();
        final List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(lexer.nextToken());
        } while (tokens.getLast().getType() != Token.EOF);
        return tokens;
    }

    private static void check(Token token, List<Token> tokens) {
        switch (token.getType()) {
            case PcapFilterLexer.NUMBER -> Values.number(token);
            case PcapFilterLexer.IP6_ADDRESS -> Values.ip6(token);
            case PcapFilterLexer.BROKEN_ADDRESS -> throw SignMessages.brokenAddress(token, tokens);
            case PcapFilterLexer.UNKNOWN -> throw SignMessages.unknown(token);
            default -> { }
        }
    }
}
