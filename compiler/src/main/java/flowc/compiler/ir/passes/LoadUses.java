package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import java.util.HashMap;
import java.util.Map;

/** How often a method sets each local and makes each load. */
final class LoadUses {
    private final Map<IrLocal, Integer> assignments = new HashMap<>();
    private final Map<IrExpression, Integer> loads = new HashMap<>();
    private int nextLocal;

    private LoadUses() {}

    static LoadUses of(IrMethod method) {
        final LoadUses uses = new LoadUses();
        method.parameters().forEach(uses::assigned);
        IrTree.forEachStatement(method.body(), statement -> {
            if (statement instanceof IrStatement.Assign assign) {
                uses.assigned(assign.local());
            }
        });
        IrTree.forEachExpression(method.body(), expression -> {
            if (expression instanceof IrExpression.Load load && load.stable()) {
                uses.loads.merge(load, 1, Integer::sum);
            }
        });
        return uses;
    }

    private void assigned(IrLocal local) {
        assignments.merge(local, 1, Integer::sum);
        nextLocal = Math.max(nextLocal, local.id() + 1);
    }

    boolean anyRepeated() {
        return loads.values().stream().anyMatch(count -> count > 1);
    }

    boolean isRepeated(IrExpression load) {
        return loads.getOrDefault(load, 0) > 1;
    }

    /** Whether the expression reads a local that has one value only. */
    boolean isFixed(IrExpression expression) {
        return expression instanceof IrExpression.Read(IrLocal local) && isFixed(local);
    }

    boolean isFixed(IrLocal local) {
        return assignments.getOrDefault(local, 0) <= 1;
    }

    /** A local that the method has not, set once. */
    IrLocal fresh(String name, IrExpression value) {
        return new IrLocal(nextLocal++, name, value.type());
    }
}
