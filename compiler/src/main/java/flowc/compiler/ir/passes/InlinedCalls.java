package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rebuilds one method's statement lists with calls replaced by what they call, and in that again. */
final class InlinedCalls {
    private final Map<String, Inlining.Callee> callees;
    private final Map<IrLocal, Integer> assignments = new HashMap<>();
    private int room;
    private int nextLocal;
    private int nextLabel;
    private int line;
    private boolean inlined;

    /** {@code room}: how much the method may grow. */
    InlinedCalls(IrMethod method, Map<String, Inlining.Callee> callees, int room) {
        this.callees = callees;
        this.room = room;
        method.parameters().forEach(this::assigned);
        see(method.body());
    }

    private void see(List<IrStatement> body) {
        IrTree.forEachStatement(body, statement -> {
            switch (statement) {
                case IrStatement.Assign assign -> assigned(assign.local());
                case IrStatement.Block block -> nextLabel = Math.max(nextLabel, block.label().id() + 1);
                case IrStatement.Loop loop -> nextLabel = Math.max(nextLabel, loop.label().id() + 1);
                default -> { }
            }
        });
    }

    private void assigned(IrLocal local) {
        assignments.merge(local, 1, Integer::sum);
        nextLocal = Math.max(nextLocal, local.id() + 1);
    }

    boolean hasInlined() {
        return inlined;
    }

    List<IrStatement> inline(List<IrStatement> body) {
        final List<IrStatement> out = new ArrayList<>();
        body.forEach(statement -> inline(statement, out));
        return List.copyOf(out);
    }

    private void inline(IrStatement statement, List<IrStatement> out) {
        switch (statement) {
            case IrStatement.Invoke(IrCallee callee, List<IrExpression> arguments) when laidIn(callee, arguments, Optional.empty(), out) -> { }
            case IrStatement.Assign(IrLocal local, IrExpression.Call(IrCallee callee, List<IrExpression> arguments)) when laidIn(callee, arguments, Optional.of(local), out) -> { }
            case IrStatement.If i -> out.add(new IrStatement.If(condition(i.condition(), out), inline(i.then()), inline(i.otherwise())));
            case IrStatement.Block b -> out.add(new IrStatement.Block(b.label(), inline(b.body())));
            case IrStatement.Loop l -> out.add(new IrStatement.Loop(l.label(), inline(l.body())));
            case IrStatement.Line(int number) -> {
                line = number;
                out.add(statement);
            }
            default -> out.add(statement);
        }
    }

    private IrExpression condition(IrExpression condition, List<IrStatement> out) {
        if (condition instanceof IrExpression.Not(IrExpression operand)) {
            return new IrExpression.Not(condition(operand, out));
        }
        if (condition instanceof IrExpression.Call(IrCallee callee, List<IrExpression> arguments) && fits(callee)) {
            final IrLocal result = fresh(callee.name(), condition);
            laidIn(callee, arguments, Optional.of(result), out);
            return new IrExpression.Read(result);
        }
        return condition;
    }

    private IrLocal fresh(String name, IrExpression value) {
        return new IrLocal(nextLocal++, name, value.type());
    }

    private boolean fits(IrCallee callee) {
        return callee instanceof IrCallee.Generated generated && callees.containsKey(generated.name()) && callees.get(generated.name()).fits(room);
    }

    /** Appends the callee's body, if it fits, with what it returns in {@code result}. */
    private boolean laidIn(IrCallee callee, List<IrExpression> arguments, Optional<IrLocal> result, List<IrStatement> out) {
        if (!fits(callee)) {
            return false;
        }
        inlined = true;
        final Inlining.Callee body = callees.get(callee.name());
        room -= body.size();
        final IrLabel end = new IrLabel(nextLabel++, callee.name());
        final Renaming renaming = new Renaming(nextLocal, nextLabel, end, result);
        bind(body.method(), arguments, renaming, out);
        final List<IrStatement> renamed = renaming.statements(body.method().body());
        nextLocal = renaming.nextLocal();
        nextLabel = renaming.nextLabel();
        see(renamed);
        final int before = line;
        if (returnsAtEndOnly(body.method().body())) {
            inline(renamed.subList(0, renamed.size() - 1)).forEach(out::add);
        } else {
            out.add(new IrStatement.Block(end, inline(renamed)));
        }
        if (line != before && before > 0) {
            line = before;
            out.add(new IrStatement.Line(line));
        }
        return true;
    }

    /** Whether leaving the body is reaching its end. */
    private static boolean returnsAtEndOnly(List<IrStatement> body) {
        final int[] returns = {0};
        IrTree.forEachStatement(body, statement -> returns[0] += statement instanceof IrStatement.Return ? 1 : 0);
        return returns[0] == 1 && body.getLast() instanceof IrStatement.Return;
    }

    /** Parameters become what is passed, where that stays what it is, else locals. */
    private void bind(IrMethod callee, List<IrExpression> arguments, Renaming renaming, List<IrStatement> out) {
        final Map<IrLocal, Integer> changes = new HashMap<>();
        IrTree.forEachStatement(callee.body(), statement -> {
            if (statement instanceof IrStatement.Assign assign) {
                changes.merge(assign.local(), 1, Integer::sum);
            }
        });
        for (int i = 0; i < arguments.size(); i++) {
            final IrLocal parameter = callee.parameters().get(i);
            if (isFixed(arguments.get(i)) && !changes.containsKey(parameter)) {
                renaming.replace(parameter, arguments.get(i));
            } else {
                final IrLocal local = renaming.local(parameter);
                out.add(new IrStatement.Assign(local, arguments.get(i)));
                assigned(local);
            }
        }
    }

    private boolean isFixed(IrExpression argument) {
        return switch (argument) {
            case IrExpression.LongConstant _, IrExpression.BoolConstant _, IrExpression.FrameAddress _ -> true;
            case IrExpression.Read(IrLocal local) -> assignments.getOrDefault(local, 0) <= 1;
            case IrExpression.Arithmetic(var _, IrExpression left, IrExpression.LongConstant _) -> isFixed(left);
            default -> false;
        };
    }
}
