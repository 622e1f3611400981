package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Expression;
import java.math.BigInteger;
import java.util.Optional;

/** Whole numbers that are known while compiling: literals, consts, enum members and arithmetic of them. */
public final class Constants {
    private Constants() {}

    public static Optional<BigInteger> evaluate(Expression expression, Typing typing) {
        return switch (expression) {
            case Expression.IntegerLiteral literal -> Optional.of(literal.value());
            case Expression.SizeLiteral literal -> Optional.of(BigInteger.valueOf(literal.bytes()));
            case Expression.DurationLiteral literal -> Optional.of(BigInteger.valueOf(literal.nanos()));
            case Expression.Name _, Expression.Member _ -> bound(typing.binding(expression));
            case Expression.Unary unary when unary.operator() == Expression.UnaryOperator.NEGATE -> evaluate(unary.operand(), typing).map(BigInteger::negate);
            case Expression.Binary binary -> evaluate(binary.left(), typing).flatMap(l -> evaluate(binary.right(), typing).flatMap(r -> apply(binary, l, r)));
            default -> Optional.empty();
        };
    }

    private static Optional<BigInteger> bound(Binding binding) {
        return switch (binding) {
            case Binding.Definition definition -> evaluate(definition.value().expression(), definition.value().typing());
            case Binding.EnumMember member -> Optional.of(BigInteger.valueOf(member.value()));
            case null, default -> Optional.empty();
        };
    }

    private static Optional<BigInteger> apply(Expression.Binary binary, BigInteger left, BigInteger right) {
        return switch (binary.operator()) {
            case ADD -> Optional.of(left.add(right));
            case SUBTRACT -> Optional.of(left.subtract(right));
            case MULTIPLY -> Optional.of(left.multiply(right));
            case DIVIDE -> right.signum() == 0 ? Optional.empty() : Optional.of(left.divide(right));
            case REMAINDER -> right.signum() == 0 ? Optional.empty() : Optional.of(left.remainder(right));
            case SHIFT_LEFT -> right.signum() < 0 || right.bitLength() > 6 ? Optional.empty() : Optional.of(left.shiftLeft(right.intValue()));
            case BIT_OR -> Optional.of(left.or(right));
            case BIT_AND -> Optional.of(left.and(right));
            default -> Optional.empty();
        };
    }
}
