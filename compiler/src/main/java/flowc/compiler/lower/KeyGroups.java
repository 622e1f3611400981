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
    /** Where keys are lowered before it is known which method has room for them: no two have a local in common, and the methods have its parameters. */
    private final MethodBuilder keys;
    private final Environment environment;
    private final List<IrCallee> groups = new ArrayList<>();
    private MethodBuilder group;
    private int parts;

    KeyGroups(Lowering lowering, Environment caller) {
        this.lowering = lowering;
        this.caller = caller;
        this.keys = new MethodBuilder("keys", false, lowering.program.frame);
        this.environment = Environment.ofPacket(lowering.program, keys, words);
    }

    /** Calls that say which tables the packet touches, with which keys, when it {@code passed} {@code input where}. */
    void build(List<TableLowering> touched, IrExpression passed) {
        touched.forEach(table -> table.untouched(caller));
        touched.forEach(this::add);
        end();
        caller.method.when(passed, () -> {
            caller.words.beforeCall(words.touched(), caller);
            groups.forEach(keysOfSome -> caller.method.invoke(keysOfSome, caller.packet, caller.slot));
        });
    }

    private void add(TableLowering table) {
        keys.forgetLine();
        final List<IrStatement> key = keys.nested(() -> table.key(environment, Ir.TRUE));
        final int size = IrTree.size(key);
        if (group == null || parts + size > PARTS) {
            end();
            begin(table);
        }
        parts += size;
        group.append(key);
    }

    /** {@code key$T(packet, slot)}, of the first of its tables. */
    private void begin(TableLowering table) {
        group = lowering.program.method("key$" + table.table().name());
        Environment.ofPacket(lowering.program, group, words); // gives it the parameters that the keys' statements read
        parts = 0;
    }

    private void end() {
        if (group != null) {
            group.returns();
            groups.add(lowering.program.add(group, null));
        }
    }
}
