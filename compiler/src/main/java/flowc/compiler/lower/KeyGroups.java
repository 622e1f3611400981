package flowc.compiler.lower;

import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import java.util.ArrayList;
import java.util.List;

/** The keys of all tables in methods of several tables each, so that neither one of them nor the method that calls them all is too long. */
final class KeyGroups {
    /** Statements and expressions of a method, which are up to seven bytes of code each; a table of more has a method for itself. */
    private static final int PARTS = 500;

    private final Lowering lowering;
    private final Environment caller;
    /** Of all groups, so that each is stored once. */
    private final SlotWords.InMemory words = new SlotWords.InMemory();
    private final List<IrCallee> groups = new ArrayList<>();
    private MethodBuilder method;
    private Environment environment;
    private int parts;

    KeyGroups(Lowering lowering, Environment caller) {
        this.lowering = lowering;
        this.caller = caller;
    }

    /** Calls that say which tables the packet touches, with which keys, when it {@code passed} {@code input where}. */
    void build(List<TableLowering> touched, IrExpression passed) {
        touched.forEach(table -> table.untouched(caller));
        touched.forEach(this::add);
        end();
        caller.method.when(passed, () -> {
            caller.words.beforeCall(words.touched(), caller);
            groups.forEach(group -> caller.method.invoke(group, caller.packet, caller.slot));
        });
    }

    private void add(TableLowering table) {
        List<IrStatement> key = method == null ? List.of() : key(table);
        if (method == null || parts + IrTree.size(key) > PARTS) {
            end();
            begin(table);
            key = key(table);
        }
        parts += IrTree.size(key);
        method.append(key);
    }

    private List<IrStatement> key(TableLowering table) {
        return method.nested(() -> table.key(environment, Ir.TRUE));
    }

    /** {@code key$T(packet, slot)}, of the first of its tables. */
    private void begin(TableLowering table) {
        method = lowering.program.method("key$" + table.table().name());
        environment = Environment.ofPacket(lowering.program, method, words);
        parts = 0;
    }

    private void end() {
        if (method != null) {
            method.returns();
            groups.add(lowering.program.add(method, null));
        }
    }
}
