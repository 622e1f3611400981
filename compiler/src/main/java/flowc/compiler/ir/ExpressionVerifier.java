package flowc.compiler.ir;

import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks the types of operands and that the locals read have a value. */
final class ExpressionVerifier {
    private final CalleeVerifier callees;
    private final Consumer<String> problems;

    ExpressionVerifier(CalleeVerifier callees, Consumer<String> problems) {
        this.callees = callees;
        this.problems = problems;
    }

    /** {@code assigned} holds the ids of locals with a value; null where the code is never reached. */
    void check(IrExpression expression, BitSet assigned) {
        IrTree.operands(expression).forEach(operand -> check(operand, assigned));
        switch (expression) {
            case IrExpression.LongConstant _, IrExpression.DoubleConstant _, IrExpression.BoolConstant _ -> { }
            case IrExpression.Read read -> {
                if (assigned != null && !assigned.get(read.local().id())) {
                    problems.accept("a local may be read before it is assigned: " + read.local());
                }
            }
            case IrExpression.FrameAddress address -> require(address.offset() >= 0, expression);
            case IrExpression.Load _ -> types(expression, IrType.LONG);
            case IrExpression.Arithmetic a -> types(expression, a.operator().type(), a.operator().type());
            case IrExpression.Compare compare -> require(comparable(compare), expression);
            case IrExpression.Convert convert -> types(expression, convert.conversion().from());
            case IrExpression.Not _ -> types(expression, IrType.BOOL);
            case IrExpression.And _, IrExpression.Or _ -> types(expression, IrType.BOOL, IrType.BOOL);
            case IrExpression.Conditional c -> types(List.of(c.whenTrue())).ifPresent(one -> types(expression, IrType.BOOL, one.getFirst(), one.getFirst()));
            case IrExpression.Call call -> {
                call(call.callee(), call.arguments());
                require(types(List.of(call)).isPresent(), expression);
            }
        }
    }

    void call(IrCallee callee, List<IrExpression> arguments) {
        callees.problem(callee, arguments).ifPresent(problems);
    }

    /** Types of expressions; empty when one has none, which is a problem already told. */
    static Optional<List<IrType>> types(List<IrExpression> expressions) {
        try {
            return Optional.of(expressions.stream().map(IrExpression::type).toList());
        } catch (NoSuchElementException | IllegalArgumentException e) {
            return Optional.empty(); // a call without a result, or of a Java method with other types
        }
    }

    private static boolean comparable(IrExpression.Compare compare) {
        final Optional<List<IrType>> types = types(List.of(compare.left(), compare.right()));
        if (types.isEmpty()) {
            return false;
        }
        final IrType type = types.get().getFirst();
        return type == types.get().getLast() && switch (compare.comparison()) {
            case EQUAL, NOT_EQUAL -> true;
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> type != IrType.BOOL;
            case LESS_UNSIGNED, LESS_EQUAL_UNSIGNED, GREATER_UNSIGNED, GREATER_EQUAL_UNSIGNED -> type == IrType.LONG;
        };
    }

    private void types(IrExpression expression, IrType... expected) {
        final Optional<List<IrType>> given = types(IrTree.operands(expression));
        if (!given.equals(Optional.of(List.of(expected)))) {
            problems.accept("an expression takes " + List.of(expected) + ", not " + given + ": " + expression);
        }
    }

    private void require(boolean holds, IrExpression expression) {
        if (!holds) {
            problems.accept("an expression is not possible: " + expression);
        }
    }
}
