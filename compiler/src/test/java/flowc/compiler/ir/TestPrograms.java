package flowc.compiler.ir;

import flowc.runtime.program.FlowProgram;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Small programs for tests: the methods given, and empty ones for what else FlowProgram asks for. */
public final class TestPrograms {
    public static final String CLASS_NAME = "flowc.generated.Test";

    private TestPrograms() {}

    public static IrProgram program(IrMethod... methods) {
        return program(List.of(), List.of(methods));
    }

    public static IrProgram program(List<IrObject> objects, List<IrMethod> methods) {
        final List<IrMethod> all = new ArrayList<>(methods);
        IrVerifier.overridable(FlowProgram.class).stream()
                .filter(m -> methods.stream().noneMatch(given -> given.name().equals(m.getName())))
                .sorted(Comparator.comparing(Method::getName))
                .map(TestPrograms::empty)
                .forEach(all::add);
        return new IrProgram(CLASS_NAME, "test.flow", objects, all);
    }

    private static IrMethod empty(Method method) {
        final List<IrLocal> parameters = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            parameters.add(new IrLocal(i, "p" + i, IrType.LONG));
        }
        final Optional<IrExpression> result = method.getReturnType() == void.class ? Optional.empty()
                : Optional.of(method.getReturnType() == boolean.class ? new IrExpression.BoolConstant(false) : new IrExpression.LongConstant(0));
        return new IrMethod(method.getName(), true, parameters, result.map(IrExpression::type), result.map(TestPrograms::result).stream().toList());
    }

    public static IrStatement result(IrExpression value) {
        return new IrStatement.Return(Optional.of(value));
    }

    /** A private method without a result. */
    public static IrMethod method(String name, List<IrLocal> parameters, IrStatement... body) {
        return new IrMethod(name, false, parameters, Optional.empty(), List.of(body));
    }

    /** A private method with a result. */
    public static IrMethod function(String name, IrType result, List<IrLocal> parameters, IrStatement... body) {
        return new IrMethod(name, false, parameters, Optional.of(result), List.of(body));
    }

    /** The method of a class with this name; it has one only. */
    public static Method java(Class<?> owner, String name) {
        return Arrays.stream(owner.getMethods()).filter(m -> m.getName().equals(name)).findFirst().orElseThrow();
    }
}
