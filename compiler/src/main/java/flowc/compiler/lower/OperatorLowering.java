package flowc.compiler.lower;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrType;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.BinaryOperator;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import java.math.BigInteger;
import java.util.Map;

/** Lowers arithmetic, casts and defaults. */
final class OperatorLowering {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double TWO_TO_63 = 0x1p63;

    /** Whole numbers of fewer bits are all doubles, and so are their neighbours. */
    private static final int DOUBLE_DIGITS = 53;

    private static final Map<BinaryOperator, IrOperator> LONG = Map.of(BinaryOperator.ADD, IrOperator.ADD, BinaryOperator.SUBTRACT, IrOperator.SUBTRACT,
            BinaryOperator.MULTIPLY, IrOperator.MULTIPLY, BinaryOperator.BIT_AND, IrOperator.AND, BinaryOperator.BIT_OR, IrOperator.OR,
            BinaryOperator.BIT_XOR, IrOperator.XOR);
    private static final Map<BinaryOperator, IrOperator> DOUBLE = Map.of(BinaryOperator.ADD, IrOperator.DOUBLE_ADD, BinaryOperator.SUBTRACT, IrOperator.DOUBLE_SUBTRACT,
            BinaryOperator.MULTIPLY, IrOperator.DOUBLE_MULTIPLY, BinaryOperator.DIVIDE, IrOperator.DOUBLE_DIVIDE);

    private final Lowering lowering;

    OperatorLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Value unary(Expression.Unary unary, Environment env) {
        if (unary.operator() == Expression.UnaryOperator.NOT) {
            return new Value.Scalar(lowering.conditions.lower(unary, env));
        }
        final IrExpression operand = lowering.expressions.lower(unary.operand(), env).scalar();
        if (unary.operator() == Expression.UnaryOperator.NEGATE) {
            return new Value.Scalar(operand.type() == IrType.DOUBLE ? Ir.operate(IrOperator.DOUBLE_SUBTRACT, new IrExpression.DoubleConstant(-0.0), operand)
                    : Ir.subtract(Ir.ZERO, operand));
        }
        final Type.Integer result = (Type.Integer) env.typing.type(unary);
        if (result.low().equals(result.high())) {
            return new Value.Scalar(Ir.constant(result.low().longValue()));
        }
        return new Value.Scalar(wrap(Ir.operate(IrOperator.XOR, operand, Ir.constant(-1)), result));
    }

    Value binary(Expression.Binary binary, Environment env) {
        return switch (binary.operator()) {
            case AND, OR -> new Value.Scalar(lowering.conditions.lower(binary, env));
            case COALESCE -> coalesce(binary, env);
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, IN, NOT_IN -> new Value.Scalar(lowering.comparisons.lower(binary, env));
            default -> {
                final IrExpression left = env.method.spill("left", lowering.expressions.lower(binary.left(), env).scalar());
                final IrExpression right = lowering.expressions.lower(binary.right(), env).scalar();
                yield new Value.Scalar(arithmetic(binary.operator(), new Operand(left, lowering.expressions.valueType(binary.left(), env)),
                        new Operand(right, lowering.expressions.valueType(binary.right(), env)), env));
            }
        };
    }

    /** A number and its type. */
    record Operand(IrExpression value, Type type) {}

    /** {@code left op right}, both numbers, booleans or times. */
    IrExpression arithmetic(BinaryOperator operator, Operand left, Operand right, Environment env) {
        if (left.type() == Type.Simple.BOOL) {
            return Ir.toBool(Ir.operate(LONG.get(operator), Ir.toLong(left.value()), Ir.toLong(right.value())));
        }
        if (operator == BinaryOperator.DIVIDE && right.type() == Type.Simple.DURATION) {
            return perSecond(left, right);
        }
        final boolean floating = left.type() == Type.Simple.FLOAT || right.type() == Type.Simple.FLOAT;
        if (floating) {
            final IrExpression result = Ir.operate(DOUBLE.get(operator), toDouble(left), toDouble(right));
            final boolean duration = left.type() == Type.Simple.DURATION || right.type() == Type.Simple.DURATION;
            return duration ? Ir.convert(IrConversion.DOUBLE_TO_LONG, result) : result;
        }
        return switch (operator) {
            case DIVIDE, REMAINDER -> divide(operator, left, right, env);
            case SHIFT_LEFT, SHIFT_RIGHT -> shift(operator, left, right, env);
            default -> Ir.operate(LONG.get(operator), left.value(), right.value());
        };
    }

    /** Number per duration is per second, duration by duration a ratio. */
    private static IrExpression perSecond(Operand left, Operand right) {
        final IrExpression nanos = Ir.convert(IrConversion.LONG_TO_DOUBLE, right.value());
        if (left.type() == Type.Simple.DURATION) {
            return Ir.operate(IrOperator.DOUBLE_DIVIDE, toDouble(left), nanos);
        }
        final IrExpression seconds = Ir.operate(IrOperator.DOUBLE_DIVIDE, nanos, new IrExpression.DoubleConstant(NANOS_PER_SECOND));
        return Ir.operate(IrOperator.DOUBLE_DIVIDE, toDouble(left), seconds);
    }

