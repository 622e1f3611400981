package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rewrites one method's statements so that a steady load is made once on every way through them. What is loaded in a branch is known in it only. */
final class LoadSharing {
    /** Statements of what may be doubled. */
    private static final int MOST_WAY_OUT = 4;

    private final LoadUses uses;
    /** Locals that hold what another holds. */
    private final Map<IrLocal, IrLocal> aliases = new HashMap<>();
    private Map<IrExpression, IrLocal> loaded = new HashMap<>();
    private List<IrStatement> out = new ArrayList<>();

    LoadSharing(LoadUses uses) {
        this.uses = uses;
    }

    List<IrStatement> share(List<IrStatement> body) {
        final Map<IrExpression, IrLocal> before = loaded;
        final List<IrStatement> outer = out;
        loaded = new HashMap<>(before);
        out = new ArrayList<>();
        body.forEach(this::statement);
        final List<IrStatement> shared = List.copyOf(out);
        loaded = before;
        out = outer;
        return shared;
    }

    private void statement(IrStatement statement) {
        switch (statement) {
            case IrStatement.Assign a -> assign(a);
            case IrStatement.Store s -> {
                final IrExpression address = always(s.address());
                out.add(new IrStatement.Store(s.access(), address, always(s.value())));
            }
            case IrStatement.Copy c -> {
                final IrExpression destination = always(c.destination());
                final IrExpression source = always(c.source());
                out.add(new IrStatement.Copy(destination, source, always(c.bytes())));
            }
            case IrStatement.Zero z -> {
                final IrExpression address = always(z.address());
                out.add(new IrStatement.Zero(address, always(z.bytes())));
            }
            case IrStatement.Invoke i -> out.add(new IrStatement.Invoke(i.callee(), i.arguments().stream().map(this::always).toList()));
            case IrStatement.If(IrExpression.Not(IrExpression.And(IrExpression first, IrExpression second)), List<IrStatement> leave, List<IrStatement> otherwise)
                    when otherwise.isEmpty() && isShortWayOut(leave) -> {
                // One question after the other: what the second loads is then known behind both.
                statement(new IrStatement.If(new IrExpression.Not(first), leave, List.of()));
                statement(new IrStatement.If(new IrExpression.Not(second), leave, List.of()));
            }
            case IrStatement.If i -> {
                final IrExpression condition = always(i.condition());
                out.add(new IrStatement.If(condition, share(i.then()), share(i.otherwise())));
            }
            case IrStatement.Block b -> out.add(new IrStatement.Block(b.label(), share(b.body())));
            case IrStatement.Loop l -> out.add(new IrStatement.Loop(l.label(), share(l.body())));
            case IrStatement.Return r -> out.add(new IrStatement.Return(r.value().map(this::always)));
            case IrStatement.Break _, IrStatement.Continue _, IrStatement.Line _ -> out.add(statement);
        }
    }

    /** Whether nothing behind {@code body} is reached from it, and it may stand there twice. */
    private static boolean isShortWayOut(List<IrStatement> body) {
        return body.size() <= MOST_WAY_OUT && body.getLast() instanceof IrStatement.Break
                && body.subList(0, body.size() - 1).stream().allMatch(statement -> statement instanceof IrStatement.Assign || statement instanceof IrStatement.Line);
    }

    /** A local that only ever holds a shared one needs none of its own. */
    private void assign(IrStatement.Assign assign) {
        final IrExpression value = always(assign.value());
        if (value instanceof IrExpression.Read(IrLocal other) && uses.isFixed(other) && uses.isFixed(assign.local())) {
            aliases.put(assign.local(), other);
        } else {
            out.add(new IrStatement.Assign(assign.local(), value));
        }
    }

    /** What is evaluated whenever the statement runs: its steady loads are made before it. */
    private IrExpression always(IrExpression expression) {
        return rewrite(expression, true);
    }

    private IrExpression rewrite(IrExpression expression, boolean always) {
        return switch (expression) {
            case IrExpression.LongConstant _, IrExpression.DoubleConstant _, IrExpression.BoolConstant _, IrExpression.FrameAddress _ -> expression;
            case IrExpression.Read r -> new IrExpression.Read(aliases.getOrDefault(r.local(), r.local()));
            case IrExpression.Load l -> load(l, new IrExpression.Load(l.access(), rewrite(l.address(), always), l.stable()), always);
            case IrExpression.Arithmetic a -> new IrExpression.Arithmetic(a.operator(), rewrite(a.left(), always), rewrite(a.right(), always));
            case IrExpression.Compare c -> new IrExpression.Compare(c.comparison(), rewrite(c.left(), always), rewrite(c.right(), always));
            case IrExpression.Convert c -> new IrExpression.Convert(c.conversion(), rewrite(c.operand(), always));
            case IrExpression.Not n -> new IrExpression.Not(rewrite(n.operand(), always));
            case IrExpression.And a -> new IrExpression.And(rewrite(a.left(), always), rewrite(a.right(), false));
            case IrExpression.Or o -> new IrExpression.Or(rewrite(o.left(), always), rewrite(o.right(), false));
            case IrExpression.Conditional c ->
                new IrExpression.Conditional(rewrite(c.condition(), always), rewrite(c.whenTrue(), false), rewrite(c.whenFalse(), false));
            case IrExpression.Call c -> new IrExpression.Call(c.callee(), c.arguments().stream().map(a -> rewrite(a, always)).toList());
        };
    }

    /** {@code written} is how the load stood there, by which its uses were counted. */
    private IrExpression load(IrExpression written, IrExpression.Load load, boolean always) {
        if (!CommonLoads.isSteady(load, uses)) {
            return load;
        }
        final IrLocal known = loaded.get(load);
        if (known != null) {
            return new IrExpression.Read(known);
        }
        if (!always || !uses.isRepeated(written)) {
            return load;
        }
        final IrLocal local = uses.fresh("loaded", load);
        out.add(new IrStatement.Assign(local, load));
        loaded.put(load, local);
        return new IrExpression.Read(local);
    }
}
