package flowc.compiler.ir;

import flowc.compiler.source.CompilerBug;
import flowc.runtime.program.ProgramContext;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Checks what the emitter relies on. A problem is a bug of the stage before, never of the tracker. */
public final class IrVerifier {
    private final IrProgram program;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, IrMethod> methodByName = new HashMap<>();

    private IrVerifier(IrProgram program) {
        this.program = program;
    }

    /** The problems, in order of the program; empty for a right one. */
    public static List<String> verify(IrProgram program) {
        return new IrVerifier(program).run();
    }

    /** Throws a {@link CompilerBug} that lists the problems, if there are any. {@code when} is like {@code "after pass constant-folding"}. */
    public static void require(IrProgram program, String when) {
        final List<String> problems = verify(program);
        if (!problems.isEmpty()) {
            throw new CompilerBug("the IR of " + program.className() + " is wrong " + when + ":\n  " + String.join("\n  ", problems));
        }
    }

    private List<String> run() {
        objects();
        for (IrMethod method : program.methods()) {
            if (methodByName.put(method.name(), method) != null) {
                problems.add("two methods have one name: " + method.name());
            }
            if (method.name().isEmpty() || method.name().chars().anyMatch(c -> ".;[/<>".indexOf(c) >= 0)) {
                problems.add("no name for a method: '" + method.name() + "'");
            }
        }
        overrides();
        for (IrMethod method : program.methods()) {
            new MethodVerifier(method, new CalleeVerifier(methodByName, program.objects()), problems).verify();
        }
        return problems;
    }

    private void objects() {
        final Set<String> fields = new HashSet<>();
        for (IrObject object : program.objects()) {
            if (!fields.add(object.field())) {
                problems.add("two objects have one field: " + object.field());
            }
            final int parameters = object.index() < 0 ? 0 : 1;
            if (Stream.of(ProgramContext.class.getMethods()).noneMatch(m -> m.getName().equals(object.accessor()) && m.getParameterCount() == parameters)) {
                problems.add("ProgramContext has no such accessor: " + object);
            }
        }
    }

    /** What a program implements: all that its base lets it, whether the base does something itself or not. */
    static List<Method> overridable(Class<?> base) {
        return Stream.of(base.getDeclaredMethods()).filter(m -> (m.getModifiers() & (Modifier.PRIVATE | Modifier.FINAL | Modifier.STATIC)) == 0).toList();
    }

    private void overrides() {
        final List<Method> overridable = overridable(program.base());
        for (Method required : overridable) {
            final IrMethod method = methodByName.get(required.getName());
            if (method == null) {
                problems.add(program.base().getSimpleName() + "'s method is not implemented: " + required.getName());
            } else if (!method.overrides() || !method.callee().parameters().equals(Signatures.parameters(required))
                    || !method.result().equals(Signatures.result(required))) {
                problems.add("method " + method.name() + " must override " + required);
            }
        }
        for (IrMethod method : program.methods()) {
            if (method.overrides() && overridable.stream().noneMatch(m -> m.getName().equals(method.name()))) {
                problems.add("method " + method.name() + " overrides nothing of " + program.base().getSimpleName());
            }
        }
    }
}
