package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;

/** Simpler forms of integer arithmetic. Constants move to the right, where the other rules look for them. */
final class LongIdentities {
    private LongIdentities() {}

    static IrExpression simplify(IrExpression.Arithmetic a) {
        if (a.left() instanceof IrExpression.LongConstant && !(a.right() instanceof IrExpression.LongConstant) && commutes(a.operator())) {
            return simplify(new IrExpression.Arithmetic(a.operator(), a.right(), a.left()));
        }
        if (!(a.right() instanceof IrExpression.LongConstant(long constant))) {
            return a;
        }
        final IrExpression x = a.left();
        return switch (a.operator()) {
            case ADD -> add(a, x, constant);
            case SUBTRACT -> simplify(arithmetic(IrOperator.ADD, x, -constant));
            case MULTIPLY -> constant == 1 ? x : constant == 0 ? constantInsteadOf(x, 0, a) : a;
            case DIVIDE -> constant == 1 ? x : a;
            case DIVIDE_UNSIGNED -> divideUnsigned(a, x, constant);
            case REMAINDER_UNSIGNED -> remainderUnsigned(a, x, constant);
            case AND -> and(a, x, constant);
            case OR -> constant == 0 ? x : constant == -1 ? constantInsteadOf(x, -1, a) : collect(a, constant);
            case XOR -> constant == 0 ? x : collect(a, constant);
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> constant == 0 ? x : PossibleBits.of(a) == 0 ? constantInsteadOf(x, 0, a) : a;
            default -> a;
        };
    }

    private static boolean commutes(IrOperator operator) {
        return switch (operator) {
            case ADD, MULTIPLY, AND, OR, XOR -> true;
            default -> false;
        };
    }

    private static IrExpression.Arithmetic arithmetic(IrOperator operator, IrExpression left, long right) {
        return new IrExpression.Arithmetic(operator, left, new IrExpression.LongConstant(right));
    }

    /** {@code value} where {@code dropped} may be left out, else {@code original}. */
    private static IrExpression constantInsteadOf(IrExpression dropped, long value, IrExpression original) {
        return Effects.droppable(dropped) ? new IrExpression.LongConstant(value) : original;
    }

    private static IrExpression add(IrExpression.Arithmetic a, IrExpression x, long constant) {
        if (constant == 0) {
            return x;
        }
        if (x instanceof IrExpression.FrameAddress(long offset) && offset + constant >= 0) {
            return new IrExpression.FrameAddress(offset + constant);
        }
        return collect(a, constant);
    }

    /** {@code (y op c1) op c2} is {@code y op (c1 op c2)} for associative operators. */
    private static IrExpression collect(IrExpression.Arithmetic a, long constant) {
        if (a.left() instanceof IrExpression.Arithmetic(IrOperator inner, IrExpression y, IrExpression.LongConstant(long first)) && inner == a.operator()) {
            return Fold.arithmetic(inner, first, constant).map(c -> simplify(new IrExpression.Arithmetic(inner, y, c))).orElse(a);
        }
        return a;
    }

    /** A mask that keeps all bits the value can have goes; one that keeps none leaves 0. */
    private static IrExpression and(IrExpression.Arithmetic a, IrExpression x, long mask) {
        final long possible = PossibleBits.of(x);
        if ((possible & ~mask) == 0) {
            return x;
        }
        return (possible & mask) == 0 ? constantInsteadOf(x, 0, a) : collect(a, mask);
    }

    /** Shifts for powers of two; the signed form, which the JIT makes a multiplication, where both are the same. */
    private static IrExpression divideUnsigned(IrExpression.Arithmetic a, IrExpression x, long divisor) {
        if (Long.bitCount(divisor) == 1) {
            return simplify(arithmetic(IrOperator.SHIFT_RIGHT_UNSIGNED, x, Long.numberOfTrailingZeros(divisor)));
        }
        return divisor > 0 && PossibleBits.neverNegative(x) ? arithmetic(IrOperator.DIVIDE, x, divisor) : a;
    }

    private static IrExpression remainderUnsigned(IrExpression.Arithmetic a, IrExpression x, long divisor) {
        if (Long.bitCount(divisor) == 1) {
            return simplify(arithmetic(IrOperator.AND, x, divisor - 1));
        }
        return divisor > 0 && PossibleBits.neverNegative(x) ? arithmetic(IrOperator.REMAINDER, x, divisor) : a;
    }
}
