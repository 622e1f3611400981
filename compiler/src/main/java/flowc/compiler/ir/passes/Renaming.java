package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rewrites a method's body for another method: with locals and labels that are not there yet, and leaving a block instead of returning. */
final class Renaming {
    private final Map<IrLocal, IrExpression> values = new HashMap<>();
    private final Map<IrLabel, IrLabel> labels = new HashMap<>();
    private final IrLabel end;
    private final Optional<IrLocal> result;
    private int nextLocal;
    private int nextLabel;

    /** What is returned goes to {@code result} and on behind {@code end}. */
    Renaming(int nextLocal, int nextLabel, IrLabel end, Optional<IrLocal> result) {
        this.nextLocal = nextLocal;
        this.nextLabel = nextLabel;
        this.end = end;
        this.result = result;
    }

    /** The value of a local that is never set in the body. */
    void replace(IrLocal local, IrExpression value) {
        values.put(local, value);
    }

    IrLocal local(IrLocal local) {
        return ((IrExpression.Read) value(local)).local();
    }

    private IrExpression value(IrLocal local) {
        return values.computeIfAbsent(local, l -> new IrExpression.Read(new IrLocal(nextLocal++, l.name(), l.type())));
    }

    int nextLocal() {
        return nextLocal;
    }

    int nextLabel() {
        return nextLabel;
    }

    List<IrStatement> statements(List<IrStatement> body) {
        final List<IrStatement> renamed = new ArrayList<>();
        body.forEach(statement -> statement(statement, renamed));
        return List.copyOf(renamed);
    }

    private void statement(IrStatement statement, List<IrStatement> out) {
        final IrStatement own = Rewriter.operands(statement, this::read);
        switch (own) {
            case IrStatement.Assign a -> out.add(new IrStatement.Assign(local(a.local()), a.value()));
            case IrStatement.If i -> out.add(new IrStatement.If(i.condition(), statements(i.then()), statements(i.otherwise())));
            case IrStatement.Block b -> out.add(new IrStatement.Block(label(b.label()), statements(b.body())));
            case IrStatement.Loop l -> out.add(new IrStatement.Loop(label(l.label()), statements(l.body())));
            case IrStatement.Break b -> out.add(new IrStatement.Break(label(b.label())));
            case IrStatement.Continue c -> out.add(new IrStatement.Continue(label(c.label())));
            case IrStatement.Return r -> end(r, out);
            default -> out.add(own);
        }
    }

    private void end(IrStatement.Return returned, List<IrStatement> out) {
        returned.value().ifPresent(value -> {
            if (result.isPresent()) {
                out.add(new IrStatement.Assign(result.get(), value));
            } else if (!Effects.droppable(value)) {
                out.add(new IrStatement.Assign(new IrLocal(nextLocal++, "unused", value.type()), value));
            }
        });
        out.add(new IrStatement.Break(end));
    }

    private IrExpression read(IrExpression expression) {
        return expression instanceof IrExpression.Read(IrLocal local) ? value(local) : expression;
    }

    private IrLabel label(IrLabel label) {
        return labels.computeIfAbsent(label, l -> new IrLabel(nextLabel++, l.name()));
    }
}
