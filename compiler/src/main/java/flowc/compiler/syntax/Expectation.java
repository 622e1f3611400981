package flowc.compiler.syntax;

import flowc.grammar.Flow;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Words for sets of tokens that may come next: families first, then what is left. */
final class Expectation {
    private static final int MAX_SIGNS = 4;

    private Expectation() {}

    /** Rules that hold items; what stands in the place of one is looked at as a whole. */
    static boolean isBody(int rule) {
        return item(rule) != null;
    }

    private static String item(int rule) {
        return switch (rule) {
            case Flow.RULE_file -> "a declaration";
            case Flow.RULE_table -> "'{' or an option of the table";
            case Flow.RULE_tableBody -> "a field, 'on' or 'every'";
            case Flow.RULE_headerItems, Flow.RULE_struct, Flow.RULE_layerBody -> "a field";
            case Flow.RULE_enumeration -> "a member";
            case Flow.RULE_block -> "a statement";
            case Flow.RULE_matchBody -> "a pattern or 'else'";
            case Flow.RULE_test -> "'run'";
            default -> null;
        };
    }

    /** What a rule is called where nothing more exact is known. */
    static String construct(int rule) {
        return switch (rule) {
            case Flow.RULE_tableItem, Flow.RULE_handler, Flow.RULE_fields -> "a table's body";
            case Flow.RULE_headerItem -> "a header";
            case Flow.RULE_keyItem, Flow.RULE_key, Flow.RULE_keyTerm -> "a key";
            case Flow.RULE_dumpSubject, Flow.RULE_dumpOption -> "dump";
            case Flow.RULE_type, Flow.RULE_bareType -> "a type";
            case Flow.RULE_suffix -> "an expression";
            case Flow.RULE_declaration, Flow.RULE_layer -> "a declaration";
            default -> "this place";
        };
    }

    /** What any of the alternatives that were still possible could have gone on with. */
    static IntervalSet at(NoViableAltException error, Parser parser) {
        final IntervalSet expected = new IntervalSet();
        for (final ATNConfig dead : error.getDeadEndConfigs()) {
            expected.addAll(parser.getATN().nextTokens(dead.state));
        }
        expected.remove(Token.EPSILON);
        return expected;
    }

    static String describe(IntervalSet expected, int rule) {
        final String item = item(rule);
        if (item != null && (expected.contains(Flow.NAME) || isWhole(rule, expected))) {
            return item;
        }
        final List<String> choices = new ArrayList<>();
        IntervalSet rest = expected;
        if (expected.contains(Flow.PACKET) && !expected.contains(Flow.NAME)) {
            return "'new', 'packet' or 'expire'";
        }
        if (expected.contains(Flow.ADD_ASSIGN)) {
            return "'=' or a call";
        }
        if (expected.contains(Flow.IMPORT) && !expected.contains(Flow.NAME)) {
            rest = withoutFamilies(expected, false);    // a declaration ends here, and any may follow
        } else if (expected.contains(Flow.NAME)) {
            choices.add(family(expected, rule));
            rest = withoutFamilies(expected, expected.contains(Flow.INTEGER));
        }
        final List<String> signs = signs(rest, rest.size() > MAX_SIGNS);
        choices.addAll(signs);
        return choices.isEmpty() ? "something else" : join(choices);
    }

    private static boolean isWhole(int rule, IntervalSet expected) {
        return rule == Flow.RULE_file || rule == Flow.RULE_test || rule == Flow.RULE_matchBody
                || rule == Flow.RULE_table && expected.contains(Flow.IDLE);
    }

    private static String family(IntervalSet expected, int rule) {
        if (expected.contains(Flow.EMIT)) {
            return "a statement";
        }
        if (expected.contains(Flow.INTEGER)) {
            return "an expression";
        }
        return rule == Flow.RULE_type || rule == Flow.RULE_bareType ? "a type" : "a name";
    }

    private static IntervalSet withoutFamilies(IntervalSet expected, boolean expressions) {
        final IntervalSet families = new IntervalSet();
        families.add(Flow.LET, Flow.NAME);
        if (expressions) {
            families.add(Flow.FLOAT, Flow.MAC);
            for (final int type : new int[] {Flow.MINUS, Flow.TILDE, Flow.BANG, Flow.PAREN, Flow.PAREN_FIRST, Flow.QUOTE, Flow.SINGLE_QUOTED}) {
                families.add(type);
            }
        }
        return expected.subtract(families);
    }

    private static List<String> signs(IntervalSet expected, boolean many) {
        final List<String> signs = new ArrayList<>();
        for (final int type : expected.toList()) {
            final String sign = sign(type);
            final boolean isOperator = type >= Flow.EQUAL && type <= Flow.DOT || type == Flow.OR || type == Flow.AND || type == Flow.IN
                    || type == Flow.NOT || type == Flow.AS;
            if (sign != null && !(many && isOperator) && !signs.contains(sign)) {
                signs.add(sign);
            }
        }
        return signs;
    }

    /** Null for tokens that are there for slips only. */
    private static String sign(int type) {
        return switch (type) {
            case Flow.BRACE -> "'{'";
            case Flow.PAREN_FIRST -> "'('";
            case Flow.BRACKET_FIRST -> "'['";
            case Flow.QUOTE -> "a text";
            case Flow.QUOTE_CLOSE -> "'\"'";
            case Flow.UNORDERED -> "'unordered'";
            case Flow.RETURN_ALONE -> "'return'";
            case Flow.AND_C, Flow.OR_C, Flow.BANG, Flow.SINGLE_QUOTED, Flow.SEMICOLON, Flow.EOF -> null;
            case Flow.INTEGER, Flow.HEX -> "a number";
            default -> Flow.VOCABULARY.getLiteralName(type) == null ? null : Flow.VOCABULARY.getLiteralName(type);
        };
    }

    private static String join(List<String> choices) {
        final int last = choices.size() - 1;
        return last == 0 ? choices.getFirst() : String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
    }
}
