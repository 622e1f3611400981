package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.BinaryOperator;
import flowc.compiler.types.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Warns where {@code and} asks one value to be two, and where {@code or} asks it not to be one or not to be another, which it never is: people say
 * "80 and 443" of what is either, and "not 80 or 443" of what is neither.
 */
final class Contradictions {
    /** A value by its name, and the constant that it is compared with, as {@code text} has it. */
    private record Comparison(Expression whole, Expression value, Object constant, String text) {
        boolean contradicts(Comparison other) {
            return path(value).equals(path(other.value)) && !constant.equals(other.constant);
        }
    }

    private final Session session;

    Contradictions(Session session) {
        this.session = session;
    }

    /** {@code chain} is an {@code and} or {@code or} whose sides were checked. */
    void look(Expression.Binary chain, Scope scope) {
        if (session.certainties.isElsewhere(chain, scope)) {
            return;
        }
        final List<Comparison> before = comparisons(chain.left(), chain.operator(), scope.typing()).toList();
        comparisons(chain.right(), chain.operator(), scope.typing()).flatMap(after -> before.stream().filter(after::contradicts).map(earlier -> new Comparison[] {earlier, after}))
                .findFirst().ifPresent(pair -> warn(chain.operator(), pair[0], pair[1]));
    }

    private void warn(BinaryOperator operator, Comparison first, Comparison second) {
        final boolean never = operator == BinaryOperator.AND;
        final String value = second.value().span().text();
        session.diagnostics.warning(Code.ALWAYS_OR_NEVER, second.whole().span(), never ? "this is never true: '%s' is not both %s and %s" : "this is always true: '%s' is not both %s and %s",
                value, first.text(), second.text()).hint(never ? "for either write '%s in {%s, %s}'" : "for neither write '%s not in {%s, %s}'", value, first.text(), second.text());
    }

    /** What a chain of one operator compares with constants in a way that matters there. */
    private static Stream<Comparison> comparisons(Expression expression, BinaryOperator chain, Typing typing) {
        if (!(expression instanceof Expression.Binary binary)) {
            return Stream.empty();
        }
        if (binary.operator() == chain) {
            return Stream.concat(comparisons(binary.left(), chain, typing), comparisons(binary.right(), chain, typing));
        }
        if (binary.operator() != (chain == BinaryOperator.AND ? BinaryOperator.EQUAL : BinaryOperator.NOT_EQUAL)) {
            return Stream.empty();
        }
        return Stream.concat(comparison(binary, binary.left(), binary.right(), typing).stream(), comparison(binary, binary.right(), binary.left(), typing).stream());
    }

    /** Of either end of a packet both may be true. */
    private static Optional<Comparison> comparison(Expression.Binary whole, Expression value, Expression number, Typing typing) {
        final boolean isValue = !path(value).isEmpty() && constant(value, typing).isEmpty() && !(typing.type(value) instanceof Type.Either);
        return isValue ? constant(number, typing).map(constant -> new Comparison(whole, value, constant, number.span().text())) : Optional.empty();
    }

    private static Optional<?> constant(Expression expression, Typing typing) {
        return switch (expression) {
            case Expression.AddressLiteral address -> Optional.of(List.of(address.kind(), address.high(), address.low()));
            case Expression.TextLiteral text -> Optional.of(text.value());
            default -> Constants.evaluate(expression, typing);
        };
    }

    /** A name and its members; empty for all else. */
    private static String path(Expression expression) {
        return switch (expression) {
            case Expression.Name name -> name.name();
            case Expression.Member member when !path(member.target()).isEmpty() -> path(member.target()) + "." + member.name();
            default -> "";
        };
    }
}
