package flowc.compiler.lower;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.LocalSymbol;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrObject;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.layout.Arena;
import flowc.compiler.layout.SlotLayout;
import flowc.compiler.layout.StateLayout;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.runtime.export.RecordSink;
import flowc.runtime.export.RecordTemplate;
import flowc.runtime.program.Schedule;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import flowc.runtime.sketch.TopTable;
import flowc.runtime.table.FlowTable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What all methods of one tracker share while they are made: the frame, the slots, counters, templates, runtime objects. */
final class ProgramBuilder {
    /** One counter a kind, label and line. */
    private record CounterKey(CounterKind kind, String label, int line) {}

    final Analysis analysis;
    final Diagnostics diagnostics;
    /** Whether what could stand in one method is divided among several. */
    final boolean apart;
    final Arena frame = new Arena();
    final SlotLayout slots = new SlotLayout();

    /** What handlers read of a slot. */
    final SlotWords.InMemory handlerWords = new SlotWords.InMemory();
    final List<IrMethod> methods = new ArrayList<>();
    final List<RecordTemplate> templates = new ArrayList<>();
    final List<TrackerDescriptor.Top> tops = new ArrayList<>();
    final Map<LocalSymbol, Integer> topIndexes = new IdentityHashMap<>();
    final Map<LocalSymbol, IrExpression> intervalPlaces = new IdentityHashMap<>();
    private final Map<TableSymbol, StateLayout> states;
    private final Map<String, IrObject> objects = new LinkedHashMap<>();
    private final Map<CounterKey, Long> counters = new LinkedHashMap<>();
    private final Map<Integer, Long> params = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    ProgramBuilder(Analysis analysis, Diagnostics diagnostics, boolean apart) {
        this.apart = apart;
        this.analysis = analysis;
        this.diagnostics = diagnostics;
        this.states = StateLayout.of(analysis);
    }

    StateLayout state(TableSymbol table) {
        return states.get(table);
    }

    /** The tracker's own file. */
    Source source() {
        return analysis.tracker().span().source();
    }

    /** Another method; a number is added to a name that is taken: table 'handle' has 'handle$packet0', and so has table 'packet0'. */
    MethodBuilder method(String name) {
        String free = name;
        for (int i = 2; !names.add(free); i++) {
            free = name + "$" + i;
        }
        return new MethodBuilder(free, false, frame);
    }

    MethodBuilder override(String name) {
        return new MethodBuilder(name, true, frame);
    }

    /** Adds a finished method; {@code result} is null for one without. */
    IrCallee add(MethodBuilder method, IrType result) {
        final IrMethod built = method.build(Optional.ofNullable(result));
        methods.add(built);
        return built.callee();
    }

    /** A method of its own, without a result, of {@code code} that was made in {@code whole}: it has the parameters of that. */
    IrCallee part(String name, MethodBuilder whole, Stream<List<IrStatement>> code) {
        final MethodBuilder part = method(name);
        part.takes(whole);
        code.forEach(part::append);
        part.returns();
        return add(part, null);
    }

    /** Address of the frame's counter of this kind. */
    IrExpression counter(CounterKind kind, String label, int line) {
        return new IrExpression.FrameAddress(counters.computeIfAbsent(new CounterKey(kind, label, line), _ -> frame.allocate(Long.BYTES)));
    }

    List<TrackerDescriptor.Counter> counters() {
        return counters.entrySet().stream()
                .map(e -> new TrackerDescriptor.Counter(e.getKey().kind(), e.getKey().label(), e.getKey().line(), (int) (long) e.getValue())).toList();
    }

    long param(int index, int bytes) {
        return params.computeIfAbsent(index, _ -> frame.allocate(bytes));
    }

    IrCallee onTable(TableSymbol table, Method method) {
        return new IrCallee.OnObject(object("table$" + table.name(), FlowTable.class, "table", table.index()), method);
    }

    IrCallee onTop(int index, Method method) {
        return new IrCallee.OnObject(object("top$" + index, TopTable.class, "top", index), method);
    }

    IrCallee onSink(Method method) {
        return new IrCallee.OnObject(object("sink", RecordSink.class, "sink", -1), method);
    }

    IrCallee onSchedule(Method method) {
        return new IrCallee.OnObject(object("schedule", Schedule.class, "schedule", -1), method);
    }

    private IrObject object(String field, Class<?> type, String accessor, int index) {
        return objects.computeIfAbsent(field, f -> new IrObject(f, type, accessor, index));
    }

    List<IrObject> objects() {
        return List.copyOf(objects.values());
    }
}
