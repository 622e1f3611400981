package flowc.compiler.lower;

import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrStatement;
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

    KeyGroups(Lowering lowering, Environment caller) {
        this.lowering = lowering;
        this.caller = caller;
        this.keys = new MethodBuilder("keys", false, lowering.program.frame);
        this.environment = Environment.ofPacket(lowering.program, keys, words);
    }

    private record Key(TableLowering table, List<IrStatement> code) {}

    /** Calls that say which tables the packet touches, with which keys, when it {@code passed} {@code input where}. */
    void build(List<TableLowering> touched, IrExpression passed) {
        touched.forEach(table -> table.untouched(caller));
        final List<IrCallee> groups = Chunks.of(touched.stream().map(this::key).toList(), Key::code, PARTS).stream().map(this::group).toList();
        caller.method.when(passed, () -> {
            caller.words.beforeCall(words.touched(), caller);
            groups.forEach(group -> caller.method.invoke(group, caller.packet, caller.slot));
        });
    }

    private Key key(TableLowering table) {
        keys.forgetLine();
        return new Key(table, keys.nested(() -> table.key(environment, Ir.TRUE)));
    }

    /** {@code key$T(packet, slot)}, of the first of its tables. */
    private IrCallee group(List<Key> some) {
        return lowering.program.part("key$" + some.getFirst().table().table().name(), keys, some.stream().map(Key::code));
    }
}
