package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrProgram;
import java.util.function.UnaryOperator;

/** Computes what has constant operands, and chooses sides where a constant decides. */
final class ConstantFolding implements Pass {
    @Override
    public String name() {
        return "constant-folding";
    }

    @Override
    public IrProgram apply(IrProgram program) {
        return Rewriter.rewrite(program, ConstantFolding::fold, UnaryOperator.identity());
    }

    private static IrExpression fold(IrExpression expression) {
        return switch (expression) {
            case IrExpression.Arithmetic a -> arithmetic(a);
            case IrExpression.Compare c -> compare(c);
            case IrExpression.Convert c -> Fold.convert(c.conversion(), c.operand()).orElse(c);
            case IrExpression.Not(IrExpression.BoolConstant(boolean value)) -> new IrExpression.BoolConstant(!value);
            case IrExpression.And(IrExpression left, IrExpression right) -> connective(expression, left, right, true);
            case IrExpression.Or(IrExpression left, IrExpression right) -> connective(expression, left, right, false);
            case IrExpression.Conditional(IrExpression.BoolConstant(boolean value), IrExpression whenTrue, IrExpression whenFalse) -> value ? whenTrue : whenFalse;
            default -> expression;
        };
    }

    private static IrExpression arithmetic(IrExpression.Arithmetic a) {
        if (a.left() instanceof IrExpression.LongConstant(long left) && a.right() instanceof IrExpression.LongConstant(long right)) {
            return Fold.arithmetic(a.operator(), left, right).orElse(a);
        }
        if (a.left() instanceof IrExpression.DoubleConstant(double left) && a.right() instanceof IrExpression.DoubleConstant(double right)) {
            return Fold.arithmetic(a.operator(), left, right);
        }
        return a;
    }

    private static IrExpression compare(IrExpression.Compare c) {
        if (c.left() instanceof IrExpression.LongConstant(long left) && c.right() instanceof IrExpression.LongConstant(long right)) {
            return new IrExpression.BoolConstant(Fold.compare(c.comparison(), left, right));
        }
        if (c.left() instanceof IrExpression.DoubleConstant(double left) && c.right() instanceof IrExpression.DoubleConstant(double right)) {
            return new IrExpression.BoolConstant(Fold.compare(c.comparison(), left, right));
        }
        if (c.left() instanceof IrExpression.BoolConstant(boolean left) && c.right() instanceof IrExpression.BoolConstant(boolean right)) {
            return new IrExpression.BoolConstant((left == right) == (c.comparison() == IrComparison.EQUAL));
        }
        return c;
    }

    /** {@code And} ({@code neutral} true) or {@code Or} (false): a neutral side goes, another side decides, unless that drops a call. */
    private static IrExpression connective(IrExpression expression, IrExpression left, IrExpression right, boolean neutral) {
        if (left instanceof IrExpression.BoolConstant(boolean value)) {
            return value == neutral ? right : left;
        }
        if (right instanceof IrExpression.BoolConstant(boolean value)) {
            if (value == neutral) {
                return left;
            }
            return Effects.droppable(left) ? right : expression;
        }
        return expression;
    }
}
