package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.filter.ast.Qualifiers;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.grammar.PcapFilterParser;
import flowc.grammar.PcapFilterParser.ConditionContext;
import flowc.grammar.PcapFilterParser.ExpressionContext;
import flowc.grammar.PcapFilterParser.OperandContext;
import java.util.List;

/**
 * Builds conditions. On its way it keeps the qualifiers that an id takes which has none of its own: those of the condition just before it, or,
 * just after parentheses, of the condition before these.
 */
final class ConditionBuilder {
    /** A condition, and what an id behind it takes; null where there is nothing to take. */
    private record Built(FilterExpression condition, Qualifiers inherited) {}

    private final TreeDepth depth = new TreeDepth();
    private final Slips slips;
    private final ArithmeticBuilder numbers;
    private final IdBuilder ids;

    ConditionBuilder(String text) {
        slips = new Slips(text);
        numbers = new ArithmeticBuilder(depth, slips);
        ids = new IdBuilder(depth, slips);
    }

    FilterExpression filter(PcapFilterParser.FilterContext rule) {
        return rule.expression() == null ? new FilterExpression.Everything(new Place(0, 0)) : expression(rule.expression(), null).condition;
    }

    /** {@code before} is what an id takes that stands behind parentheses that begin this expression. */
    private Built expression(ExpressionContext rule, Qualifiers before) {
        final int runs = Runs.count(rule);
        depth.enter(runs, Places.of(rule));
        final Runs chain = new Runs();
        final List<OperandContext> operands = rule.operand();
        Built last = condition(operands.getFirst(), before);
        chain.add(null, last.condition);
        for (int i = 1; i < operands.size(); i++) {
            last = conditionOrId(operands.get(i), last.inherited);
            chain.add(Runs.operator(rule, i), last.condition);
        }
        depth.leave(runs);
        return new Built(chain.join(), last.inherited);
    }

    private Built conditionOrId(OperandContext rule, Qualifiers before) {
        if (!IdBuilder.isId(rule)) {
            return condition(rule, before);
        }
        if (before == null) {
            throw slips.nothingToInherit(rule);
        }
        return new Built(ids.operand(rule, before), before);
    }

    private Built condition(OperandContext rule, Qualifiers before) {
        if (rule.NOT() != null) {
            depth.enter(1, Places.of(rule));
            final Built operand = condition(rule.operand(), before);
            depth.leave(1);
            return new Built(new FilterExpression.Not(operand.condition, Places.of(rule)), operand.inherited);
        }
        if (rule.condition() != null) {
            return condition(rule.condition());
        }
        final int comparator = ArithmeticBuilder.comparator(rule.comparison());
        if (comparator >= 0) {
            return new Built(numbers.relation(rule.comparison(), comparator), null);
        }
        if (rule.comparison().operator().isEmpty() && rule.comparison().number(0) instanceof PcapFilterParser.GroupContext group) {
            depth.enter(1, Places.of(rule));
            final Built inner = expression(group.expression(), before);
            depth.leave(1);
            return new Built(inner.condition, before);
        }
        throw slips.notACondition(rule.comparison());
    }

    private Built condition(ConditionContext rule) {
        return switch (rule) {
            case PcapFilterParser.QualifiedContext qualified -> {
                final Qualifiers head = qualifiers(qualified.head());
                yield new Built(ids.id(qualified.id(), head), head);
            }
            case PcapFilterParser.InheritingContext id -> throw slips.idFirst(id.identifier());
            case PcapFilterParser.ProtocolAloneContext alone ->
                new Built(new FilterExpression.Protocol(Words.protocol(alone.protocol()), Places.of(alone)), null);
            case PcapFilterParser.OtherContext other -> new Built(PrimitiveBuilder.primitive(other.primitive()), null);
            default -> throw new IllegalStateException("the rule must be a condition: rule=" + rule.getText());
        };
    }

    private Qualifiers qualifiers(PcapFilterParser.HeadContext rule) {
        final Qualifiers.Direction direction = Words.direction(rule.direction());
        final Qualifiers.Type type = Words.type(rule.type());
        if (direction == null) {
            throw slips.sameDirectionTwice(rule.direction());
        }
        final boolean takesDirection = List.of(Qualifiers.Type.NONE, Qualifiers.Type.HOST, Qualifiers.Type.NET, Qualifiers.Type.PORT,
                Qualifiers.Type.PORTRANGE).contains(type);
        if (direction != Qualifiers.Direction.NONE && !takesDirection) {
            throw slips.noDirection(rule);
        }
        final Protocol protocol = Words.protocol(rule.protocol());
        return new Qualifiers(protocol, direction, type);
    }
}
