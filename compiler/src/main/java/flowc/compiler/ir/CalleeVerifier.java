package flowc.compiler.ir;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that what is called exists and can be called from a generated class. */
record CalleeVerifier(Map<String, IrMethod> methodByName, List<IrObject> objects) {
    /** What is wrong with the callee and its arguments; empty when nothing is. */
    Optional<String> problem(IrCallee callee, List<IrExpression> arguments) {
        final Optional<String> problem = problem(callee);
        if (problem.isPresent()) {
            return problem;
        }
        final Optional<List<IrType>> given = ExpressionVerifier.types(arguments);
        return given.equals(Optional.of(callee.parameters())) ? Optional.empty() : Optional.of(callee.name() + " takes " + callee.parameters() + ", not " + given);
    }

    private Optional<String> problem(IrCallee callee) {
        return switch (callee) {
            case IrCallee.Generated generated -> {
                final IrMethod method = methodByName.get(generated.name());
                yield method != null && method.callee().equals(generated) ? Optional.empty() : Optional.of("the program has no method " + generated);
            }
            case IrCallee.Static target -> accessible(target.method(), true);
            case IrCallee.OnObject target -> onObject(target);
        };
    }

    private Optional<String> onObject(IrCallee.OnObject target) {
        if (!objects.contains(target.receiver())) {
            return Optional.of("the program holds no object " + target.receiver());
        }
        if (!target.method().getDeclaringClass().isAssignableFrom(target.receiver().type())) {
            return Optional.of("object " + target.receiver().field() + " has no method " + target.method());
        }
        return accessible(target.method(), false);
    }

    private static Optional<String> accessible(Method method, boolean isStatic) {
        if (!Modifier.isPublic(method.getModifiers()) || !Modifier.isPublic(method.getDeclaringClass().getModifiers())
                || Modifier.isStatic(method.getModifiers()) != isStatic) {
            return Optional.of("a callee must be public, and static when it is called without an object: " + method);
        }
        try {
            Signatures.parameters(method);
            Signatures.result(method);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage() + " in " + method);
        }
    }
}
