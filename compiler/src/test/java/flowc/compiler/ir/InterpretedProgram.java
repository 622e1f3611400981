package flowc.compiler.ir;

import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.ProgramContext;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A tracker run by {@link IrInterpreter}: behaves as the generated class does. */
public final class InterpretedProgram extends FlowProgram {
    private final IrInterpreter interpreter;

    /** Resolves the program's objects from {@code context} as a generated constructor does. A call may take {@code stepBudget} steps. */
    public InterpretedProgram(IrProgram program, ProgramContext context, long stepBudget) {
        super(context);
        final Map<String, Object> objects = new HashMap<>();
        program.objects().forEach(object -> objects.put(object.field(), object.type().cast(resolve(object, context))));
        this.interpreter = new IrInterpreter(program, objects, frame, stepBudget);
    }

    private static Object resolve(IrObject object, ProgramContext context) {
        try {
            final Method accessor = Stream.of(ProgramContext.class.getMethods())
                    .filter(m -> m.getName().equals(object.accessor()) && m.getParameterCount() == (object.index() < 0 ? 0 : 1))
                    .findFirst().orElseThrow();
            accessor.setAccessible(true);
            return object.index() < 0 ? accessor.invoke(context) : accessor.invoke(context, object.index());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Calls any method of the program; null when it has no result. */
    public Object call(String name, Object... arguments) {
        return interpreter.call(name, arguments);
    }

    @Override
    public void configure() {
        call("configure");
    }

    @Override
    public void onBurst(long packets, long count) {
        call("onBurst", packets, count);
    }

    @Override
    public void prepareBurst(long packets, long count, long slots) {
        call("prepareBurst", packets, count, slots);
    }

    @Override
    public boolean hearsEnds(long table) {
        return (Boolean) call("hearsEnds", table);
    }

    @Override
    public boolean beginBursts() {
        return (Boolean) call("beginBursts");
    }

    @Override
    public void bringIndex(long count, long slots) {
        call("bringIndex", count, slots);
    }

    @Override
    public void bringRows(long count, long slots) {
        call("bringRows", count, slots);
    }

    @Override
    public void handleBurst(long packets, long count, long slots) {
        call("handleBurst", packets, count, slots);
    }

    @Override
    public void onExpire(long table, long row, long time, long reason) {
        call("onExpire", table, row, time, reason);
    }

    @Override
    public long rank(long table, long row) {
        return (Long) call("rank", table, row);
    }

    @Override
    public void onInit(long every, long time) {
        call("onInit", every, time);
    }

    @Override
    public void onEach(long every, long row, long time, long elapsed) {
        call("onEach", every, row, time, elapsed);
    }

    @Override
    public void onFinish(long every, long time, long elapsed) {
        call("onFinish", every, time, elapsed);
    }
}
