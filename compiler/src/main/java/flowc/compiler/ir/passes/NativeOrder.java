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
        if (expression instanceof IrExpression.Compare(IrComparison comparison, IrExpression number, IrExpression.LongConstant(long value))
                && (comparison == IrComparison.EQUAL || comparison == IrComparison.NOT_EQUAL)) {
            return turned(number, value).<IrExpression>map(turned -> new IrExpression.Compare(comparison, turned.number, new IrExpression.LongConstant(turned.value))).orElse(expression);
        }
        return expression;
    }

    private record Turned(IrExpression number, long value) {}

    private static Optional<Turned> turned(IrExpression number, long value) {
        return switch (number) {
            case IrExpression.Load load -> loaded(load, value);
            case IrExpression.Arithmetic(IrOperator operator, IrExpression.Load load, IrExpression.LongConstant(long mask)) when operator == IrOperator.AND && (mask & value) == value ->
                loaded(load, value).flatMap(bits -> loaded(load, mask).map(turned -> new Turned(new IrExpression.Arithmetic(IrOperator.AND, bits.number, new IrExpression.LongConstant(turned.value)), bits.value)));
            default -> Optional.empty();
        };
    }

    /** Empty where the load is not one of network order, or not all of {@code value} fits into what it loads. */
    private static Optional<Turned> loaded(IrExpression.Load load, long value) {
        final Optional<MemoryAccess> access = switch (load.access()) {
            case U16_BE -> Optional.of(MemoryAccess.U16);
            case U32_BE -> Optional.of(MemoryAccess.U32);
            case I64_BE -> Optional.of(MemoryAccess.I64);
            default -> Optional.empty();
        };
        final int unused = Long.SIZE - Byte.SIZE * load.access().bytes();
        return value << unused >>> unused == value ? access.map(turned -> new Turned(new IrExpression.Load(turned, load.address(), load.stable()), Long.reverseBytes(value) >>> unused)) : Optional.empty();
    }
}
