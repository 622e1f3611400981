package flowc.compiler.bytecode;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrObject;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JVM slot of every local. A local belongs to the innermost statement list that holds all its uses; lists beside each other share slots,
 * because slots beyond 255 make every access two bytes longer. Sound, since a local is assigned before it is read on every path into its list.
 */
final class Slots {
    private final Map<IrLocal, Integer> slotByLocal = new HashMap<>();
    private final Map<List<IrStatement>, List<IrLocal>> localsByList = new IdentityHashMap<>();
    private final Map<IrLocal, Scope> scopeByLocal = new LinkedHashMap<>();
    private final Map<IrObject, Integer> slotByObject = new LinkedHashMap<>();
    private final SmallNumbers small;
    private final int frameSlot;

    private record Scope(Scope parent, int depth, List<IrStatement> list, List<Scope> children) {}

    private Slots(IrMethod method, SmallNumbers small) {
        this.small = small;
        int next = 1; // slot 0 is `this`
        for (IrLocal parameter : method.parameters()) {
            slotByLocal.put(parameter, next);
            next += JvmType.of(parameter.type()).slots;
        }
        if (usesFrameOften(method)) {
            this.frameSlot = next;
            next += JvmType.LONG.slots;
        } else {
            this.frameSlot = 0;
        }
        for (IrObject object : LoopObjects.of(method)) {
            slotByObject.put(object, next++);
        }
        final Scope root = scope(null, method.body());
        scopeByLocal.keySet().removeAll(method.parameters());
        scopeByLocal.forEach((local, scope) -> localsByList.computeIfAbsent(scope.list, _ -> new ArrayList<>()).add(local));
        allocate(root, next);
    }

    static Slots of(IrMethod method, SmallNumbers small) {
        return new Slots(method, small);
    }

    private static boolean usesFrameOften(IrMethod method) {
        final int[] uses = {0};
        IrTree.forEachExpression(method.body(), expression -> uses[0] += expression instanceof IrExpression.FrameAddress ? 1 : 0);
        return uses[0] > 1;
    }

    private Scope scope(Scope parent, List<IrStatement> list) {
        final Scope scope = new Scope(parent, parent == null ? 0 : parent.depth + 1, list, new ArrayList<>());
        for (IrStatement statement : list) {
            if (statement instanceof IrStatement.Assign assign) {
                use(assign.local(), scope);
            }
            for (IrExpression operand : IrTree.operands(statement)) {
                IrTree.forEachExpression(operand, expression -> {
                    if (expression instanceof IrExpression.Read read) {
                        use(read.local(), scope);
                    }
                });
            }
            IrTree.bodies(statement).forEach(body -> scope.children.add(scope(scope, body)));
        }
        return scope;
    }

    private void use(IrLocal local, Scope scope) {
        scopeByLocal.merge(local, scope, Slots::common);
    }

    private static Scope common(Scope left, Scope right) {
        Scope a = left;
        Scope b = right;
        while (a != b) {
            if (a.depth >= b.depth) {
                a = a.parent;
            } else {
                b = b.parent;
            }
        }
        return a;
    }

    private void allocate(Scope scope, int first) {
        int next = first;
        for (IrLocal local : ownedBy(scope.list)) {
            slotByLocal.put(local, next);
            next += small.typeOf(local).slots;
        }
        for (Scope child : scope.children) {
            allocate(child, next);
        }
    }

    int slot(IrLocal local) {
        return slotByLocal.get(local);
    }

    /** The locals, parameters aside, whose uses all lie in {@code list} and not all in one list inside it. */
    List<IrLocal> ownedBy(List<IrStatement> list) {
        return localsByList.getOrDefault(list, List.of());
    }

    /** The slots that keep objects; others are read from their fields. */
    Map<IrObject, Integer> objects() {
        return slotByObject;
    }

    /** The slot that keeps the frame's address, or 0 where the method reads the field instead. */
    int frameSlot() {
        return frameSlot;
    }
}
