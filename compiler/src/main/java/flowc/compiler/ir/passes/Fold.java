package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;
import java.math.BigInteger;
import java.util.Optional;

/** The values of operators, comparisons and conversions of constants, as the generated code computes them. */
final class Fold {
    private Fold() {}

    /** Empty where the operator has no value: a division by 0, which lowering has guarded. */
    static Optional<IrExpression> arithmetic(IrOperator operator, long left, long right) {
        final boolean divides = switch (operator) {
            case DIVIDE, REMAINDER, DIVIDE_UNSIGNED, REMAINDER_UNSIGNED -> true;
            default -> false;
        };
        return divides && right == 0 ? Optional.empty() : Optional.of(new IrExpression.LongConstant(longs(operator, left, right)));
    }

    private static long longs(IrOperator operator, long left, long right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case REMAINDER -> left % right;
            case DIVIDE_UNSIGNED -> Long.divideUnsigned(left, right);
            case REMAINDER_UNSIGNED -> Long.remainderUnsigned(left, right);
            case AND -> left & right;
            case OR -> left | right;
            case XOR -> left ^ right;
            case SHIFT_LEFT -> left << right;
            case SHIFT_RIGHT -> left >> right;
            case SHIFT_RIGHT_UNSIGNED -> left >>> right;
            case DOUBLE_ADD, DOUBLE_SUBTRACT, DOUBLE_MULTIPLY, DOUBLE_DIVIDE -> throw new IllegalArgumentException("takes no LONGs: " + operator);
        };
    }

    static IrExpression arithmetic(IrOperator operator, double left, double right) {
        return new IrExpression.DoubleConstant(switch (operator) {
            case DOUBLE_ADD -> left + right;
            case DOUBLE_SUBTRACT -> left - right;
            case DOUBLE_MULTIPLY -> left * right;
            case DOUBLE_DIVIDE -> left / right;
            default -> throw new IllegalArgumentException("takes no DOUBLEs: " + operator);
        });
    }

    static boolean compare(IrComparison comparison, long left, long right) {
        return switch (comparison) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_EQUAL -> left >= right;
            case LESS_UNSIGNED -> Long.compareUnsigned(left, right) < 0;
            case LESS_EQUAL_UNSIGNED -> Long.compareUnsigned(left, right) <= 0;
            case GREATER_UNSIGNED -> Long.compareUnsigned(left, right) > 0;
            case GREATER_EQUAL_UNSIGNED -> Long.compareUnsigned(left, right) >= 0;
        };
    }

    static boolean compare(IrComparison comparison, double left, double right) {
        return switch (comparison) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_EQUAL -> left >= right;
            case LESS_UNSIGNED, LESS_EQUAL_UNSIGNED, GREATER_UNSIGNED, GREATER_EQUAL_UNSIGNED ->
                throw new IllegalArgumentException("takes no DOUBLEs: " + comparison);
        };
    }

    /** The value of a converted constant; empty when the operand is none. */
    static Optional<IrExpression> convert(IrConversion conversion, IrExpression operand) {
        return Optional.ofNullable(switch (operand) {
            case IrExpression.LongConstant(long value) -> convert(conversion, value);
            case IrExpression.DoubleConstant(double value) ->
                new IrExpression.LongConstant(conversion == IrConversion.DOUBLE_BITS ? Double.doubleToLongBits(value) : (long) value);
            case IrExpression.BoolConstant(boolean value) -> new IrExpression.LongConstant(value ? 1 : 0);
            default -> null;
        });
    }

    private static IrExpression convert(IrConversion conversion, long value) {
        return switch (conversion) {
            case LONG_TO_DOUBLE -> new IrExpression.DoubleConstant(value);
            case UNSIGNED_LONG_TO_DOUBLE -> new IrExpression.DoubleConstant(new BigInteger(Long.toUnsignedString(value)).doubleValue());
            case LONG_TO_BOOL -> new IrExpression.BoolConstant(value != 0);
            case LOW_BIT -> new IrExpression.BoolConstant((value & 1) != 0);
            case DOUBLE_TO_LONG, BOOL_TO_LONG, DOUBLE_BITS -> throw new IllegalArgumentException("takes no LONG: " + conversion);
        };
    }
}
