package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.filter.ast.Qualifiers;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.grammar.PcapFilterParser;
import flowc.grammar.PcapFilterParser.ExpressionContext;
import flowc.grammar.PcapFilterParser.IdContext;
import flowc.grammar.PcapFilterParser.IdentifierContext;
import flowc.grammar.PcapFilterParser.NumberContext;
import flowc.grammar.PcapFilterParser.OperandContext;
import java.util.List;
import java.util.OptionalLong;
import org.antlr.v4.runtime.Token;

/** Builds ids, behind their qualifiers or on their own, and parentheses full of ids. */
final class IdBuilder {
    private final TreeDepth depth;
    private final Slips slips;

    IdBuilder(TreeDepth depth, Slips slips) {
        this.depth = depth;
        this.slips = slips;
    }

    /** Whether this is an id, or begins with one inside its parentheses, where a condition may stand as well. */
    static boolean isId(OperandContext operand) {
        OperandContext rule = operand;
        while (true) {
            if (rule.NOT() != null) {
                rule = rule.operand();
            } else if (rule.condition() != null) {
                return rule.condition() instanceof PcapFilterParser.InheritingContext;
            } else if (single(rule) instanceof PcapFilterParser.GroupContext group) {
                rule = group.expression().operand(0);
            } else {
                return single(rule) instanceof PcapFilterParser.PlainNumberContext;
            }
        }
    }

    /** The number that this is without any operator; null for anything else. */
    private static NumberContext single(OperandContext rule) {
        return rule.comparison() == null || !rule.comparison().operator().isEmpty() ? null : rule.comparison().number(0);
    }

    /** Behind its qualifiers. */
    FilterExpression id(IdContext rule, Qualifiers qualifiers) {
        if (rule.NOT() != null) {
            depth.enter(1, Places.of(rule));
            final FilterExpression operand = id(rule.id(), qualifiers);
            depth.leave(1);
            return new FilterExpression.Not(operand, Places.of(rule));
        }
        if (rule.expression() != null) {
            return parenthesised(rule.expression(), qualifiers, Places.of(rule));
        }
        return rule.NUMBER() != null ? number(rule.getStart(), qualifiers, Places.of(rule)) : identifier(rule.identifier(), qualifiers);
    }

    /** On its own, behind {@code and} or {@code or}. */
    FilterExpression operand(OperandContext rule, Qualifiers qualifiers) {
        if (rule.NOT() != null) {
            depth.enter(1, Places.of(rule));
            final FilterExpression operand = operand(rule.operand(), qualifiers);
            depth.leave(1);
            return new FilterExpression.Not(operand, Places.of(rule));
        }
        if (rule.condition() instanceof PcapFilterParser.InheritingContext id) {
            return identifier(id.identifier(), qualifiers);
        }
        return switch (single(rule)) {
            case PcapFilterParser.PlainNumberContext plain -> number(plain.getStart(), qualifiers, Places.of(plain));
            case PcapFilterParser.GroupContext group -> parenthesised(group.expression(), qualifiers, Places.of(group));
            case null, default -> throw slips.noIdInParentheses(rule);
        };
    }

    private FilterExpression parenthesised(ExpressionContext rule, Qualifiers qualifiers, Place place) {
        final Token number = number(rule);
        if (number != null) {
            return number(number, qualifiers, place);
        }
        final int runs = 1 + Runs.count(rule);
        depth.enter(runs, place);
        final Runs chain = new Runs();
        final List<OperandContext> operands = rule.operand();
        chain.add(null, first(operands.getFirst(), qualifiers));
        for (int i = 1; i < operands.size(); i++) {
            chain.add(Runs.operator(rule, i), operand(operands.get(i), qualifiers));
        }
        depth.leave(runs);
        return chain.join();
    }

    /** libpcap's grammar has no parentheses first in parentheses here but those around one number. */
    private FilterExpression first(OperandContext rule, Qualifiers qualifiers) {
        if (single(rule) instanceof PcapFilterParser.GroupContext group) {
            final Token number = number(group.expression());
            if (number == null) {
                throw slips.parenthesesFirst(group);
            }
            return number(number, qualifiers, Places.of(group));
        }
        return operand(rule, qualifiers);
    }

    /** The number that is all there is, within parentheses or not; null when something else is. */
    private static Token number(ExpressionContext expression) {
        ExpressionContext rule = expression;
        while (rule.operand().size() == 1) {
            if (single(rule.operand(0)) instanceof PcapFilterParser.PlainNumberContext plain) {
                return plain.getStart();
            }
            if (!(single(rule.operand(0)) instanceof PcapFilterParser.GroupContext group)) {
                return null;
            }
            rule = group.expression();
        }
        return null;
    }

    private static FilterExpression number(Token token, Qualifiers qualifiers, Place place) {
        return new FilterExpression.Number(qualifiers, Values.number(token), place);
    }

    private FilterExpression identifier(IdentifierContext rule, Qualifiers qualifiers) {
        final Place place = Places.of(rule);
        final Token first = rule.getStart();
        final OptionalLong length = rule.NUMBER() == null ? OptionalLong.empty() : OptionalLong.of(Values.number(rule.NUMBER().getSymbol()));
        return switch (first.getType()) {
            case PcapFilterParser.MAC -> new FilterExpression.Mac(qualifiers, Values.mac(first), place);
            case PcapFilterParser.ARCNET -> new FilterExpression.Arcnet(qualifiers, Values.arcnet(first), place);
            case PcapFilterParser.IP6_ADDRESS -> new FilterExpression.Ip6(qualifiers, Values.ip6(first), length, place);
            case PcapFilterParser.DOTTED -> dotted(rule, qualifiers, length);
            default -> {
                slips.checkName(first, qualifiers);
                yield new FilterExpression.Name(qualifiers, Values.name(first), place);
            }
        };
    }

    private static FilterExpression dotted(IdentifierContext rule, Qualifiers qualifiers, OptionalLong length) {
        final Token first = rule.getStart();
        final Place place = Places.of(rule);
        final boolean isDecnet = qualifiers.protocol() == Protocol.DECNET && first == rule.getStop();   // area.node
        if (!isDecnet) {
            Values.checkDotted(first);
        }
        if (rule.MASK() != null) {
            final Token mask = rule.DOTTED(1).getSymbol();
            Values.checkDotted(mask);
            return new FilterExpression.DottedMask(qualifiers, first.getText(), mask.getText(), place);
        }
        return length.isPresent() ? new FilterExpression.DottedPrefix(qualifiers, first.getText(), length.getAsLong(), place)
                : new FilterExpression.Dotted(qualifiers, first.getText(), place);
    }
}