    static IrExpression toDouble(Operand operand) {
        return Storage.scalar(new Value.Scalar(operand.value()), operand.type(), Type.Simple.FLOAT);
    }

    private IrExpression divide(BinaryOperator operator, Operand left, Operand right, Environment env) {
        final IrExpression divisor = env.method.spill("divisor", right.value());
        final boolean neverZero = right.type() instanceof Type.Integer range && (range.low().signum() > 0 || range.high().signum() < 0);
        if (!neverZero) {
            Faults.require(env, Ir.notZero(divisor), "division by zero");
        }
        final boolean unsigned = left.type() instanceof Type.Integer l && l.needsUnsigned() || right.type() instanceof Type.Integer r && r.needsUnsigned();
        if (unsigned && (mayBeNegative(left) || mayBeNegative(right))) {
            return divideMixed(operator, left, new Operand(divisor, right.type()), env);
        }
        final IrOperator divide = unsigned ? IrOperator.DIVIDE_UNSIGNED : IrOperator.DIVIDE;
        final IrOperator remainder = unsigned ? IrOperator.REMAINDER_UNSIGNED : IrOperator.REMAINDER;
        return Ir.operate(operator == BinaryOperator.DIVIDE ? divide : remainder, left.value(), divisor);
    }

    private static boolean mayBeNegative(Operand operand) {
        return operand.type() instanceof Type.Integer range && range.mayBeNegative();
    }

    /** One side needs all 64 bits, the other has a sign: the magnitudes are divided, then the sign is put back; a remainder has the dividend's. */
    private static IrExpression divideMixed(BinaryOperator operator, Operand left, Operand right, Environment env) {
        final boolean leftSigned = mayBeNegative(left);
        final IrExpression dividend = env.method.spill("dividend", left.value());
        final IrExpression negative = env.method.spill("negative", Ir.compare(IrComparison.LESS, leftSigned ? dividend : right.value(), Ir.ZERO));
        final IrExpression over = leftSigned ? magnitude(negative, dividend) : dividend;
        final IrExpression under = leftSigned ? right.value() : magnitude(negative, right.value());
        if (operator == BinaryOperator.REMAINDER && !leftSigned) {
            return Ir.operate(IrOperator.REMAINDER_UNSIGNED, over, under);
        }
        final IrOperator unsigned = operator == BinaryOperator.DIVIDE ? IrOperator.DIVIDE_UNSIGNED : IrOperator.REMAINDER_UNSIGNED;
        final IrExpression result = env.method.spill("result", Ir.operate(unsigned, over, under));
        return magnitude(negative, result);
    }

    /** The value, or what is missing to 0 where it is {@code negative}. */
    private static IrExpression magnitude(IrExpression negative, IrExpression value) {
        return Ir.choose(negative, Ir.subtract(Ir.ZERO, value), value);
    }

    /** A shift by 64 or more leaves nothing, by less than 0 is a fault. */
    private IrExpression shift(BinaryOperator operator, Operand left, Operand right, Environment env) {
        final IrExpression count = env.method.spill("count", right.value());
        final Type.Integer range = (Type.Integer) right.type();
        if (range.mayBeNegative()) {
            Faults.require(env, Ir.compare(IrComparison.GREATER_EQUAL, count, Ir.ZERO), "shift by a negative number");
        }
        final boolean signed = left.type() instanceof Type.Integer l && l.mayBeNegative();
        final IrOperator inUse = operator == BinaryOperator.SHIFT_LEFT ? IrOperator.SHIFT_LEFT : signed ? IrOperator.SHIFT_RIGHT : IrOperator.SHIFT_RIGHT_UNSIGNED;
        if (range.high().compareTo(BigInteger.valueOf(Long.SIZE)) < 0) {
            return Ir.operate(inUse, left.value(), count);
        }
        final IrExpression overflow = inUse == IrOperator.SHIFT_RIGHT ? Ir.operate(inUse, left.value(), Ir.constant(Long.SIZE - 1)) : Ir.ZERO;
        return Ir.choose(Ir.compare(IrComparison.LESS_UNSIGNED, count, Ir.constant(Long.SIZE)), Ir.operate(inUse, left.value(), count), overflow);
    }

    private Value coalesce(Expression.Binary binary, Environment env) {
        final Type type = env.typing.type(binary);
        final Type left = lowering.expressions.valueType(binary.left(), env);
        final Value value = Storage.spill(env, "value", lowering.expressions.optional(binary.left(), env));
        if (!(value instanceof Value.Maybe maybe)) {
            return Storage.convert(env, value, left, type);
        }
        final Value inner = maybe.value() instanceof Value.Maybe nested ? nested.value() : maybe.value();
        final IrExpression present = maybe.value() instanceof Value.Maybe nested ? Ir.and(maybe.present(), nested.present()) : maybe.present();
        return Branches.choose(env, present, type, () -> Storage.convert(env, inner, left instanceof Type.Maybe m ? m.inner() : left, type),
                () -> lowering.expressions.lowerAs(binary.right(), type, env));
    }

