package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;

/** Replaces expressions by shorter or cheaper ones of the same value. */
final class AlgebraicSimplification implements Pass {
    @Override
    public String name() {
        return "algebraic-simplification";
    }

    @Override
    public IrProgram apply(IrProgram program) {
        return Rewriter.rewrite(program, AlgebraicSimplification::simplify, AlgebraicSimplification::simplify);
    }

    private static IrExpression simplify(IrExpression expression) {
        return switch (expression) {
            case IrExpression.Arithmetic a when a.type() == IrType.LONG -> LongIdentities.simplify(a);
            case IrExpression.Arithmetic a -> doubles(a);
            case IrExpression.Not not -> ConditionIdentities.not(not.operand());
            case IrExpression.And(IrExpression left, IrExpression right) -> BitsEqual.both(left, right).orElse(expression);
            case IrExpression.Compare compare -> ConditionIdentities.compare(compare);
            case IrExpression.Conditional conditional -> ConditionIdentities.conditional(conditional);
            case IrExpression.Convert convert -> ConditionIdentities.convert(convert);
            default -> expression;
        };
    }

    /** {@code x + 0.0} stays: it makes 0.0 of -0.0. */
    private static IrExpression doubles(IrExpression.Arithmetic a) {
        final boolean byOne = a.right() instanceof IrExpression.DoubleConstant(double value) && value == 1.0;
        return byOne && (a.operator() == IrOperator.DOUBLE_MULTIPLY || a.operator() == IrOperator.DOUBLE_DIVIDE) ? a.left() : a;
    }

    private static IrStatement simplify(IrStatement statement) {
        return switch (statement) {
            case IrStatement.Store store when store.access().type() == IrType.LONG && store.access().bytes() < Long.BYTES -> unmask(store);
            case IrStatement.If(IrExpression.Not(IrExpression condition), var then, var otherwise) when !otherwise.isEmpty() ->
                new IrStatement.If(condition, otherwise, then);
            default -> statement;
        };
    }

    /** A store keeps the low bytes by itself. */
    private static IrStatement unmask(IrStatement.Store store) {
        final long kept = (1L << (8 * store.access().bytes())) - 1;
        if (store.value() instanceof IrExpression.Arithmetic(IrOperator operator, IrExpression value, IrExpression.LongConstant(long mask))
                && operator == IrOperator.AND && (mask & kept) == kept) {
            return unmask(new IrStatement.Store(store.access(), store.address(), value));
        }
        return store;
    }
}
