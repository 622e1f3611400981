package flowc.compiler.bytecode;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Writes statements. Says of each whether its end is reached, and writes nothing that cannot be. */
final class StatementEmitter {
    private final MethodCode code;
    private final ExpressionEmitter expressions;
    private final ConditionEmitter conditions;
    private final DebugTables debug;
    private final Map<IrLabel, Target> targets = new HashMap<>();

    private static final class Target {
        final Label start = new Label();
        final Label exit = new Label();
        boolean left;
    }

    StatementEmitter(MethodCode code, DebugTables debug) {
        this.code = code;
        this.expressions = new ExpressionEmitter(code);
        this.conditions = expressions.conditions();
        this.debug = debug;
    }

    boolean emit(List<IrStatement> list) {
        boolean reached = true;
        for (IrStatement statement : list) {
            if (!reached) {
                lines(List.of(statement));
            } else if (statement instanceof IrStatement.Line line) {
                debug.line(line.line());
            } else {
                debug.beforeCode();
                reached = emit(statement);
            }
        }
        debug.endScope(code.slots().ownedBy(list));
        return reached;
    }

    private boolean emit(IrStatement statement) {
        switch (statement) {
            case IrStatement.Assign assign -> assign(assign.local(), assign.value());
            case IrStatement.Store store -> memory(store.access().storeMethod(), "(J" + JvmType.of(store.access().type()).descriptor + ")V", store.address(), store.value());
            case IrStatement.Copy copy -> memory("copy", "(JJJ)V", copy.destination(), copy.source(), copy.bytes());
            case IrStatement.Zero zero -> memory("zero", "(JJ)V", zero.address(), zero.bytes());
            case IrStatement.Invoke invoke -> invoke(invoke);
            case IrStatement.Line _ -> throw new IllegalStateException("lines are no code");
            case IrStatement.If branch -> {
                return branch(branch);
            }
            case IrStatement.Block block -> {
                return block(block);
            }
            case IrStatement.Loop loop -> {
                return loop(loop);
            }
            case IrStatement.Break exit -> {
                goTo(breakTarget(exit.label()));
                return false;
            }
            case IrStatement.Continue next -> {
                goTo(targets.get(next.label()).start);
                return false;
            }
            case IrStatement.Return end -> {
                end(end.value());
                return false;
            }
        }
        return true;
    }

    private void assign(IrLocal local, IrExpression value) {
        expressions.emit(value);
        code.store(local);
        debug.assigned(local);
    }

    private void memory(String method, String descriptor, IrExpression... arguments) {
        for (IrExpression argument : arguments) {
            expressions.emit(argument);
        }
        code.callStatic(ExpressionEmitter.MEMORY, method, descriptor);
    }

    private void invoke(IrStatement.Invoke invoke) {
        expressions.calls().emit(invoke.callee(), invoke.arguments());
        invoke.callee().result().ifPresent(type -> code.instruction(JvmType.of(type).popOpcode));
    }

    private boolean branch(IrStatement.If branch) {
        if (branch.condition() instanceof IrExpression.BoolConstant constant) {
            return constantBranch(branch, constant.value());
        }
        final Optional<EqualityChain> chain = EqualityChain.of(branch);
        if (chain.isPresent()) {
            return choice(chain.get());
        }
        final Optional<Label> jumpAway = jumpAway(branch.then());
        if (jumpAway.isPresent()) {
            conditions.jump(branch.condition(), true, jumpAway.get());
            lines(branch.then());
            return emit(branch.otherwise());
        }
        if (branch.then().isEmpty()) {
            return oneArmed(branch.condition(), true, branch.otherwise());
        }
        if (branch.otherwise().isEmpty()) {
            return oneArmed(branch.condition(), false, branch.then());
        }
        return twoArmed(branch);
    }

    /** Code that is not written still moves on the line that what follows may count on. */
    private void lines(List<IrStatement> unwritten) {
        IrTree.forEachStatement(unwritten, statement -> {
            if (statement instanceof IrStatement.Line line) {
                debug.line(line.line());
            }
        });
    }

    private boolean constantBranch(IrStatement.If branch, boolean taken) {
        if (!taken) {
            lines(branch.then());
            return emit(branch.otherwise());
        }
        final boolean reached = emit(branch.then());
        lines(branch.otherwise());
        return reached;
    }

    private boolean oneArmed(IrExpression condition, boolean skipWhen, List<IrStatement> body) {
        final Label end = new Label();
        conditions.jump(condition, skipWhen, end);
        emit(body);
        code.visitor().visitLabel(end);
        return true;
    }

    private boolean twoArmed(IrStatement.If branch) {
        final Label otherwise = new Label();
        final Label end = new Label();
        conditions.jump(branch.condition(), false, otherwise);
        final boolean thenEnds = emit(branch.then());
        if (thenEnds) {
            goTo(end);
        }
        code.visitor().visitLabel(otherwise);
        final boolean otherwiseEnds = emit(branch.otherwise());
        code.visitor().visitLabel(end);
        return thenEnds || otherwiseEnds;
    }

    private boolean choice(EqualityChain chain) {
        final Label otherwise = new Label();
        final Label end = new Label();
        final Label[] bodies = chain.bodies().stream().map(_ -> new Label()).toArray(Label[]::new);
        new SwitchEmitter(code).jump(chain, bodies, otherwise);
        boolean reached = false;
        for (int body = 0; body < bodies.length; body++) {
            code.visitor().visitLabel(bodies[body]);
            if (emit(chain.bodies().get(body))) {
                goTo(end);
                reached = true;
            }
        }
        code.visitor().visitLabel(otherwise);
        reached |= emit(chain.otherwise());
        code.visitor().visitLabel(end);
        chain.links().forEach(link -> debug.endScope(code.slots().ownedBy(link)));
        return reached;
    }

    /** Where {@code list} jumps to when that is all it does: the condition then jumps there itself. */
    private Optional<Label> jumpAway(List<IrStatement> list) {
        final List<IrStatement> code = list.stream().filter(statement -> !(statement instanceof IrStatement.Line)).toList();
        if (code.size() != 1) {
            return Optional.empty();
        }
        return switch (code.getFirst()) {
            case IrStatement.Break exit -> Optional.of(breakTarget(exit.label()));
            case IrStatement.Continue next -> Optional.of(targets.get(next.label()).start);
            default -> Optional.empty();
        };
    }

    private Label breakTarget(IrLabel label) {
        final Target target = targets.get(label);
        target.left = true;
        return target.exit;
    }

    private void goTo(Label label) {
        code.visitor().visitJumpInsn(Opcodes.GOTO, label);
    }

    private boolean block(IrStatement.Block block) {
        final Target target = new Target();
        targets.put(block.label(), target);
        final boolean ends = emit(block.body());
        code.visitor().visitLabel(target.exit);
        return ends || target.left;
    }

    private boolean loop(IrStatement.Loop loop) {
        final Target target = new Target();
        targets.put(loop.label(), target);
        code.visitor().visitLabel(target.start);
        if (emit(loop.body())) {
            goTo(target.start);
        }
        code.visitor().visitLabel(target.exit);
        return target.left;
    }

    private void end(Optional<IrExpression> value) {
        value.ifPresent(expressions::emit);
        code.instruction(value.map(v -> JvmType.of(v.type()).returnOpcode).orElse(Opcodes.RETURN));
    }
}
