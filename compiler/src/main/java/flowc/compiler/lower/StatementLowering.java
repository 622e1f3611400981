package flowc.compiler.lower;

import flowc.compiler.analysis.LocalSymbol;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.source.CompilerBug;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import flowc.runtime.table.EndReason;
import java.util.List;

/** Lowers statements in order. */
final class StatementLowering {
    private final Lowering lowering;

    StatementLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    void block(Statement.Block block, Environment env) {
        block.statements().forEach(statement -> lower(statement, env));
    }

    private void lower(Statement statement, Environment env) {
        if (!(statement instanceof Statement.Block)) {
            env.atLine(statement.span());
        }
        switch (statement) {
            case Statement.Block block -> block(block, env);
            case Statement.Let let -> let(let, env);
            case Statement.Var variable -> variable(variable, env);
            case Statement.Assign assign -> lowering.assignments.lower(assign, env);
            case Statement.If branch -> branch(branch, env);
            case Statement.For loop -> loop(loop, env);
            case Statement.Loop loop -> lowering.parsers.loop(loop, env);
            case Statement.Match match -> match(match, env);
            case Statement.Emit emit -> lowering.outputs.emit(emit, env);
            case Statement.Print print -> lowering.outputs.print(print, env);
            case Statement.Dump dump -> lowering.outputs.dump(dump, env);
            case Statement.Expire _ -> expire(env);
            case Statement.Return stop -> env.onReturn.accept(stop.value() == null ? new Value.Nothing() : returned(stop.value(), env));
            case Statement.Yield yield -> lowering.parsers.yield(yield, env);
            case Statement.Break _ -> leave(env.loop.end(), env);
            case Statement.Continue _ -> leave(env.loop.next(), env);
            case Statement.Evaluate evaluate -> lowering.expressions.lower(evaluate.expression(), env);
            case Statement.Export _ -> throw new CompilerBug("export is reported before");
        }
    }

    private static void leave(IrLabel label, Environment env) {
        Pins.releaseAbove(env.loop.pinned(), env);
        env.method.leave(label);
    }

    private Value returned(Expression value, Environment env) {
        return lowering.expressions.lowerAs(value, env.returnType, env);
    }

    private void let(Statement.Let let, Environment env) {
        final LocalSymbol symbol = env.typing.local(let);
        // A reference is the place itself: what is written through the name is written there.
        env.locals.put(symbol, symbol.kind() == LocalSymbol.Kind.REFERENCE ? Storage.spill(env, symbol.name(), lowering.expressions.lower(let.value(), env))
                : kept(symbol, lowering.expressions.lowerAs(let.value(), symbol.type(), env), env));
    }

    /** A value under a name: registers, or a copy in memory of its own. */
    private static Value kept(LocalSymbol symbol, Value value, Environment env) {
        if (!inMemory(symbol)) {
            return Storage.spill(env, symbol.name(), value);
        }
        final IrExpression place = env.method.scratch(TypeLayout.bytes(symbol.type()));
        Storage.store(env, place, symbol.type(), value, symbol.type());
        return Storage.load(symbol.type(), place);
    }

    private void variable(Statement.Var variable, Environment env) {
        final LocalSymbol symbol = env.typing.local(variable);
        if (variable.value() == null) {
            final IrExpression place = env.method.scratch(TypeLayout.bytes(symbol.type()));
            env.method.zero(place, TypeLayout.bytes(symbol.type()));
            env.locals.put(symbol, inMemory(symbol) ? Storage.load(symbol.type(), place) : registers(symbol, Storage.load(symbol.type(), place), env));
            return;
        }
        final Value value = lowering.expressions.lowerAs(variable.value(), symbol.type(), env);
        env.locals.put(symbol, inMemory(symbol) ? kept(symbol, value, env) : registers(symbol, value, env));
    }

    private static boolean inMemory(LocalSymbol symbol) {
        return Types.isComposite(symbol.type()) || Types.isMaybeComposite(symbol.type());
    }

    /** Locals of their own even for constants, because a variable changes. */
    private static Value registers(LocalSymbol symbol, Value value, Environment env) {
        final List<IrExpression> parts = Branches.flatten(Storage.spill(env, symbol.name(), value)).stream()
                .map(part -> Ir.read(env.method.assign(symbol.name(), part))).toList();
        return Branches.rebuild(value, new java.util.ArrayList<>(parts));
    }

    private void branch(Statement.If branch, Environment env) {
        switch (branch.condition()) {
            case Statement.Condition.Test test -> env.method.when(lowering.conditions.lower(test.expression(), env), () -> block(branch.then(), env),
                    () -> otherwise(branch, env));
            case Statement.Condition.Bind bind -> bind(branch, bind, env);
        }
    }

