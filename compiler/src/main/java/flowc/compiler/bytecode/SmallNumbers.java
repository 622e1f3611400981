package flowc.compiler.bytecode;

import flowc.compiler.ir.IrConversion;
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
import java.util.Set;

/**
 * Which LONGs of a method are never below 0 nor above what an {@code int} holds, as most of a packet's fields are. Ints compare in one instruction
 * of the JVM, and the JVM's compiler keeps nothing of it for the interpreter. Locals that are small lie in int slots, so that what it learns of one holds for its next use.
 */
final class SmallNumbers {
    private final Set<IrLocal> locals = new HashSet<>();

    private SmallNumbers() {}

    /** Takes all locals for small and drops those that are assigned what is not, until none is left to drop. */
    static SmallNumbers of(IrMethod method) {
        final SmallNumbers small = new SmallNumbers();
        final Map<IrLocal, List<IrExpression>> values = new HashMap<>();
        IrTree.forEachStatement(method.body(), statement -> {
            if (statement instanceof IrStatement.Assign assign && assign.local().type() == IrType.LONG) {
                values.computeIfAbsent(assign.local(), _ -> new ArrayList<>()).add(assign.value());
            }
        });
        method.parameters().forEach(values::remove);
        small.locals.addAll(values.keySet());
        boolean changed = true;
        while (changed) {
            changed = small.locals.removeIf(local -> !values.get(local).stream().allMatch(small::has));
        }
        return small;
    }

    boolean has(IrLocal local) {
        return locals.contains(local);
    }

    /** How a local lies in its slot. */
    JvmType typeOf(IrLocal local) {
        return has(local) ? JvmType.INT : JvmType.of(local.type());
    }

    boolean has(IrExpression expression) {
        return switch (expression) {
            case IrExpression.LongConstant(long value) -> value >= 0 && value <= Integer.MAX_VALUE;
            case IrExpression.Read(IrLocal local) -> has(local);
            case IrExpression.Load load -> switch (load.access()) {
                case U8, U16, U16_BE -> true;
                default -> false;
            };
            case IrExpression.Arithmetic a -> switch (a.operator()) {
                case AND -> has(a.left()) || has(a.right());
                case OR -> has(a.left()) && has(a.right());
                case SHIFT_RIGHT_UNSIGNED, SHIFT_RIGHT -> has(a.left());
                default -> false;
            };
            case IrExpression.Convert convert -> convert.conversion() == IrConversion.BOOL_TO_LONG;
            case IrExpression.Conditional c -> has(c.whenTrue()) && has(c.whenFalse());
            default -> false;
        };
    }
}
