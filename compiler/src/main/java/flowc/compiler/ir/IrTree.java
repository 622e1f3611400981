package flowc.compiler.ir;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The parts of a statement or expression, for code that walks all of a method and cares for a few kinds only. */
public final class IrTree {
    private IrTree() {}

    /** The direct operands of an expression, in order of evaluation. */
    public static List<IrExpression> operands(IrExpression expression) {
        return switch (expression) {
            case IrExpression.LongConstant _, IrExpression.DoubleConstant _, IrExpression.BoolConstant _, IrExpression.Read _,
                    IrExpression.FrameAddress _ -> List.of();
            case IrExpression.Load load -> List.of(load.address());
            case IrExpression.Arithmetic a -> List.of(a.left(), a.right());
            case IrExpression.Compare c -> List.of(c.left(), c.right());
            case IrExpression.Convert c -> List.of(c.operand());
            case IrExpression.Not n -> List.of(n.operand());
            case IrExpression.And a -> List.of(a.left(), a.right());
            case IrExpression.Or o -> List.of(o.left(), o.right());
            case IrExpression.Conditional c -> List.of(c.condition(), c.whenTrue(), c.whenFalse());
            case IrExpression.Call call -> call.arguments();
        };
    }

    /** The expressions that a statement itself evaluates, in order; not those of statements inside. */
    public static List<IrExpression> operands(IrStatement statement) {
        return switch (statement) {
            case IrStatement.Assign a -> List.of(a.value());
            case IrStatement.Store s -> List.of(s.address(), s.value());
            case IrStatement.Copy c -> List.of(c.destination(), c.source(), c.bytes());
            case IrStatement.Zero z -> List.of(z.address(), z.bytes());
            case IrStatement.Invoke i -> i.arguments();
            case IrStatement.If i -> List.of(i.condition());
            case IrStatement.Return r -> r.value().map(List::of).orElse(List.of());
            case IrStatement.Block _, IrStatement.Loop _, IrStatement.Break _, IrStatement.Continue _, IrStatement.Line _ -> List.of();
        };
    }

    /** The statement lists directly inside a statement. */
    public static List<List<IrStatement>> bodies(IrStatement statement) {
        return switch (statement) {
            case IrStatement.If i -> List.of(i.then(), i.otherwise());
            case IrStatement.Block b -> List.of(b.body());
            case IrStatement.Loop l -> List.of(l.body());
            default -> List.of();
        };
    }

    /** Visits every statement of {@code body}, also nested ones, in the order they are written. */
    public static void forEachStatement(List<IrStatement> body, Consumer<IrStatement> visitor) {
        for (IrStatement statement : body) {
            visitor.accept(statement);
            bodies(statement).forEach(inner -> forEachStatement(inner, visitor));
        }
    }

    /** Visits every expression of {@code body}, also nested ones. */
    public static void forEachExpression(List<IrStatement> body, Consumer<IrExpression> visitor) {
        forEachStatement(body, statement -> operands(statement).forEach(operand -> forEachExpression(operand, visitor)));
    }

    /** Visits {@code expression} and all inside. */
    public static void forEachExpression(IrExpression expression, Consumer<IrExpression> visitor) {
        visitor.accept(expression);
        operands(expression).forEach(operand -> forEachExpression(operand, visitor));
    }

    /** How many statements and expressions {@code body} has: a measure of its code, two to three bytes each. */
    public static int size(List<IrStatement> body) {
        final int[] parts = {0};
        forEachStatement(body, _ -> parts[0]++);
        forEachExpression(body, _ -> parts[0]++);
        return parts[0];
    }

    /** What a statement or expression of {@code body} calls, in the order written. */
    public static void forEachCallee(List<IrStatement> body, Consumer<IrCallee> visitor) {
        forEachStatement(body, statement -> {
            invoked(statement).ifPresent(visitor);
            operands(statement).forEach(operand -> forEachExpression(operand, expression -> {
                if (expression instanceof IrExpression.Call call) {
                    visitor.accept(call.callee());
                }
            }));
        });
    }

    private static Optional<IrCallee> invoked(IrStatement statement) {
        return statement instanceof IrStatement.Invoke invoke ? Optional.of(invoke.callee()) : Optional.empty();
    }
}
