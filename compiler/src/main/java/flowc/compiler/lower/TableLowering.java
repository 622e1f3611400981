package flowc.compiler.lower;

import flowc.compiler.analysis.Guard;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TableSymbol.CheckedHandler;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.CompactKey;
import flowc.compiler.syntax.ast.Declaration.Event;
import flowc.runtime.table.KeyForm;
import flowc.runtime.table.TouchLayout;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lowers one table: the key of a packet, the row it touches, and the handlers. */
public final class TableLowering {
    private final Lowering lowering;
    private final TableSymbol table;
    private final long slot;
    /** Where a packet's slot has the row once it was touched, plus 1 when it is new, else 0; -1 where nobody may ask for it again. */
    private final long remembered;
    private final Map<CheckedHandler, IrCallee> bodies = new LinkedHashMap<>();
    private final HandlerGroups groups;
    private IrCallee enter;

    TableLowering(Lowering lowering, TableSymbol table) {
        this.lowering = lowering;
        this.table = table;
        this.groups = new HandlerGroups(lowering.program, table);
        this.slot = table.key().isTyped() ? -1 : lowering.program.slots.table(table);
        this.remembered = isTouched() && entersTwice() ? lowering.program.slots.word() : -1;
    }

    boolean isTouched() {
        return !table.key().isTyped();
    }


    private Environment environment(MethodBuilder method) {
        return ofTable(new Environment(lowering.program, method, lowering.program.analysis.typing()));
    }

    private Environment packetEnvironment(MethodBuilder method) {
        return ofTable(Environment.ofPacket(lowering.program, method, lowering.program.handlerWords));
    }

    private Environment ofTable(Environment env) {
        env.table = table;
        env.line = table.declaration().span().line();
        return env;
    }

    /** Whether the packet touches the table, and with which key. {@code passed}: it did {@code input where}. */
    void key(Environment packet, IrExpression passed) {
        final MethodBuilder method = packet.method;
        final IrLabel asked = method.label(table.name());
        final Environment env = ofTable(packet.with(packet.typing));
        env.onFault = () -> {
            untouched(env);
            method.leave(asked);
        };
        env.atLine(table.declaration().key().span());
        method.add(new IrStatement.Block(asked, method.nested(() -> key(Ir.add(env.slot, slot), passed, env))));
    }

    /** The packet does not touch the table, as far as is known. */
    void untouched(Environment env) {
        env.method.store(MemoryAccess.I64, Ir.add(env.slot, slot), Ir.ZERO);
        unremembered(env);
    }

    private void unremembered(Environment env) {
        if (entersTwice()) {
            env.method.store(MemoryAccess.I64, Ir.add(env.slot, remembered), Ir.ZERO);
        }
    }

    /** Whether a packet may come to the row by more than one way: its own, and what happens in another table. */
    private boolean entersTwice() {
        return table.handlers().stream().anyMatch(handler -> handler.declaration().table() != null);
    }

    private void key(IrExpression place, IrExpression passed, Environment env) {
        // What 'input where' proves is not asked for again, so nothing may be read before it has passed.
        final IrExpression present = lowering.conditions.and(env, passed, () -> lowering.fields.allPresent(table.key().required(), env));
        final IrExpression asked = table.where() == null ? present
                : lowering.conditions.and(env, present, () -> lowering.conditions.lower(table.where(), env));
        env.method.when(asked, () -> {
            final IrExpression key = Ir.add(place, TouchLayout.KEY_OFFSET);
            final Runnable wide = () -> touches(place, lowering.keys.fromPacket(table.key(), key, env), KeyForm.WIDE, env);
            CompactKey.of(table).ifPresentOrElse(layout -> env.method.when(lowering.fields.present(new Guard.HeaderPresent(layout.header()), env),
                    () -> touches(place, lowering.compactKeys.fromPacket(table.key(), layout, key, env), KeyForm.COMPACT, env), wide), wide);
        }, () -> untouched(env));
    }

    private void touches(IrExpression place, IrExpression orientation, long form, Environment env) {
        final IrExpression shifted = Ir.operate(IrOperator.SHIFT_LEFT, orientation, Ir.constant(TouchLayout.ORIENTATION_SHIFT));
        env.method.store(MemoryAccess.I64, place, Ir.operate(IrOperator.OR, shifted, Ir.constant(TouchLayout.touched(form))));
        unremembered(env);
    }

