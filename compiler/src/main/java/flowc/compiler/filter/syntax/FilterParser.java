package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.syntax.DeepStack;
import flowc.grammar.PcapFilterParser;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Turns the text of a pcap-filter expression into its syntax tree. Any thread; keeps nothing between calls. */
public final class FilterParser {
    /** UTF-16 units. Some thousand rules in one expression are shorter. */
    public static final int MAX_LENGTH = 1 << 18;

    /** Signs that may nest; with fewer any caller's stack is deep enough. */
    private static final int FEW_NESTING_SIGNS = 50;

    private FilterParser() {}

    /**
     * The tree of {@code text}, in which every id has its qualifiers, written or inherited, and a run of one of {@code and} and {@code or} is
     * halved, not a list, so that the tree is at most {@link TreeDepth#MAX_LEVELS} deep.
     *
     * @throws FilterError where libpcap 1.10.3 has a syntax error, and for text beyond the limits of length and nesting; nothing else is thrown
     */
    public static FilterExpression parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new FilterError(new Place(MAX_LENGTH, MAX_LENGTH), "this expression has " + text.length() + " characters, more than " + MAX_LENGTH,
                    "split it into several filters");
        }
        final List<Token> tokens = TokenReader.read(text);
        final long nesting = tokens.stream().filter(token -> nests(token.getType())).count();
        return nesting <= FEW_NESTING_SIGNS ? parse(text, tokens) : DeepStack.call(() -> parse(text, tokens));
    }

    private static FilterExpression parse(String text, List<Token> tokens) {
        return new ConditionBuilder(text).filter(GuardedParser.parse(text, tokens));
    }

    private static boolean nests(int type) {
        return type == PcapFilterParser.PAREN || type == PcapFilterParser.BRACKET || type == PcapFilterParser.NOT || type == PcapFilterParser.MINUS;
    }
}
