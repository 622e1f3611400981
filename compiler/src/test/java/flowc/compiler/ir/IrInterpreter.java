package flowc.compiler.ir;

import flowc.runtime.memory.Memory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs IR by walking its trees: slow and simple, the oracle for generated code. Values are Long, Double and Boolean. A call from outside may
 * take {@code stepBudget} steps, then {@link StepBudgetExceeded} ends it. One thread.
 */
public final class IrInterpreter {
    private final Map<String, IrMethod> methods = new HashMap<>();
    private final Map<String, Object> objectByField;
    private final long frame;
    private final long stepBudget;
    private long steps;
    private int depth;

    /** A loop that may never end. */
    public static final class StepBudgetExceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepBudgetExceeded(long budget) {
            super("the program took more steps than its budget: stepBudget=" + budget);
        }
    }

    /** How a statement ended: by reaching its end, or on its way to a label or to the caller. */
    private sealed interface Outcome {
        record End() implements Outcome {}

        record Exit(IrLabel label) implements Outcome {}

        record Next(IrLabel label) implements Outcome {}

        record Result(Optional<Object> value) implements Outcome {}
    }

    private static final Outcome END = new Outcome.End();

    /** {@code objectByField} holds the runtime object of every {@link IrObject}. */
    public IrInterpreter(IrProgram program, Map<String, Object> objectByField, long frame, long stepBudget) {
        program.methods().forEach(method -> methods.put(method.name(), method));
        this.objectByField = objectByField;
        this.frame = frame;
        this.stepBudget = stepBudget;
    }

    /** Calls a method by name; null when it has no result. */
    public Object call(String name, Object... arguments) {
        return call(methods.get(name), Arrays.asList(arguments));
    }

    private Object call(IrMethod method, List<Object> arguments) {
        if (depth == 0) {
            steps = 0;
        }
        depth++;
        try {
            final Map<IrLocal, Object> locals = new HashMap<>();
            for (int i = 0; i < arguments.size(); i++) {
                locals.put(method.parameters().get(i), arguments.get(i));
            }
            final Outcome outcome = run(method.body(), locals);
            return outcome instanceof Outcome.Result result ? result.value().orElse(null) : null;
        } finally {
            depth--;
        }
    }

    private void step() {
        if (++steps > stepBudget) {
            throw new StepBudgetExceeded(stepBudget);
        }
    }

    private Outcome run(List<IrStatement> body, Map<IrLocal, Object> locals) {
        for (IrStatement statement : body) {
            step();
            final Outcome outcome = run(statement, locals);
            if (outcome != END) {
                return outcome;
            }
        }
        return END;
    }

    private Outcome run(IrStatement statement, Map<IrLocal, Object> locals) {
        return switch (statement) {
            case IrStatement.If branch -> run((Boolean) value(branch.condition(), locals) ? branch.then() : branch.otherwise(), locals);
            case IrStatement.Block block -> {
                final Outcome outcome = run(block.body(), locals);
                yield outcome.equals(new Outcome.Exit(block.label())) ? END : outcome;
            }
            case IrStatement.Loop loop -> loop(loop, locals);
            case IrStatement.Break exit -> new Outcome.Exit(exit.label());
            case IrStatement.Continue next -> new Outcome.Next(next.label());
            case IrStatement.Return end -> new Outcome.Result(end.value().map(v -> value(v, locals)));
            default -> {
                effect(statement, locals);
                yield END;
            }
        };
    }

    private Outcome loop(IrStatement.Loop loop, Map<IrLocal, Object> locals) {
        while (true) {
            step();
            final Outcome outcome = run(loop.body(), locals);
            if (outcome.equals(new Outcome.Exit(loop.label()))) {
                return END;
            }
            if (outcome != END && !outcome.equals(new Outcome.Next(loop.label()))) {
                return outcome;
            }
        }
    }

    private void effect(IrStatement statement, Map<IrLocal, Object> locals) {
        switch (statement) {
            case IrStatement.Assign assign -> locals.put(assign.local(), value(assign.value(), locals));
            case IrStatement.Store store -> InterpretedMemory.store(store.access(), integer(store.address(), locals), value(store.value(), locals));
            case IrStatement.Copy copy ->
                Memory.copy(integer(copy.destination(), locals), integer(copy.source(), locals), integer(copy.bytes(), locals));
            case IrStatement.Zero zero -> Memory.zero(integer(zero.address(), locals), integer(zero.bytes(), locals));
            case IrStatement.Invoke invoke -> call(invoke.callee(), invoke.arguments(), locals);
            case IrStatement.Line _ -> { }
            default -> throw new AssertionError("no effect: " + statement);
        }
    }

    private long integer(IrExpression expression, Map<IrLocal, Object> locals) {
        return (Long) value(expression, locals);
    }

    private boolean truth(IrExpression expression, Map<IrLocal, Object> locals) {
        return (Boolean) value(expression, locals);
    }

    private Object value(IrExpression expression, Map<IrLocal, Object> locals) {
        return switch (expression) {
            case IrExpression.LongConstant c -> c.value();
            case IrExpression.DoubleConstant c -> c.value();
            case IrExpression.BoolConstant c -> c.value();
            case IrExpression.Read read -> Optional.ofNullable(locals.get(read.local())).orElseThrow(() -> new AssertionError("read before assigned: " + read));
            case IrExpression.FrameAddress address -> frame + address.offset();
            case IrExpression.Load load -> InterpretedMemory.load(load.access(), integer(load.address(), locals));
            case IrExpression.Arithmetic a -> InterpretedOperators.arithmetic(a.operator(), value(a.left(), locals), value(a.right(), locals));
            case IrExpression.Compare c -> InterpretedOperators.compare(c.comparison(), value(c.left(), locals), value(c.right(), locals));
            case IrExpression.Convert c -> InterpretedOperators.convert(c.conversion(), value(c.operand(), locals));
            case IrExpression.Not not -> !truth(not.operand(), locals);
            case IrExpression.And and -> truth(and.left(), locals) && truth(and.right(), locals);
            case IrExpression.Or or -> truth(or.left(), locals) || truth(or.right(), locals);
            case IrExpression.Conditional c -> truth(c.condition(), locals) ? value(c.whenTrue(), locals) : value(c.whenFalse(), locals);
            case IrExpression.Call call -> call(call.callee(), call.arguments(), locals);
        };
    }

    private Object call(IrCallee callee, List<IrExpression> arguments, Map<IrLocal, Object> locals) {
        step();
        final List<Object> values = arguments.stream().map(argument -> value(argument, locals)).toList();
        return switch (callee) {
            case IrCallee.Generated generated -> call(methods.get(generated.name()), values);
            case IrCallee.Static target -> invoke(target.method(), null, values);
            case IrCallee.OnObject target -> invoke(target.method(), objectByField.get(target.receiver().field()), values);
        };
    }

    private static Object invoke(Method method, Object receiver, List<Object> arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(receiver, arguments.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
