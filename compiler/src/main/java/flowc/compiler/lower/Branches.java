package flowc.compiler.lower;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.source.CompilerBug;
import flowc.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Values that one of two ways gives. Where neither way needs statements, an expression; else variables that both ways set. */
final class Branches {
    private Branches() {}

    static Value choose(Environment env, IrExpression condition, Type type, Supplier<Value> whenTrue, Supplier<Value> whenFalse) {
        final Value[] values = new Value[2];
        final List<IrStatement> then = env.method.nested(() -> values[0] = whenTrue.get());
        final List<IrStatement> otherwise = env.method.nested(() -> values[1] = whenFalse.get());
        if (values[0] instanceof Value.Nothing) {
            env.method.add(new IrStatement.If(condition, then, otherwise));
            return values[0];
        }
        final List<IrExpression> left = flatten(values[0]);
        final List<IrExpression> right = flatten(values[1]);
        if (left.size() != right.size()) {
            throw new CompilerBug("branches of different shapes: " + type.text());
        }
        if (then.isEmpty() && otherwise.isEmpty() && left.size() == 1) {
            return rebuild(values[0], new ArrayList<>(List.of(Ir.choose(condition, left.getFirst(), right.getFirst()))));
        }
        final List<IrExpression> results = new ArrayList<>();
        final List<IrLocal> locals = new ArrayList<>();
        for (IrExpression expression : left) {
            final IrLocal local = env.method.local("chosen", expression.type());
            locals.add(local);
            results.add(Ir.read(local));
        }
        env.method.add(new IrStatement.If(condition, assigning(then, locals, left), assigning(otherwise, locals, right)));
        return rebuild(values[0], results);
    }

    private static List<IrStatement> assigning(List<IrStatement> statements, List<IrLocal> locals, List<IrExpression> values) {
        final List<IrStatement> all = new ArrayList<>(statements);
        for (int i = 0; i < locals.size(); i++) {
            all.add(new IrStatement.Assign(locals.get(i), values.get(i)));
        }
        return all;
    }

    /** The expressions that a value is made of, in order. */
    static List<IrExpression> flatten(Value value) {
        return switch (value) {
            case Value.Scalar scalar -> List.of(scalar.expression());
            case Value.Reference reference -> List.of(reference.address());
            case Value.View view -> List.of(view.address(), view.length());
            case Value.Pair pair -> concat(flatten(pair.first()), flatten(pair.second()));
            case Value.Maybe maybe -> concat(List.of(maybe.present()), flatten(maybe.value()));
            case Value.Nothing _ -> List.of();
        };
    }

    private static List<IrExpression> concat(List<IrExpression> first, List<IrExpression> second) {
        final List<IrExpression> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** A value of the same shape from other expressions, which are taken from the list's start. */
    static Value rebuild(Value shape, List<IrExpression> expressions) {
        return switch (shape) {
            case Value.Scalar _ -> new Value.Scalar(expressions.removeFirst());
            case Value.Reference _ -> new Value.Reference(expressions.removeFirst());
            case Value.View _ -> new Value.View(expressions.removeFirst(), expressions.removeFirst());
            case Value.Pair pair -> {
                final Value first = rebuild(pair.first(), expressions);
                yield new Value.Pair(first, rebuild(pair.second(), expressions));
            }
            case Value.Maybe maybe -> {
                final IrExpression present = expressions.removeFirst();
                yield new Value.Maybe(present, rebuild(maybe.value(), expressions));
            }
            case Value.Nothing nothing -> nothing;
        };
    }
}
