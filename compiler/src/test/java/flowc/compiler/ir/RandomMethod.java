package flowc.compiler.ir;

import flowc.runtime.export.RecordSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes one well-typed method whose loops end. */
final class RandomMethod {
    private static final int MAX_DEPTH = 2;

    private final Random random;
    private final List<IrMethod> callable;
    private final List<IrLocal> readable = new ArrayList<>();
    private final List<IrLocal> counters = new ArrayList<>();
    private final List<IrLabel> breakable = new ArrayList<>();
    private final List<IrLabel> continuable = new ArrayList<>();
    private final RandomExpressions expressions;
    private final Optional<IrType> result;
    private int nextId;

    private RandomMethod(Random random, List<IrMethod> callable) {
        this.random = random;
        this.callable = new ArrayList<>(callable);
        this.expressions = new RandomExpressions(random, readable);
        this.result = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(type());
    }

    /** {@code callable} may be called, each once and outside of loops, so that no call takes long. */
    static IrMethod make(Random random, String name, List<IrMethod> callable) {
        return new RandomMethod(random, callable).method(name);
    }

    private IrMethod method(String name) {
        final int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            readable.add(local());
        }
        final List<IrLocal> parameters = List.copyOf(readable);
        final List<IrStatement> body = new ArrayList<>(body(MAX_DEPTH));
        result.ifPresent(type -> body.add(TestPrograms.result(expressions.of(type, 3))));
        return new IrMethod(name, false, parameters, result, List.copyOf(body));
    }

    private IrType type() {
        return RandomExpressions.pick(random, List.of(IrType.values()));
    }

    private IrLocal local() {
        return new IrLocal(nextId, "v" + nextId++, type());
    }

    private IrLabel label() {
        return new IrLabel(nextId, "L" + nextId++);
    }

    /** Locals first assigned inside are not read behind it. */
    private List<IrStatement> body(int depth) {
        final int readableBefore = readable.size();
        final List<IrStatement> body = new ArrayList<>();
        final int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(3) == 0) {
                body.add(new IrStatement.Line(1 + random.nextInt(1000)));
            }
            statement(depth, body);
        }
        readable.subList(readableBefore, readable.size()).clear();
        return List.copyOf(body);
    }

    private void statement(int depth, List<IrStatement> out) {
        switch (random.nextInt(depth > 0 ? 14 : 8)) {
            case 0, 1, 2 -> assign(out);
            case 3 -> out.add(new IrStatement.Store(expressions.longAccess(), expressions.address(1), expressions.of(IrType.LONG, 2)));
            case 4 -> out.add(new IrStatement.Store(MemoryAccess.F64, expressions.doubleAddress(1), expressions.of(IrType.DOUBLE, 2)));
            case 5 -> blockOfMemory(out);
            case 6 -> invoke(out);
            case 7 -> jump(out);
            case 8, 9 -> out.add(new IrStatement.If(expressions.of(IrType.BOOL, 3), body(depth - 1), random.nextBoolean() ? List.of() : body(depth - 1)));
            case 10 -> assignOnBothSides(depth, out);
            case 11 -> block(depth, out);
            default -> loop(depth, out);
        }
    }

    private void assign(List<IrStatement> out) {
        final List<IrLocal> known = readable.stream().filter(l -> !counters.contains(l)).toList();
        final IrLocal local = known.isEmpty() || random.nextBoolean() ? local() : RandomExpressions.pick(random, known);
        out.add(new IrStatement.Assign(local, expressions.of(local.type(), 3)));
        if (!readable.contains(local)) {
            readable.add(local);
        }
    }

    private void assignOnBothSides(int depth, List<IrStatement> out) {
        final IrLocal local = local();
        final List<IrStatement> then = new ArrayList<>(body(depth - 1));
        then.addFirst(new IrStatement.Assign(local, expressions.of(local.type(), 2)));
        final List<IrStatement> otherwise = List.of(new IrStatement.Assign(local, expressions.of(local.type(), 2)));
        out.add(new IrStatement.If(expressions.of(IrType.BOOL, 2), List.copyOf(then), otherwise));
        readable.add(local);
    }

    private void blockOfMemory(List<IrStatement> out) {
        final int half = RandomExpressions.LONG_AREA_BYTES / 2;
        final IrExpression bytes = new IrExpression.LongConstant(random.nextInt(half / 2));
        final IrExpression destination = new IrExpression.FrameAddress(random.nextInt(half / 2));
        out.add(random.nextBoolean() ? new IrStatement.Zero(destination, bytes)
                : new IrStatement.Copy(destination, new IrExpression.FrameAddress(half + random.nextInt(half / 2)), bytes));
    }

    private void invoke(List<IrStatement> out) {
        final IrCallee callee;
        if (!callable.isEmpty() && continuable.isEmpty() && random.nextBoolean()) {
            callee = callable.remove(random.nextInt(callable.size())).callee();
            if (callee.result().isPresent() && random.nextBoolean()) {
                final IrLocal local = new IrLocal(nextId, "v" + nextId++, callee.result().get());
                out.add(new IrStatement.Assign(local, new IrExpression.Call(callee, expressions.arguments(callee, 2))));
                readable.add(local);
                return;
            }
        } else {
            callee = RandomExpressions.pick(random, List.of(new IrCallee.Static(TestPrograms.java(RandomCallees.class, "note")),
                    new IrCallee.Static(TestPrograms.java(RandomCallees.class, "half")),
                    new IrCallee.OnObject(RandomExpressions.OBJECTS.get(2), TestPrograms.java(RecordSink.class, "commit"))));
        }
        out.add(new IrStatement.Invoke(callee, expressions.arguments(callee, 2)));
    }

    /** Mostly under a condition; without one what follows is dead. */
    private void jump(List<IrStatement> out) {
        final List<IrStatement> jumps = new ArrayList<>();
        breakable.forEach(label -> jumps.add(new IrStatement.Break(label)));
        continuable.forEach(label -> jumps.add(new IrStatement.Continue(label)));
        jumps.add(new IrStatement.Return(result.map(type -> expressions.of(type, 2))));
        final IrStatement jump = RandomExpressions.pick(random, jumps);
        out.add(random.nextInt(8) == 0 ? jump : new IrStatement.If(expressions.of(IrType.BOOL, 2), List.of(jump), List.of()));
    }

    private void block(int depth, List<IrStatement> out) {
        final IrLabel label = label();
        breakable.add(label);
        final List<IrStatement> body = new ArrayList<>(body(depth - 1));
        if (random.nextBoolean()) {
            body.add(new IrStatement.Break(label));
        }
        out.add(new IrStatement.Block(label, List.copyOf(body)));
        breakable.remove(label);
    }

    /** At most a few rounds, counted by a local that nothing else assigns. */
    private void loop(int depth, List<IrStatement> out) {
        final IrLocal counter = new IrLocal(nextId, "v" + nextId++, IrType.LONG);
        final IrLabel label = label();
        final IrExpression read = new IrExpression.Read(counter);
        out.add(new IrStatement.Assign(counter, new IrExpression.LongConstant(0)));
        readable.add(counter);
        counters.add(counter);
        breakable.add(label);
        continuable.add(label);
        final List<IrStatement> body = new ArrayList<>();
        body.add(new IrStatement.If(new IrExpression.Compare(IrComparison.GREATER_EQUAL, read, new IrExpression.LongConstant(random.nextInt(5))),
                List.of(new IrStatement.Break(label)), List.of()));
        body.add(new IrStatement.Assign(counter, new IrExpression.Arithmetic(IrOperator.ADD, read, new IrExpression.LongConstant(1))));
        body.addAll(body(depth - 1));
        breakable.remove(label);
        continuable.remove(label);
        out.add(new IrStatement.Loop(label, List.copyOf(body)));
    }
}
