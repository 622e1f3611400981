package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.UnaryOperator;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import java.math.BigInteger;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * {@code ~} of literals. A literal has no width of its own up to which its bits could be inverted, so it takes that of what stands beside it:
 * {@code w & ~0xff} clears one byte of {@code w}, whatever its type.
 */
final class Complements {
    /** Operators of literals only. By identity: a hash would run through the whole tree. */
    private final Set<Expression> literals = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Those of them with a {@code ~}. */
    private final Set<Expression> open = Collections.newSetFromMap(new IdentityHashMap<>());

    /** To be called for an operator whose operands were checked. */
    void note(Expression operator, Typing typing, Expression... operands) {
        boolean literal = true;
        boolean inverts = operator instanceof Expression.Unary unary && unary.operator() == UnaryOperator.COMPLEMENT;
        for (final Expression operand : operands) {
            literal &= isLiteral(operand, typing);
            inverts |= open.contains(operand);
        }
        if (literal) {
            literals.add(operator);
        }
        if (literal && inverts) {
            open.add(operator);
        }
    }

    /** Whether a checked expression is made of literals, and of names for such numbers that were given no type. */
    boolean isLiteral(Expression expression, Typing typing) {
        return switch (expression) {
            case Expression.IntegerLiteral _, Expression.SizeLiteral _ -> true;
            case Expression.Name _, Expression.Member _ -> typing.binding(expression) instanceof Binding.Definition definition
                    && definition.value().type() instanceof Type.Integer range && range.low().equals(range.high());
            default -> literals.contains(expression);
        };
    }

    /** Whether the value of a checked expression depends on the width of {@code other}, beside it. */
    boolean takesWidth(Expression expression, Expression other, Typing typing) {
        return open.contains(expression) && !isLiteral(other, typing);
    }

    /** The type of {@code ~operand} in a place of type {@code beside}: its one value. Where that is no integer, or null, 64 bits are inverted. */
    static Type.Integer invert(Type.Integer operand, Type beside) {
        final Type.Integer width = width(operand, beside);
        final BigInteger inverted = operand.low().not();
        return Integers.of(width.mayBeNegative() ? inverted : inverted.mod(BigInteger.ONE.shiftLeft(width.high().bitLength())));
    }

    /** The type beside it as it is written or, where it is a range of its own, as it is stored; a wider one where that does not hold the operand. */
    private static Type.Integer width(Type.Integer operand, Type beside) {
        if (!(beside instanceof Type.Integer range)) {
            return operand.mayBeNegative() ? Integers.I64 : Integers.U64;
        }
        final Type.Integer place = Integers.named(range.text()).filter(range::equals).orElseGet(() -> Integers.storage(range));
        return place.contains(operand) ? place : Integers.storage(Integers.union(place, operand));
    }
}
