package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.MemoryAccess;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Turns constants into network order, once, instead of every packet's number into the machine's, where that number is only asked for being equal to one. */
final class NativeOrder implements Pass {
    @Override
    public String name() {
        return "native-order";
    }

    @Override
    public IrProgram apply(IrProgram program) {
        return Rewriter.rewrite(program, NativeOrder::turn, UnaryOperator.identity());
    }

    private static IrExpression turn(IrExpression expression) {
        return expression instanceof IrExpression.Compare(IrComparison comparison, IrExpression number, IrExpression.LongConstant(long value))
                && (comparison == IrComparison.EQUAL || comparison == IrComparison.NOT_EQUAL) ? turned(comparison, number, value).orElse(expression) : expression;
    }

    private static Optional<IrExpression> turned(IrComparison comparison, IrExpression number, long value) {
        return switch (number) {
            case IrExpression.Load load when fits(value, load) -> Optional.of(new IrExpression.Compare(comparison, turned(load), turned(value, load)));
            case IrExpression.Arithmetic(IrOperator operator, IrExpression.Load load, IrExpression.LongConstant(long mask))
                    when operator == IrOperator.AND && fits(mask, load) && (mask & value) == value -> Optional.of(
                            new IrExpression.Compare(comparison, new IrExpression.Arithmetic(IrOperator.AND, turned(load), turned(mask, load)), turned(value, load)));
            default -> Optional.empty();
        };
    }

    /** Whether the load is one of network order, and all of {@code number} fits into what it loads. */
    private static boolean fits(long number, IrExpression.Load load) {
        final int unused = Long.SIZE - Byte.SIZE * load.access().bytes();
        return load.access() != load.access().inMachineOrder() && number << unused >>> unused == number;
    }

    private static IrExpression turned(IrExpression.Load load) {
        return new IrExpression.Load(load.access().inMachineOrder(), load.address(), load.stable());
    }

    private static IrExpression turned(long number, IrExpression.Load load) {
        return new IrExpression.LongConstant(MemoryAccess.inMachineOrder(number, load.access().bytes()));
    }
}
