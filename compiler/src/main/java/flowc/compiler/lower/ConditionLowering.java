package flowc.compiler.lower;

import flowc.compiler.analysis.Guard;
import flowc.compiler.analysis.TypedExpression;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.BinaryOperator;
import flowc.compiler.syntax.ast.Expression.UnaryOperator;
import flowc.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Lowers conditions to BOOL expressions that ask for what they read before they read it. */
final class ConditionLowering {
    private final Lowering lowering;

    ConditionLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    IrExpression lower(TypedExpression condition, Environment env) {
        return lower(condition.expression(), env.with(condition.typing()));
    }

    IrExpression lower(Expression expression, Environment env) {
        if (expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.AND) {
            return and(env, lower(binary.left(), env), () -> lower(binary.right(), env));
        }
        if (expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.OR) {
            return or(env, lower(binary.left(), env), () -> lower(binary.right(), env));
        }
        if (expression instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT) {
            return Ir.not(lower(unary.operand(), env));
        }
        return atom(expression, env);
    }

    private IrExpression atom(Expression expression, Environment env) {
        final Set<Guard> guards = env.typing.guards(expression);
        final IrExpression present = lowering.fields.allPresent(guards, env);
        return and(env, present, () -> truth(expression, env));
    }

    private IrExpression truth(Expression expression, Environment env) {
        final Value value = lowering.expressions.lower(expression, env);
        return env.typing.type(expression) instanceof Type.Row ? Ir.notZero(value.scalar()) : value.scalar();
    }

    /** {@code right} is made, and run, only where {@code left} holds. */
    IrExpression and(Environment env, IrExpression left, Supplier<IrExpression> right) {
        return shortCircuit(env, left, right, true);
    }

    IrExpression or(Environment env, IrExpression left, Supplier<IrExpression> right) {
        return shortCircuit(env, left, right, false);
    }

    private static IrExpression shortCircuit(Environment env, IrExpression left, Supplier<IrExpression> right, boolean conjunction) {
        if (left.equals(Ir.TRUE) && conjunction) {
            return right.get();
        }
        final IrExpression[] result = new IrExpression[1];
        final List<IrStatement> statements = env.method.nested(() -> result[0] = right.get());
        if (statements.isEmpty()) {
            return conjunction ? Ir.and(left, result[0]) : Ir.or(left, result[0]);
        }
        final IrLocal local = env.method.local(conjunction ? "both" : "either", IrType.BOOL);
        final List<IrStatement> asked = new ArrayList<>(statements);
        asked.add(new IrStatement.Assign(local, result[0]));
        final List<IrStatement> known = List.of(new IrStatement.Assign(local, conjunction ? Ir.FALSE : Ir.TRUE));
        env.method.add(new IrStatement.If(left, conjunction ? asked : known, conjunction ? known : asked));
        return Ir.read(local);
    }
}
