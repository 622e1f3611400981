package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import flowc.compiler.ir.IrType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rebuilds one method's statement lists for {@link Forwarding}. */
final class ForwardedStatements {
    private final Map<IrLocal, Integer> reads = new HashMap<>();
    private final Map<IrLocal, Integer> assignments = new HashMap<>();

    ForwardedStatements(IrMethod method) {
        method.parameters().forEach(parameter -> assignments.merge(parameter, 1, Integer::sum));
        IrTree.forEachStatement(method.body(), statement -> {
            if (statement instanceof IrStatement.Assign assign) {
                assignments.merge(assign.local(), 1, Integer::sum);
            }
        });
        IrTree.forEachExpression(method.body(), expression -> {
            if (expression instanceof IrExpression.Read read) {
                reads.merge(read.local(), 1, Integer::sum);
            }
        });
    }

    List<IrStatement> forward(List<IrStatement> body) {
        final WaitingValues waiting = new WaitingValues();
        for (IrStatement statement : body) {
            final IrStatement inner = inside(statement);
            final IrStatement forwarded = waiting.isEmpty() ? inner : take(inner, waiting);
            pass(forwarded, waiting);
            if (forwarded instanceof IrStatement.Assign assign && isForOneUse(assign.local()) && Effects.droppable(assign.value())) {
                waiting.addWaiting(assign);
            } else {
                waiting.add(forwarded);
            }
        }
        return waiting.statements();
    }

    private boolean isForOneUse(IrLocal local) {
        return reads.getOrDefault(local, 0) == 1 && assignments.getOrDefault(local, 0) == 1;
    }

    /** The statement with its bodies forwarded; a choice between two values becomes one. */
    private IrStatement inside(IrStatement statement) {
        return switch (statement) {
            case IrStatement.If i -> {
                final IrStatement.If branch = new IrStatement.If(i.condition(), forward(i.then()), forward(i.otherwise()));
                yield choice(branch).orElse(branch);
            }
            case IrStatement.Block b -> new IrStatement.Block(b.label(), forward(b.body()));
            case IrStatement.Loop l -> new IrStatement.Loop(l.label(), forward(l.body()));
            default -> statement;
        };
    }

    private Optional<IrStatement> choice(IrStatement.If branch) {
        if (branch.then().size() == 1 && branch.then().getFirst() instanceof IrStatement.Assign(IrLocal local, IrExpression whenTrue)
                && branch.otherwise().size() == 1 && branch.otherwise().getFirst() instanceof IrStatement.Assign(IrLocal other, IrExpression whenFalse)
                && local.equals(other) && Effects.droppable(whenTrue) && Effects.droppable(whenFalse)) {
            assignments.merge(local, -1, Integer::sum);
            return Optional.of(new IrStatement.Assign(local, choice(branch.condition(), whenTrue, whenFalse)));
        }
        return Optional.empty();
    }

    private static IrExpression choice(IrExpression condition, IrExpression whenTrue, IrExpression whenFalse) {
        if (whenTrue.type() == IrType.BOOL && whenFalse instanceof IrExpression.BoolConstant(boolean value)) {
            return value ? new IrExpression.Or(ConditionIdentities.not(condition), whenTrue) : new IrExpression.And(condition, whenTrue);
        }
        if (whenTrue instanceof IrExpression.BoolConstant(boolean value)) {
            return value ? new IrExpression.Or(condition, whenFalse) : new IrExpression.And(ConditionIdentities.not(condition), whenFalse);
        }
        return new IrExpression.Conditional(condition, whenTrue, whenFalse);
    }

    /** The statement with what it reads of {@code waiting} in place, and that taken from there. */
    private static IrStatement take(IrStatement statement, WaitingValues waiting) {
        final Set<IrLocal> taken = new HashSet<>();
        final boolean calls = IrTree.operands(statement).stream().anyMatch(operand -> callsFirst(operand, statement));
        final IrStatement forwarded = Rewriter.operands(statement, expression -> {
            if (expression instanceof IrExpression.Read(IrLocal local) && waiting.holds(local) && !(calls && waiting.readsMemory(local))) {
                taken.add(local);
                return waiting.value(local);
            }
            return expression;
        });
        taken.forEach(waiting::take);
        return forwarded;
    }

    /** Whether a call is made before all operands are computed. */
    private static boolean callsFirst(IrExpression operand, IrStatement statement) {
        final boolean last = IrTree.operands(statement).size() == 1 && operand instanceof IrExpression.Call;
        return last ? !((IrExpression.Call) operand).arguments().stream().allMatch(Effects::droppable) : !Effects.droppable(operand);
    }

    /** Drops from {@code waiting} what is not the same behind the statement. */
    private static void pass(IrStatement statement, WaitingValues waiting) {
        switch (statement) {
            case IrStatement.Assign assign -> {
                waiting.changed(assign.local());
                if (!Effects.droppable(assign.value())) {
                    waiting.memoryChanged();
                }
            }
            case IrStatement.Store _, IrStatement.Copy _, IrStatement.Zero _, IrStatement.Invoke _ -> waiting.memoryChanged();
            case IrStatement.Line _ -> { }
            default -> waiting.clear();
        }
    }
}
