package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.BinaryOperator;
import flowc.compiler.syntax.ast.Expression.UnaryOperator;
import flowc.compiler.types.Type;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Checks conditions and says what they prove. An atom that reads an absent header is false, so it proves the header; {@code and} proves
 * what either side does, {@code or} what both do, {@code not} nothing.
 */
final class ConditionChecker {
    private final Session session;

    ConditionChecker(Session session) {
        this.session = session;
    }

    Facts check(Expression expression, Scope scope) {
        scope.typing().type(expression, Type.Simple.BOOL);
        if (expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.AND) {
            final Facts left = check(binary.left(), scope);
            return left.and(check(binary.right(), scope.knowing(left)));
        }
        if (expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.OR) {
            return check(binary.left(), scope).or(check(binary.right(), scope));
        }
        if (expression instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT) {
            check(unary.operand(), scope);
            return Facts.NONE;
        }
        return atom(expression, scope);
    }

    private Facts atom(Expression expression, Scope scope) {
        final Set<Guard> guards = new LinkedHashSet<>();
        final Scope collecting = scope.site().place().hasPacket() ? scope.collecting(guards) : scope;
        final Type type = session.expressions.check(expression, collecting, Type.Simple.BOOL);
        scope.typing().guards(expression, guards);
        Facts proven = Facts.NONE.with(guards, session.graph);
        if (type instanceof Type.Presence) {
            proven = proven.with(presence(scope.typing().binding(expression)), session.graph);
        } else if (type != Type.Simple.BOOL && type != Type.Simple.ERROR && !(type instanceof Type.Row)) {
            notACondition(expression, type);
        }
        return proven;
    }

    private static Set<Guard> presence(Binding binding) {
        return switch (binding) {
            case Binding.HeaderPresence header -> Set.of(new Guard.HeaderPresent(header.header()));
            case Binding.LayerPresence layer -> Set.of(new Guard.LayerPresent(layer.layer()));
            case null, default -> Set.of();
        };
    }

    private void notACondition(Expression expression, Type type) {
        final var error = session.error(Code.NOT_A_CONDITION, expression.span(), "a condition is true or false, this is %s", type.text());
        if (type instanceof Type.Maybe maybe && maybe.inner() == Type.Simple.BOOL) {
            error.hint("it may be absent: write '?? false'");
        } else if (type instanceof Type.Integer) {
            error.hint("compare it: '… != 0'");
        } else if (type == Type.Simple.TEXT && expression instanceof Expression.TextLiteral) {
            error.hint("a filter as tcpdump takes it is asked so: 'pcap(%s)'", expression.span().text());
        }
    }
}
