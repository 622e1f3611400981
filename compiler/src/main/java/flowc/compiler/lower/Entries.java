package flowc.compiler.lower;

import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.placement.Placement;
import flowc.compiler.types.Type;
import flowc.runtime.packet.PacketLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The methods that the runtime calls: bursts ({@link BurstPhases}), ends, marks, ranks. */
final class Entries {
    private final Lowering lowering;
    private final ProgramBuilder program;
    private final List<TableLowering> tables;
    private final List<EveryLowering> everies;
    private final Placement placement;

    Entries(Lowering lowering, List<EveryLowering> everies, Placement placement) {
        this.lowering = lowering;
        this.placement = placement;
        this.program = lowering.program;
        this.everies = everies;
        this.tables = program.analysis.tables().stream().map(table -> new TableLowering(lowering, table)).toList();
    }

    /**
     * Everything that reads the slot comes before the walk that fills it. Gives how many bytes a slot has: those that handlers use. What only preparing a packet needs lies where the next slots are,
     * which are filled after it: so slots are short, for the caches and for handing them on.
     */
    long build() {
        final List<TableLowering> touched = tables.stream().filter(TableLowering::isTouched).toList();
        tables.forEach(TableLowering::bodies);
        touched.forEach(TableLowering::enter);
        final List<IrCallee> handles = touched.stream().map(table -> table.handle(touched)).toList();
        expire();
        rank();
        marks();
        final long slotBytes = program.slots.bytesInUse();
        final IrCallee prepare = new Preparation(lowering).build(touched);
        final IrCallee handle = handle(handles);
        new BurstPhases(program, touched, slotBytes).build(prepare, handle);
        return slotBytes;
    }

    /** {@code handle(packet, slot)}: the clock, what is due on it, then the tables in order. */
    private IrCallee handle(List<IrCallee> handles) {
        final MethodBuilder method = program.method("handle");
        final IrExpression packet = method.parameter("packet", IrType.LONG);
        final IrExpression slot = method.parameter("slot", IrType.LONG);
        final IrExpression now = method.spill("now",
                MethodBuilder.call(program.onSchedule(RuntimeCalls.SCHEDULE_ADVANCE), Ir.load(MemoryAccess.I64, packet, PacketLayout.CLOCK_OFFSET)));
        handles.forEach(handle -> method.invoke(handle, packet, slot, now));
        method.returns();
        return program.add(method, null);
    }

    private record Numbered(int number, List<IrStatement> body) {}

    /** Runs one of several bodies by a number, which is the first parameter; what they read are parameters. Many are divided among methods of some neighbours each. */
    private void dispatch(MethodBuilder method, IrExpression selector, Map<Integer, List<IrStatement>> bodies) {
        final List<Numbered> some = new ArrayList<>();
        bodies.forEach((number, body) -> {
            if (!body.isEmpty()) {
                some.add(new Numbered(number, selected(selector, number, body)));
            }
        });
        final List<List<Numbered>> groups = Chunks.of(some, Numbered::body, Chunks.PARTS);
        for (int i = 0; i < groups.size() - 1; i++) {
            final IrCallee group = group(method, groups.get(i));
            method.when(Ir.compare(IrComparison.LESS, selector, Ir.constant(groups.get(i + 1).getFirst().number())), () -> {
                method.invoke(group, method.arguments());
                method.returns();
            });
        }
        groups.getLast().forEach(one -> method.append(one.body()));
        method.returns();
    }

    private static List<IrStatement> selected(IrExpression selector, int number, List<IrStatement> body) {
        final List<IrStatement> selected = new ArrayList<>(body);
        selected.add(new IrStatement.Return(Optional.empty()));
        return List.of(new IrStatement.If(Ir.equal(selector, Ir.constant(number)), selected, List.of()));
    }

    /** {@code onEach$group(…)}, with all parameters of the method that it is a part of. */
    private IrCallee group(MethodBuilder whole, List<Numbered> some) {
        return program.part(whole.name() + "$group", whole, some.stream().map(Numbered::body));
    }

