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
    /** {@code not} around what is checked: what is false for every packet is true there. */
    private int negations;

    ConditionChecker(Session session) {
        this.session = session;
    }

    Facts check(Expression expression, Scope scope) {
        return check(expression, null, scope);
    }

    /** {@code around} is the {@code and} or {@code or} whose right side this is; null elsewhere. */
    private Facts check(Expression expression, Expression.Binary around, Scope scope) {
        scope.typing().type(expression, Type.Simple.BOOL);
        if (expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.AND) {
            final Facts left = check(binary.left(), scope);
            final Facts both = left.and(check(binary.right(), binary, scope.knowing(left)));
            session.contradictions.look(binary, scope);
            return both;
        }
        if (expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.OR) {
            final Facts common = check(binary.left(), scope).or(check(binary.right(), binary, scope));
            session.contradictions.look(binary, scope);
            return common;
        }
        if (expression instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT) {
            negations++;
            check(unary.operand(), scope);
            negations--;
            return Facts.NONE;
        }
        return atom(expression, around, scope);
    }

    private Facts atom(Expression expression, Expression.Binary around, Scope scope) {
        final Set<Guard> guards = new LinkedHashSet<>();
        final Scope collecting = scope.site().place().hasPacket() ? scope.collecting(guards) : scope;
        final Type type = session.expressions.check(expression, collecting, Type.Simple.BOOL);
        scope.typing().guards(expression, guards);
        Facts proven = Facts.NONE.with(guards, session.graph);
        if (type instanceof Type.Presence) {
            proven = proven.with(presence(scope.typing().binding(expression)), session.graph);
        } else if (type != Type.Simple.BOOL && type != Type.Simple.ERROR && !(type instanceof Type.Row)) {
            notACondition(expression, type, around, scope);
        }
        if (negations == 0) {
            session.certainties.together(expression, proven, scope);
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

    private void notACondition(Expression expression, Type type, Expression.Binary around, Scope scope) {
        final var error = session.error(Code.NOT_A_CONDITION, expression.span(), "a condition is true or false%s",
                type == Type.Simple.NOTHING ? ": " + ExpressionChecker.noValue(expression, scope) : ", this is " + type.text());
        final String alternatives = around == null ? "" : Alternatives.hint(expression, type, around, scope.typing());
        if (session.hidden.explain(error, expression, scope)) {
            return;
        }
        if (!alternatives.isEmpty()) {
            error.hint("%s", alternatives);
        } else if (type instanceof Type.Maybe maybe && maybe.inner() == Type.Simple.BOOL) {
            error.hint("it may be absent: write '?? false'");
        } else if (Constants.evaluate(expression, scope.typing()).isPresent()) {
            error.hint("say what is compared with it: '… == %s'", expression.span().text());
        } else if (type instanceof Type.Integer) {
            error.hint("compare it: '… != 0'");
        } else if (type == Type.Simple.TEXT && expression instanceof Expression.TextLiteral) {
            error.hint("a filter as tcpdump takes it is asked so: 'pcap(%s)'", expression.span().text());
        }
    }
}
