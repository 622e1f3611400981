package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A statement list in the making, and the values of its last assignments that nothing since has changed. They are found by what changes them: a list
 * may have thousands that wait, as a record of as many fields has, and a look at each of them for each statement is more than the list is long.
 */
final class WaitingValues {
    /** Null in place of an assignment that was taken. */
    private final List<IrStatement> statements = new ArrayList<>();
    private final Map<IrLocal, IrExpression> values = new HashMap<>();
    private final Map<IrLocal, Integer> places = new HashMap<>();
    /** By a local, those whose values read it. Who waits no more may still be in: each waits once. */
    private final Map<IrLocal, List<IrLocal>> readers = new HashMap<>();
    private final Set<IrLocal> memoryReaders = new HashSet<>();

    void add(IrStatement statement) {
        statements.add(statement);
    }

    void addWaiting(IrStatement.Assign assign) {
        places.put(assign.local(), statements.size());
        values.put(assign.local(), assign.value());
        statements.add(assign);
        IrTree.forEachExpression(assign.value(), part -> {
            if (part instanceof IrExpression.Read(IrLocal read)) {
                readers.computeIfAbsent(read, _ -> new ArrayList<>()).add(assign.local());
            } else if (part instanceof IrExpression.Load load && !load.stable()) {
                memoryReaders.add(assign.local());
            }
        });
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean holds(IrLocal local) {
        return values.containsKey(local);
    }

    IrExpression value(IrLocal local) {
        return values.get(local);
    }

    /** Whether the value depends on memory that may change. */
    boolean readsMemory(IrLocal local) {
        return memoryReaders.contains(local);
    }

    /** The assignment leaves the list. */
    void take(IrLocal local) {
        statements.set(places.get(local), null);
        stay(local);
    }

    /** Values that read the local have to be computed where they are. */
    void changed(IrLocal local) {
        final List<IrLocal> changed = readers.remove(local);
        if (changed != null) {
            changed.forEach(this::stay);
        }
    }

    /** The same of values that read memory. */
    void memoryChanged() {
        memoryReaders.forEach(values::remove);
        memoryReaders.clear();
    }

    private void stay(IrLocal local) {
        values.remove(local);
        memoryReaders.remove(local);
    }

    void clear() {
        values.clear();
        readers.clear();
        memoryReaders.clear();
    }

    List<IrStatement> statements() {
        return statements.stream().filter(Objects::nonNull).toList();
    }
}
