package flowc.compiler.ir;

import flowc.runtime.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Random programs, and what can be seen of running one: the oracle's and the generated code's must agree. */
public final class RandomPrograms {
    public static final int FRAME_BYTES = RandomExpressions.LONG_AREA_BYTES + RandomExpressions.DOUBLE_AREA_BYTES;
    public static final long STEP_BUDGET = 10_000_000;

    private RandomPrograms() {}

    /** Everything that a call of a method leaves. */
    public record Observation(Object result, List<Object> frame, List<String> calls, List<String> notes) {}

    /** A program of {@code count} methods f0, f1 …; all are called by onInit, so that none is dead. */
    public static IrProgram make(Random random, int count) {
        final List<IrMethod> methods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            methods.add(RandomMethod.make(random, "f" + i, List.copyOf(methods)));
        }
        final List<IrStatement> calls = new ArrayList<>();
        for (IrMethod method : methods) {
            final List<IrExpression> arguments = arguments(random, method).stream().map(RandomExpressions::constant).toList();
            calls.add(new IrStatement.Invoke(method.callee(), arguments));
        }
        final List<IrMethod> all = new ArrayList<>(methods);
        final List<IrLocal> parameters = List.of(new IrLocal(0, "every", IrType.LONG), new IrLocal(1, "time", IrType.LONG));
        all.add(new IrMethod("onInit", true, parameters, Optional.empty(), List.copyOf(calls)));
        return TestPrograms.program(RandomExpressions.OBJECTS, all);
    }

    /** The methods that are still there after passes; the one that calls all others always is. */
    public static List<IrMethod> left(IrProgram before, IrProgram after) {
        final Set<String> names = after.methods().stream().map(IrMethod::name).collect(Collectors.toSet());
        return before.methods().stream().filter(method -> method.name().startsWith("f") && names.contains(method.name()) || method.name().equals("onInit")).toList();
    }

    /** Values for the parameters of a method. */
    public static List<Object> arguments(Random random, IrMethod method) {
        return method.parameters().stream().map(p -> RandomExpressions.value(random, p.type())).toList();
    }

    /** Runs {@code call(method, arguments)} on a frame that {@code seed} fills. */
    public static Observation observe(TestContext context, long seed, BiFunction<String, Object[], Object> call, String method, List<Object> arguments) {
        final Random random = new Random(seed);
        for (int offset = 0; offset < FRAME_BYTES; offset += Long.BYTES) {
            Memory.putI64(context.frame() + offset, offset < RandomExpressions.LONG_AREA_BYTES ? random.nextLong()
                    : Double.doubleToLongBits((Double) RandomExpressions.value(random, IrType.DOUBLE)));
        }
        context.calls().clear();
        RandomCallees.takeNotes();
        final Object result = call.apply(method, arguments.toArray());
        return new Observation(result, frame(context), List.copyOf(context.calls()), RandomCallees.takeNotes());
    }

    /** Doubles as Double, whose equality takes any NaN for any other. */
    private static List<Object> frame(TestContext context) {
        final List<Object> frame = new ArrayList<>();
        final List<Long> words = context.words();
        for (int i = 0; i < words.size(); i++) {
            frame.add(i * Long.BYTES < RandomExpressions.LONG_AREA_BYTES ? (Object) words.get(i) : (Object) Double.longBitsToDouble(words.get(i)));
        }
        return frame;
    }
}
