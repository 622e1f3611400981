package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrType;

/** Simpler forms of conditions. */
final class ConditionIdentities {
    private ConditionIdentities() {}

    static IrExpression not(IrExpression operand) {
        return switch (operand) {
            case IrExpression.BoolConstant(boolean value) -> new IrExpression.BoolConstant(!value);
            case IrExpression.Not(IrExpression inner) -> inner;
            case IrExpression.Compare c when invertible(c) -> new IrExpression.Compare(inverse(c.comparison()), c.left(), c.right());
            default -> new IrExpression.Not(operand);
        };
    }

    /** With NaN both {@code a < b} and {@code a >= b} are false, so only equality of DOUBLEs has an inverse. */
    private static boolean invertible(IrExpression.Compare c) {
        return c.left().type() != IrType.DOUBLE || c.comparison() == IrComparison.EQUAL || c.comparison() == IrComparison.NOT_EQUAL;
    }

    static IrExpression compare(IrExpression.Compare c) {
        if (isConstant(c.left()) && !isConstant(c.right())) {
            return compare(new IrExpression.Compare(mirrored(c.comparison()), c.right(), c.left()));
        }
        if (c.right() instanceof IrExpression.BoolConstant(boolean value)) {
            return (c.comparison() == IrComparison.EQUAL) == value ? c.left() : not(c.left());
        }
        if (c.right() instanceof IrExpression.LongConstant(long value)
                && c.left() instanceof IrExpression.Convert(IrConversion conversion, IrExpression truth) && conversion == IrConversion.BOOL_TO_LONG) {
            return compareTruth(c, truth, value);
        }
        if (c.left().type() == IrType.LONG && PossibleBits.neverNegative(c.left()) && PossibleBits.neverNegative(c.right())) {
            return new IrExpression.Compare(signed(c.comparison()), c.left(), c.right());
        }
        return c;
    }

    /** {@code long(truth) == 0} and the like. */
    private static IrExpression compareTruth(IrExpression.Compare c, IrExpression truth, long value) {
        if ((value != 0 && value != 1) || (c.comparison() != IrComparison.EQUAL && c.comparison() != IrComparison.NOT_EQUAL)) {
            return c;
        }
        return (c.comparison() == IrComparison.EQUAL) == (value == 1) ? truth : not(truth);
    }

    static IrExpression conditional(IrExpression.Conditional c) {
        if (c.condition() instanceof IrExpression.Not(IrExpression inner)) {
            return conditional(new IrExpression.Conditional(inner, c.whenFalse(), c.whenTrue()));
        }
        if (c.whenTrue() instanceof IrExpression.BoolConstant(boolean whenTrue) && c.whenFalse() instanceof IrExpression.BoolConstant(boolean whenFalse)
                && whenTrue != whenFalse) {
            return whenTrue ? c.condition() : not(c.condition());
        }
        return c.whenTrue().equals(c.whenFalse()) && Effects.droppable(c.condition()) ? c.whenTrue() : c;
    }

    static IrExpression convert(IrExpression.Convert c) {
        final boolean thereAndBack = c.conversion() == IrConversion.LONG_TO_BOOL
                && c.operand() instanceof IrExpression.Convert inner && inner.conversion() == IrConversion.BOOL_TO_LONG;
        return thereAndBack ? ((IrExpression.Convert) c.operand()).operand() : c;
    }

    private static boolean isConstant(IrExpression expression) {
        return expression instanceof IrExpression.LongConstant || expression instanceof IrExpression.DoubleConstant
                || expression instanceof IrExpression.BoolConstant;
    }

    private static IrComparison inverse(IrComparison comparison) {
        return switch (comparison) {
            case EQUAL -> IrComparison.NOT_EQUAL;
            case NOT_EQUAL -> IrComparison.EQUAL;
            case LESS -> IrComparison.GREATER_EQUAL;
            case LESS_EQUAL -> IrComparison.GREATER;
            case GREATER -> IrComparison.LESS_EQUAL;
            case GREATER_EQUAL -> IrComparison.LESS;
            case LESS_UNSIGNED -> IrComparison.GREATER_EQUAL_UNSIGNED;
            case LESS_EQUAL_UNSIGNED -> IrComparison.GREATER_UNSIGNED;
            case GREATER_UNSIGNED -> IrComparison.LESS_EQUAL_UNSIGNED;
            case GREATER_EQUAL_UNSIGNED -> IrComparison.LESS_UNSIGNED;
        };
    }

    /** What holds of b and a when the comparison holds of a and b. */
    private static IrComparison mirrored(IrComparison comparison) {
        return switch (comparison) {
            case EQUAL, NOT_EQUAL -> comparison;
            case LESS -> IrComparison.GREATER;
            case LESS_EQUAL -> IrComparison.GREATER_EQUAL;
            case GREATER -> IrComparison.LESS;
            case GREATER_EQUAL -> IrComparison.LESS_EQUAL;
            case LESS_UNSIGNED -> IrComparison.GREATER_UNSIGNED;
            case LESS_EQUAL_UNSIGNED -> IrComparison.GREATER_EQUAL_UNSIGNED;
            case GREATER_UNSIGNED -> IrComparison.LESS_UNSIGNED;
            case GREATER_EQUAL_UNSIGNED -> IrComparison.LESS_EQUAL_UNSIGNED;
        };
    }

    private static IrComparison signed(IrComparison comparison) {
        return switch (comparison) {
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> comparison;
            case LESS_UNSIGNED -> IrComparison.LESS;
            case LESS_EQUAL_UNSIGNED -> IrComparison.LESS_EQUAL;
            case GREATER_UNSIGNED -> IrComparison.GREATER;
            case GREATER_EQUAL_UNSIGNED -> IrComparison.GREATER_EQUAL;
        };
    }
}