    private void expire() {
        final MethodBuilder method = program.override("onExpire");
        final IrExpression table = method.parameter("table", IrType.LONG);
        final IrExpression row = method.parameter("row", IrType.LONG);
        final IrExpression time = method.parameter("time", IrType.LONG);
        final IrExpression reason = method.parameter("reason", IrType.LONG);
        final Map<Integer, List<IrStatement>> bodies = new LinkedHashMap<>();
        tables.forEach(t -> bodies.put(t.table().index(), t.expire(row, time, reason)));
        dispatch(method, table, bodies);
        program.add(method, null);
        ofTables("hearsEnds", of -> !bodies.get(of.index()).isEmpty());
        ofTables("endsMayWait", placement::endsMayWait);
    }

    /** Says of a table by its number whether something holds for it. */
    private void ofTables(String name, Predicate<TableSymbol> holds) {
        final MethodBuilder method = program.override(name);
        final IrExpression table = method.parameter("table", IrType.LONG);
        program.analysis.tables().stream().filter(holds).forEach(known -> method.when(Ir.equal(table, Ir.constant(known.index())), () -> method.returns(Ir.TRUE)));
        method.returns(Ir.FALSE);
        program.add(method, IrType.BOOL);
    }

    private void marks() {
        final Map<Integer, List<IrStatement>> inits = new LinkedHashMap<>();
        final MethodBuilder init = program.override("onInit");
        final IrExpression initEvery = init.parameter("every", IrType.LONG);
        final IrExpression initTime = init.parameter("time", IrType.LONG);
        everies.forEach(every -> inits.put(every.index(), every.init(initTime)));
        dispatch(init, initEvery, inits);
        program.add(init, null);
        final MethodBuilder each = program.override("onEach");
        final IrExpression eachEvery = each.parameter("every", IrType.LONG);
        final IrExpression row = each.parameter("row", IrType.LONG);
        bodies(each, eachEvery, every -> (time, elapsed) -> every.each(row, time, elapsed));
        final MethodBuilder finish = program.override("onFinish");
        final IrExpression finishEvery = finish.parameter("every", IrType.LONG);
        bodies(finish, finishEvery, every -> every::finish);
    }

    /** A body that knows the time and how long its interval was. */
    private interface Timed {
        List<IrStatement> body(IrExpression time, IrExpression elapsed);
    }

    private void bodies(MethodBuilder method, IrExpression selector, Function<EveryLowering, Timed> part) {
        final IrExpression time = method.parameter("time", IrType.LONG);
        final IrExpression elapsed = method.parameter("elapsed", IrType.LONG);
        final Map<Integer, List<IrStatement>> bodies = new LinkedHashMap<>();
        everies.forEach(every -> bodies.put(every.index(), part.apply(every).body(time, elapsed)));
        dispatch(method, selector, bodies);
        program.add(method, null);
    }

    private void rank() {
        final MethodBuilder method = program.override("rank");
        final IrExpression selector = method.parameter("table", IrType.LONG);
        final IrExpression row = method.parameter("row", IrType.LONG);
        for (TableSymbol table : program.analysis.tables()) {
            if (table.rank() != null) {
                final Environment env = new Environment(program, method, table.rank().typing());
                env.table = table;
                env.row = row;
                env.onFault = () -> method.returns(Ir.ZERO);
                method.when(Ir.equal(selector, Ir.constant(table.index())),
                        () -> method.returns(sortable(lowering.expressions.lower(table.rank().expression(), env).scalar(), lowering.expressions.valueType(table.rank().expression(), env), env)));
            }
        }
        method.returns(Ir.ZERO);
        program.add(method, IrType.LONG);
    }

    /** A signed number in the order of the value. */
    private static IrExpression sortable(IrExpression value, Type type, Environment env) {
        if (type == Type.Simple.FLOAT) {
            final IrExpression bits = env.method.spill("bits", Ir.convert(IrConversion.DOUBLE_BITS, value));
            final IrExpression flip = Ir.operate(IrOperator.SHIFT_RIGHT_UNSIGNED, Ir.operate(IrOperator.SHIFT_RIGHT, bits, Ir.constant(63)), Ir.ONE);
            return Ir.operate(IrOperator.XOR, bits, flip);
        }
        return type instanceof Type.Integer range && range.needsUnsigned() ? Ir.operate(IrOperator.XOR, value, Ir.constant(Long.MIN_VALUE)) : value;
    }
}
