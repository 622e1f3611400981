package flowc.compiler.lower;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.MemoryAccess;
import java.util.List;

/** Short names for IR expressions, so that lowering reads like what it makes. */
final class Ir {
    static final IrExpression TRUE = new IrExpression.BoolConstant(true);
    static final IrExpression FALSE = new IrExpression.BoolConstant(false);
    static final IrExpression ZERO = constant(0);
    static final IrExpression ONE = constant(1);

    private Ir() {}

    static IrExpression constant(long value) {
        return new IrExpression.LongConstant(value);
    }

    static IrExpression read(IrLocal local) {
        return new IrExpression.Read(local);
    }

    static IrExpression load(MemoryAccess access, IrExpression address) {
        return new IrExpression.Load(access, address);
    }

    static IrExpression load(MemoryAccess access, IrExpression address, long offset) {
        return new IrExpression.Load(access, add(address, offset));
    }

    /** A load of a packet's bytes. */
    static IrExpression packet(MemoryAccess access, IrExpression address, long offset) {
        return new IrExpression.Load(access, add(address, offset), true);
    }

    static IrExpression operate(IrOperator operator, IrExpression left, IrExpression right) {
        return new IrExpression.Arithmetic(operator, left, right);
    }

    static IrExpression add(IrExpression left, IrExpression right) {
        return operate(IrOperator.ADD, left, right);
    }

    static IrExpression add(IrExpression left, long right) {
        if (right == 0) {
            return left;
        }
        if (left instanceof IrExpression.FrameAddress frame) {
            return new IrExpression.FrameAddress(frame.offset() + right);
        }
        return add(left, constant(right));
    }

    static IrExpression subtract(IrExpression left, IrExpression right) {
        return operate(IrOperator.SUBTRACT, left, right);
    }

    static IrExpression multiply(IrExpression left, IrExpression right) {
        return operate(IrOperator.MULTIPLY, left, right);
    }

    static IrExpression compare(IrComparison comparison, IrExpression left, IrExpression right) {
        return new IrExpression.Compare(comparison, left, right);
    }

    static IrExpression equal(IrExpression left, IrExpression right) {
        return compare(IrComparison.EQUAL, left, right);
    }

    static IrExpression notZero(IrExpression value) {
        return compare(IrComparison.NOT_EQUAL, value, ZERO);
    }

    static IrExpression isZero(IrExpression value) {
        return equal(value, ZERO);
    }

    static IrExpression and(IrExpression left, IrExpression right) {
        if (left.equals(TRUE)) {
            return right;
        }
        return right.equals(TRUE) ? left : new IrExpression.And(left, right);
    }

    static IrExpression or(IrExpression left, IrExpression right) {
        return new IrExpression.Or(left, right);
    }

    static IrExpression all(List<IrExpression> conditions) {
        return conditions.stream().reduce(TRUE, Ir::and);
    }

    static IrExpression not(IrExpression operand) {
        return operand instanceof IrExpression.Not inner ? inner.operand() : new IrExpression.Not(operand);
    }

    static IrExpression convert(IrConversion conversion, IrExpression operand) {
        return new IrExpression.Convert(conversion, operand);
    }

    static IrExpression toBool(IrExpression number) {
        return convert(IrConversion.LONG_TO_BOOL, number);
    }

    static IrExpression toLong(IrExpression bool) {
        return convert(IrConversion.BOOL_TO_LONG, bool);
    }

    static IrExpression choose(IrExpression condition, IrExpression whenTrue, IrExpression whenFalse) {
        return new IrExpression.Conditional(condition, whenTrue, whenFalse);
    }
}