    /** What the table does with {@code count} slots from {@code slots} on, {@code stride} bytes apart: one of the phases of a burst. */
    void phase(Method phase, MethodBuilder method, IrExpression slots, IrExpression stride, IrExpression count) {
        method.invoke(lowering.program.onTable(table, phase), Ir.add(slots, slot), stride, count);
    }

    /** Whether slots are to be brought what they need ahead. */
    IrExpression begin() {
        return MethodBuilder.call(lowering.program.onTable(table, RuntimeCalls.TABLE_BEGIN));
    }

    /** The handlers' bodies, each a method; those of one event in order. */
    void bodies() {
        for (CheckedHandler handler : table.handlers()) {
            bodies.put(handler, handler.declaration().event() == Event.EXPIRE ? expireBody(handler) : packetBody(handler));
        }
    }

    /** Name of the method that a handler becomes: {@code T$packet0}, the number being its place among the table's handlers. */
    public static String bodyName(TableSymbol table, CheckedHandler handler) {
        return table.name() + "$" + handler.declaration().event().name().toLowerCase(java.util.Locale.ROOT) + table.handlers().indexOf(handler);
    }

    private List<IrCallee> bodies(Event event, TableSymbol other) {
        final List<IrCallee> all = bodies.entrySet().stream().filter(e -> e.getKey().declaration().event() == event
                && java.util.Objects.equals(e.getKey().declaration().table(), other == null ? null : other.name())).map(Map.Entry::getValue).toList();
        return lowering.program.apart ? groups.of(all, event != Event.EXPIRE) : all;
    }

    /** {@code T$packet0(packet, slot, row, isNew, now)}: false when the row has ended. */
    private IrCallee packetBody(CheckedHandler handler) {
        final MethodBuilder method = lowering.program.method(bodyName(table, handler));
        final Environment env = packetEnvironment(method);
        env.row = method.parameter("row", IrType.LONG);
        env.isNew = method.parameter("isNew", IrType.BOOL);
        env.now = method.parameter("now", IrType.LONG);
        return handlerBody(handler, method, env);
    }

    private IrCallee handlerBody(CheckedHandler handler, MethodBuilder method, Environment env) {
        env.leavesHandler();
        env.atLine(handler.declaration().span());
        if (handler.where() != null) {
            final IrExpression condition = lowering.conditions.lower(handler.where(), env);
            method.when(Ir.not(condition), () -> method.returns(Ir.TRUE));
        }
        lowering.statements.block(handler.declaration().body(), env);
        method.returns(Ir.TRUE);
        return lowering.program.add(method, IrType.BOOL);
    }

    private IrCallee expireBody(CheckedHandler handler) {
        final MethodBuilder method = lowering.program.method(bodyName(table, handler));
        final Environment env = environment(method);
        env.row = method.parameter("row", IrType.LONG);
        env.now = method.parameter("time", IrType.LONG);
        env.reason = method.parameter("reason", IrType.LONG);
        return handlerBody(handler, method, env);
    }

    /** {@code enter$T(packet, slot, now)}: the row that the packet touches, plus 1 when it is new; 0 without one. Remembered in the slot where it may be asked for again. */
    void enter() {
        final MethodBuilder method = lowering.program.method("enter$" + table.name());
        final Environment env = packetEnvironment(method);
        env.now = method.parameter("now", IrType.LONG);
        env.onFault = () -> method.returns(Ir.ZERO);
        final IrExpression place = Ir.add(env.slot, slot);
        if (entersTwice()) {
            final IrExpression known = method.spill("known", Ir.load(MemoryAccess.I64, env.slot, remembered));
            method.when(Ir.notZero(known), () -> method.returns(known));
        }
        final IrExpression time = method.spill("time", CallLowering.time(env));
        final IrLocal found = method.assign("touched", MethodBuilder.call(lowering.program.onTable(table, RuntimeCalls.TABLE_KNOWN), place));
        final IrExpression touched = Ir.read(found);
        method.when(Ir.compare(IrComparison.LESS_EQUAL, touched, Ir.ZERO), () -> {
            method.assign(found, MethodBuilder.call(lowering.program.onTable(table, RuntimeCalls.TABLE_TOUCH_ANEW), place, time));
            method.when(Ir.isZero(touched), () -> {
                // Refused: once a packet, however many tables listen.
                method.store(MemoryAccess.I64, place, Ir.ZERO);
                method.returns(Ir.ZERO);
            });
        });
        method.invoke(lowering.program.onTable(table, RuntimeCalls.TABLE_REFRESH), row(touched), time);
        method.when(isNew(touched), () -> created(row(touched), place, env));
        if (entersTwice()) {
            method.store(MemoryAccess.I64, Ir.add(env.slot, remembered), touched);
        }
        method.returns(touched);
        enter = lowering.program.add(method, IrType.LONG);
    }