    private void otherwise(Statement.If branch, Environment env) {
        if (branch.otherwise() != null) {
            lower(branch.otherwise(), env);
        }
    }

    /** {@code if let}: the value is bound, then asked about, inside of its presence; the else branch must see both failures. */
    private void bind(Statement.If branch, Statement.Condition.Bind bind, Environment env) {
        final LocalSymbol symbol = env.typing.local(bind);
        final Value value = Storage.spill(env, symbol.name(), lowering.expressions.optional(bind.value(), env));
        final boolean row = symbol.type() instanceof Type.Row;
        final Value found = row && value instanceof Value.Maybe maybe ? maybe.value() : value;   // 0 where its key cannot be read
        final IrExpression present = row ? Ir.notZero(found.scalar()) : ((Value.Maybe) value).present();
        env.locals.put(symbol, row ? found : inner(symbol, (Value.Maybe) value, env));
        final IrExpression condition = bind.where() == null ? present
                : lowering.conditions.and(env, present, () -> lowering.conditions.lower(bind.where(), env));
        env.method.when(condition, () -> {
            final Pins pins = row ? Pins.hold(lowering.program, symbol, found.scalar(), env) : null;
            block(branch.then(), env);
            if (pins != null) {
                pins.release(env);
            }
        }, () -> otherwise(branch, env));
    }

    /** A composite may lie in a row that nothing holds, so its bytes are copied. */
    private static Value inner(LocalSymbol symbol, Value.Maybe value, Environment env) {
        if (!Types.isComposite(symbol.type())) {
            return value.value();
        }
        final IrExpression place = env.method.scratch(TypeLayout.bytes(symbol.type()));
        env.method.when(value.present(), () -> Storage.store(env, place, symbol.type(), value.value(), symbol.type()));
        return new Value.Reference(place);
    }

    private void loop(Statement.For loop, Environment env) {
        if (loop.source() instanceof Expression.Range range) {
            counting(loop, range, env);
        } else {
            lowering.parsers.run(loop, env);
        }
    }

    private void counting(Statement.For loop, Expression.Range range, Environment env) {
        final MethodBuilder method = env.method;
        final Value.Pair ends = (Value.Pair) lowering.expressions.lower(range, env);
        final IrLocal next = method.assign("next", ends.first().scalar());
        final IrExpression last = method.spill("last", ends.second().scalar());
        final IrLabel end = method.label("for");
        final IrLabel round = method.label("round");
        final List<IrStatement> body = method.nested(() -> {
            method.when(Ir.compare(IrComparison.GREATER, Ir.read(next), last), () -> method.leave(end));
            env.locals.put(env.typing.local(loop), new Value.Scalar(method.spill(loop.variable(), Ir.read(next))));
            method.add(new IrStatement.Block(round, method.nested(() -> inLoop(env, end, round, () -> block(loop.body(), env)))));
            method.assign(next, Ir.add(Ir.read(next), 1));
        });
        method.add(new IrStatement.Loop(end, body));
    }

    static void inLoop(Environment env, IrLabel end, IrLabel next, Runnable body) {
        final Environment.LoopTargets outer = env.loop;
        env.loop = new Environment.LoopTargets(end, next, env.pinned.size());
        body.run();
        env.loop = outer;
    }

    private void match(Statement.Match match, Environment env) {
        final ComparisonLowering.Typed subject = lowering.comparisons.typed(match.subject(), env);
        arm(match, 0, subject, env);
    }

    private void arm(Statement.Match match, int index, ComparisonLowering.Typed subject, Environment env) {
        if (index == match.arms().size()) {
            if (match.otherwise() != null) {
                block(match.otherwise(), env);
            }
            return;
        }
        final Statement.Arm arm = match.arms().get(index);
        IrExpression any = Ir.FALSE;
        for (Expression pattern : arm.patterns()) {
            final IrExpression known = any;
            any = known.equals(Ir.FALSE) ? lowering.comparisons.member(subject, pattern, env)
                    : lowering.conditions.or(env, known, () -> lowering.comparisons.member(subject, pattern, env));
        }
        env.method.when(any, () -> block(arm.body(), env), () -> arm(match, index + 1, subject, env));
    }

    private void expire(Environment env) {
        env.method.invoke(lowering.program.onTable(env.table, RuntimeCalls.TABLE_END), env.row, env.now, Ir.constant(EndReason.EXPIRED.ordinal()));
        env.onExpire.run();
    }
}
