package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.Arithmetic;
import flowc.compiler.filter.ast.Qualifiers.Direction;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.ast.Qualifiers.Type;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Value;
import flowc.grammar.PcapFilterParser.DirectionContext;
import flowc.grammar.PcapFilterParser;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** What words and signs are in the tree. */
final class Words {
    /** Levels and packets of IS-IS, whose tokens have the short names. */
    private static final List<String> ISIS = List.of("L1", "L2", "IIH", "SNP", "CSNP", "PSNP", "LSP");

    private Words() {}

    static Protocol protocol(PcapFilterParser.ProtocolContext rule) {
        if (rule == null) {
            return Protocol.NONE;
        }
        final String name = PcapFilterParser.VOCABULARY.getSymbolicName(rule.getStart().getType());
        return Protocol.valueOf(ISIS.contains(name) ? "ISIS_" + name : name);
    }

    static Type type(PcapFilterParser.TypeContext rule) {
        return rule == null ? Type.NONE : Type.valueOf(PcapFilterParser.VOCABULARY.getSymbolicName(rule.getStart().getType()));
    }

    /** Null where one word stands twice, as in {@code src or src}. */
    static Direction direction(DirectionContext rule) {
        if (rule == null) {
            return Direction.NONE;
        }
        final Token first = rule.getStart();
        final Token last = rule.getStop();
        if (first == last) {
            return Direction.valueOf(PcapFilterParser.VOCABULARY.getSymbolicName(first.getType()));
        }
        if (first.getType() == last.getType()) {
            return null;
        }
        return rule.OR() != null ? Direction.SRC_OR_DST : Direction.SRC_AND_DST;
    }

    /** Null for a sign that does not compare. */
    static Comparison comparison(int type) {
        return switch (type) {
            case PcapFilterParser.EQUAL -> Comparison.EQUAL;
            case PcapFilterParser.NOT_EQUAL -> Comparison.NOT_EQUAL;
            case PcapFilterParser.LESS_SIGN -> Comparison.LESS;
            case PcapFilterParser.LESS_EQUAL -> Comparison.LESS_EQUAL;
            case PcapFilterParser.GREATER_SIGN -> Comparison.GREATER;
            case PcapFilterParser.GREATER_EQUAL -> Comparison.GREATER_EQUAL;
            default -> null;
        };
    }

    static Value.Operator operator(int type) {
        return switch (type) {
            case PcapFilterParser.PLUS -> Value.Operator.ADD;
            case PcapFilterParser.MINUS -> Value.Operator.SUBTRACT;
            case PcapFilterParser.STAR -> Value.Operator.MULTIPLY;
            case PcapFilterParser.SLASH -> Value.Operator.DIVIDE;
            case PcapFilterParser.PERCENT -> Value.Operator.REMAINDER;
            case PcapFilterParser.AMPERSAND -> Value.Operator.AND;
            case PcapFilterParser.BAR -> Value.Operator.OR;
            case PcapFilterParser.CARET -> Value.Operator.XOR;
            case PcapFilterParser.SHIFT_LEFT -> Value.Operator.SHIFT_LEFT;
            case PcapFilterParser.SHIFT_RIGHT -> Value.Operator.SHIFT_RIGHT;
            default -> throw new IllegalStateException("the token must be an operator: token=" + type);
        };
    }
}
