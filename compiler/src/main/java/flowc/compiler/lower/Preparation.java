package flowc.compiler.lower;

import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.List;

/**
 * Lowers {@code prepare(packet, slot)}: the walk over the headers, {@code input where}, and which tables the packet touches with which keys. Where
 * headers are stays in locals; the slot gets what handlers ask for.
 */
final class Preparation {
    /** Statements and expressions of keys that are laid in. */
    private static final int KEY_PARTS = 1_000;

    private final Lowering lowering;
    private final ProgramBuilder program;
    private final MethodBuilder method;
    private final Environment environment;
    /** As the walk finds them. */
    private final SlotWords.InLocals found;
    /** As they are after the walk. */
    private final SlotWords.InLocals known;
    private int room = KEY_PARTS;

    Preparation(Lowering lowering) {
        this.lowering = lowering;
        this.program = lowering.program;
        this.method = program.method("prepare");
        this.found = new SlotWords.InLocals(method);
        this.environment = Environment.ofPacket(program, method, found);
        this.known = new SlotWords.InLocals(method);
    }

    /** What handlers read must have been lowered before. */
    IrCallee build(List<TableLowering> touched) {
        final List<IrStatement> keys = method.nested(() -> keys(touched));
        found.offer(known);
        final List<IrStatement> walk = method.nested(this::walk);
        clear();
        method.append(walk);
        keep();
        method.append(keys);
        method.returns();
        return program.add(method, null);
    }

    private void walk() {
        environment.words = found;
        new HeaderWalk(lowering, environment).build();
    }

    /** What nothing is found of is 0. */
    private void clear() {
        found.clear();
        for (long offset : program.slots.presences()) {
            if (found.known(offset).isEmpty()) {
                method.store(MemoryAccess.I64, Ir.add(environment.slot, offset), Ir.ZERO);
            }
        }
    }

    private void keep() {
        found.locals().forEach((offset, local) -> {
            if (program.handlerWords.touched().contains(offset)) {
                method.store(MemoryAccess.I64, Ir.add(environment.slot, offset), Ir.read(local));
            }
        });
        known.take(found);
    }

    private void keys(List<TableLowering> touched) {
        environment.words = known;
        final boolean asks = program.analysis.input() != null;
        if (program.apart) {
            new KeyGroups(lowering, environment).build(touched, asks ? inputApart() : Ir.TRUE);
        } else {
            final IrExpression passed = asks ? input(environment) : Ir.TRUE;
            touched.forEach(table -> key(table, passed));
        }
    }

    /** In the method itself as long as there is room, so that the JVM compiles it however many tables there are; else in one of its own. */
    private void key(TableLowering table, IrExpression passed) {
        final List<IrStatement> own = method.nested(() -> table.key(environment, passed));
        final int size = IrTree.size(own);
        if (size <= room) {
            room -= size;
            method.append(own);
            return;
        }
        final SlotWords.InMemory words = new SlotWords.InMemory();
        final IrCallee key = keyMethod(table, words);
        table.untouched(environment);
        method.when(passed, () -> {
            environment.words.beforeCall(words.touched(), environment);
            method.invoke(key, environment.packet, environment.slot);
        });
    }

    /** {@code key$T(packet, slot)}. */
    private IrCallee keyMethod(TableLowering table, SlotWords.InMemory words) {
        final MethodBuilder key = program.method("key$" + table.table().name());
        table.key(Environment.ofPacket(program, key, words), Ir.TRUE);
        key.returns();
        return program.add(key, null);
    }

    /** {@code input(packet, slot)}: whether the packet passes {@code input where}. */
    private IrExpression inputApart() {
        final MethodBuilder input = program.method("input");
        final SlotWords.InMemory words = new SlotWords.InMemory();
        final Environment env = Environment.ofPacket(program, input, words);
        input.returns(input(env));
        final IrCallee callee = program.add(input, IrType.BOOL);
        environment.words.beforeCall(words.touched(), environment);
        return method.spill("passed", MethodBuilder.call(callee, environment.packet, environment.slot));
    }

    private IrExpression input(Environment asking) {
        final MethodBuilder in = asking.method;
        final IrLocal passed = in.assign("passed", Ir.FALSE);
        final IrLabel asked = in.label("input");
        final Environment env = asking.with(asking.typing);
        env.onFault = () -> in.leave(asked);
        env.atLine(program.analysis.input().expression().span());
        in.add(new IrStatement.Block(asked, in.nested(() -> in.when(lowering.conditions.lower(program.analysis.input(), env), () -> {
            in.assign(passed, Ir.TRUE);
            in.count(program.counter(CounterKind.INPUT, "input", 0));
        }))));
        return Ir.read(passed);
    }
}
