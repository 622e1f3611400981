package flowc.compiler.ir;

import java.math.BigInteger;

/** What operators, comparisons and conversions mean, said with big numbers where that is plainer than what the compiler does. */
final class InterpretedOperators {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private InterpretedOperators() {}

    static Object arithmetic(IrOperator operator, Object left, Object right) {
        return operator.type() == IrType.DOUBLE ? doubles(operator, (Double) left, (Double) right) : (Object) longs(operator, (Long) left, (Long) right);
    }

    private static double doubles(IrOperator operator, double left, double right) {
        return switch (operator) {
            case DOUBLE_ADD -> left + right;
            case DOUBLE_SUBTRACT -> left - right;
            case DOUBLE_MULTIPLY -> left * right;
            case DOUBLE_DIVIDE -> left / right;
            default -> throw new AssertionError(operator);
        };
    }

    private static long longs(IrOperator operator, long left, long right) {
        final BigInteger l = BigInteger.valueOf(left);
        final BigInteger r = BigInteger.valueOf(right);
        return switch (operator) {
            case ADD -> l.add(r).longValue();
            case SUBTRACT -> l.subtract(r).longValue();
            case MULTIPLY -> l.multiply(r).longValue();
            case DIVIDE -> l.divide(r).longValue();
            case REMAINDER -> l.remainder(r).longValue();
            case DIVIDE_UNSIGNED -> unsigned(left).divide(unsigned(right)).longValue();
            case REMAINDER_UNSIGNED -> unsigned(left).remainder(unsigned(right)).longValue();
            case AND -> l.and(r).longValue();
            case OR -> l.or(r).longValue();
            case XOR -> l.xor(r).longValue();
            case SHIFT_LEFT -> l.shiftLeft((int) right).longValue();
            case SHIFT_RIGHT -> l.shiftRight((int) right).longValue();
            case SHIFT_RIGHT_UNSIGNED -> unsigned(left).shiftRight((int) right).longValue();
            default -> throw new AssertionError(operator);
        };
    }

    static boolean compare(IrComparison comparison, Object left, Object right) {
        if (left instanceof Double l) {
            return ieee(comparison, l, (Double) right);
        }
        if (left instanceof Boolean) {
            return left.equals(right) == (comparison == IrComparison.EQUAL);
        }
        final int signed = Long.compare((Long) left, (Long) right);
        final int unsigned = unsigned((Long) left).compareTo(unsigned((Long) right));
        return switch (comparison) {
            case EQUAL -> signed == 0;
            case NOT_EQUAL -> signed != 0;
            case LESS -> signed < 0;
            case LESS_EQUAL -> signed <= 0;
            case GREATER -> signed > 0;
            case GREATER_EQUAL -> signed >= 0;
            case LESS_UNSIGNED -> unsigned < 0;
            case LESS_EQUAL_UNSIGNED -> unsigned <= 0;
            case GREATER_UNSIGNED -> unsigned > 0;
            case GREATER_EQUAL_UNSIGNED -> unsigned >= 0;
        };
    }

    private static boolean ieee(IrComparison comparison, double left, double right) {
        return switch (comparison) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_EQUAL -> left >= right;
            default -> throw new AssertionError("no comparison of doubles: " + comparison);
        };
    }

    static Object convert(IrConversion conversion, Object operand) {
        return switch (conversion) {
            case LONG_TO_DOUBLE -> ((Long) operand).doubleValue();
            case UNSIGNED_LONG_TO_DOUBLE -> unsigned((Long) operand).doubleValue();
            case DOUBLE_TO_LONG -> ((Double) operand).longValue();
            case BOOL_TO_LONG -> (Boolean) operand ? 1L : 0L;
            case LONG_TO_BOOL -> (Long) operand != 0;
            case LOW_BIT -> ((Long) operand & 1) != 0;
            case DOUBLE_BITS -> Double.doubleToLongBits((Double) operand);
        };
    }

    private static BigInteger unsigned(long value) {
        final BigInteger signed = BigInteger.valueOf(value);
        return value < 0 ? signed.add(TWO_TO_64) : signed;
    }
}