    private void created(IrExpression row, IrExpression place, Environment env) {
        final MethodBuilder method = env.method;
        lowering.assignments.defaults(table, row, env);
        for (IrCallee body : bodies(Event.NEW, null)) {
            method.when(Ir.not(MethodBuilder.call(body, env.packet, env.slot, row, Ir.TRUE, env.now)), () -> {
                method.store(MemoryAccess.I64, place, Ir.ZERO);
                method.returns(Ir.ZERO);
            });
        }
    }

    private static IrExpression isNew(IrExpression touched) {
        return Ir.toBool(Ir.operate(IrOperator.AND, touched, Ir.ONE));
    }

    private static IrExpression row(IrExpression touched) {
        return Ir.operate(IrOperator.AND, touched, Ir.constant(-2));
    }

    /** {@code handle$T(packet, slot, now)}: the row, {@code on new}, what other tables hear of it, {@code on packet}. */
    IrCallee handle(List<TableLowering> all) {
        final MethodBuilder method = lowering.program.method("handle$" + table.name());
        final Environment env = packetEnvironment(method);
        env.now = method.parameter("now", IrType.LONG);
        method.when(Ir.isZero(Ir.load(MemoryAccess.I64, env.slot, slot)), method::returns);
        final IrExpression touched = method.spill("touched", MethodBuilder.call(enter, env.packet, env.slot, env.now));
        method.when(Ir.isZero(touched), method::returns);
        for (TableLowering other : all) {
            other.hear(this, Event.NEW, touched, env);
            other.hear(this, Event.PACKET, touched, env);
        }
        for (IrCallee body : bodies(Event.PACKET, null)) {
            final IrExpression lives = MethodBuilder.call(body, env.packet, env.slot, row(touched), isNew(touched), env.now);
            method.when(Ir.not(lives), () -> {
                // Later tables of this packet must not be heard with a row that is gone.
                method.store(MemoryAccess.I64, Ir.add(env.slot, slot), Ir.ZERO);
                method.returns();
            });
        }
        method.returns();
        return lowering.program.add(method, null);
    }

    /** Adds what this table does on an event of {@code other}. */
    private void hear(TableLowering other, Event event, IrExpression touched, Environment env) {
        final List<IrCallee> listeners = bodies(event, other.table);
        if (listeners.isEmpty()) {
            return;
        }
        final MethodBuilder method = env.method;
        final IrExpression place = Ir.add(env.slot, slot);
        final IrExpression hears = Ir.and(event == Event.NEW ? isNew(touched) : Ir.TRUE, Ir.notZero(Ir.load(MemoryAccess.I64, place)));
        method.when(hears, () -> {
            final IrExpression own = method.spill("own", MethodBuilder.call(enter, env.packet, env.slot, env.now));
            method.when(Ir.notZero(own), () -> listeners.forEach(body -> method.when(
                    Ir.and(Ir.notZero(Ir.load(MemoryAccess.I64, place)), Ir.not(MethodBuilder.call(body, env.packet, env.slot, row(own), isNew(own), env.now))),
                    () -> method.store(MemoryAccess.I64, place, Ir.ZERO))));
        });
    }

    /** Calls of this table's {@code on expire} handlers, for the dispatch over all tables. */
    List<IrStatement> expire(IrExpression row, IrExpression time, IrExpression reason) {
        final List<IrStatement> calls = new ArrayList<>();
        bodies(Event.EXPIRE, null).forEach(body -> calls.add(new IrStatement.Invoke(body, List.of(row, time, reason))));
        return calls;
    }

    TableSymbol table() {
        return table;
    }
}