    /** The low bits of a number, as a value of {@code type}. */
    static IrExpression wrap(IrExpression number, Type.Integer type) {
        final int bits = type.mayBeNegative() ? type.high().bitLength() + 1 : type.high().bitLength();
        if (bits >= Long.SIZE) {
            return number;
        }
        if (!type.mayBeNegative()) {
            return Ir.operate(IrOperator.AND, number, Ir.constant((1L << bits) - 1));
        }
        final IrExpression shift = Ir.constant(Long.SIZE - bits);
        return Ir.operate(IrOperator.SHIFT_RIGHT, Ir.operate(IrOperator.SHIFT_LEFT, number, shift), shift);
    }

    Value cast(Expression.Cast cast, Environment env) {
        final Type to = env.typing.type(cast);
        final Type from = lowering.expressions.valueType(cast.value(), env);
        final Value value = Storage.spill(env, "value", lowering.expressions.lower(cast.value(), env));
        if (flowc.compiler.types.Types.assignable(from, to)) {
            return Storage.convert(env, value, from, to);
        }
        final IrExpression number = number(value.scalar(), from, to, cast.checked(), env);
        if (to == Type.Simple.FLOAT) {
            return new Value.Scalar(number.type() == IrType.DOUBLE ? number : toDouble(new Operand(number, from)));
        }
        final Type.Integer place = to instanceof Type.Integer range ? range : to instanceof Type.Enumeration e ? Integers.unsigned(e.bits())
                : to == Type.Simple.IP4 ? Integers.U32 : to == Type.Simple.MAC ? Integers.unsigned(48) : Integers.I64;
        if (cast.checked() && from instanceof Type.Integer range) {
            Faults.require(env, fits(number, range, place), "value does not fit " + to.text());
        }
        return new Value.Scalar(wrap(number, place));
    }

    private IrExpression number(IrExpression value, Type from, Type to, boolean checked, Environment env) {
        if (value.type() == IrType.BOOL) {
            return Ir.toLong(value);
        }
        if (value.type() == IrType.DOUBLE && to != Type.Simple.FLOAT) {
            return whole(value, (Type.Integer) to, checked, env);
        }
        return from == Type.Simple.DURATION && to == Type.Simple.FLOAT
                ? Ir.operate(IrOperator.DOUBLE_DIVIDE, Ir.convert(IrConversion.LONG_TO_DOUBLE, value), new IrExpression.DoubleConstant(NANOS_PER_SECOND)) : value;
    }

    /** A float without its decimals. What no 64 bits hold becomes the nearest end of i64, or of u64 where that is the type. */
    private static IrExpression whole(IrExpression value, Type.Integer to, boolean checked, Environment env) {
        if (checked) {
            Faults.require(env, fits(value, to), "value does not fit " + to.text());
        }
        final IrExpression signed = Ir.convert(IrConversion.DOUBLE_TO_LONG, value);
        if (!to.needsUnsigned()) {
            return signed;
        }
        final IrExpression half = new IrExpression.DoubleConstant(TWO_TO_63);
        final IrExpression upper = Ir.convert(IrConversion.DOUBLE_TO_LONG, Ir.operate(IrOperator.DOUBLE_SUBTRACT, value, half));
        return Ir.choose(Ir.compare(IrComparison.GREATER_EQUAL, value, half), Ir.operate(IrOperator.XOR, upper, Ir.constant(Long.MIN_VALUE)), signed);
    }

    /** Whether a float without its decimals is in a range. One past an end is compared with, where a double is that exactly: the end itself may be none. */
    private static IrExpression fits(IrExpression value, Type.Integer to) {
        final IrExpression end = new IrExpression.DoubleConstant(to.high().add(BigInteger.ONE).doubleValue());
        final boolean exact = to.low().bitLength() < DOUBLE_DIGITS;
        final IrExpression start = new IrExpression.DoubleConstant((exact ? to.low().subtract(BigInteger.ONE) : to.low()).doubleValue());
        return Ir.and(Ir.compare(exact ? IrComparison.GREATER : IrComparison.GREATER_EQUAL, value, start), Ir.compare(IrComparison.LESS, value, end));
    }

    private static IrExpression fits(IrExpression number, Type.Integer from, Type.Integer place) {
        final boolean high = from.high().compareTo(place.high()) > 0;
        final boolean low = from.low().compareTo(place.low()) < 0;
        final IrExpression below = from.needsUnsigned() ? Ir.compare(IrComparison.LESS_EQUAL_UNSIGNED, number, Ir.constant(place.high().longValue()))
                : Ir.compare(IrComparison.LESS_EQUAL, number, Ir.constant(place.high().longValue()));
        final IrExpression above = Ir.compare(IrComparison.GREATER_EQUAL, number, Ir.constant(place.low().longValue()));
        return Ir.and(high ? below : Ir.TRUE, low ? above : Ir.TRUE);
    }
}
