package flowc.compiler.lower;

import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.Arena;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the statements of one IR method, hands out its locals, labels and scratch memory. */
final class MethodBuilder {
    private final String name;
    private final boolean overrides;
    private final Arena frame;
    private final List<IrLocal> parameters = new ArrayList<>();
    private List<IrStatement> statements = new ArrayList<>();
    private int nextLocal;
    private int nextLabel;
    private int line;

    MethodBuilder(String name, boolean overrides, Arena frame) {
        this.name = name;
        this.overrides = overrides;
        this.frame = frame;
    }

    IrExpression parameter(String parameterName, IrType type) {
        final IrLocal local = local(parameterName, type);
        parameters.add(local);
        return Ir.read(local);
    }

    /** Has the parameters of {@code other}, so that statements which were made there may stand here. */
    void takes(MethodBuilder other) {
        parameters.addAll(other.parameters);
        nextLocal = other.nextLocal;
    }

    String name() {
        return name;
    }

    /** Its parameters, to hand them on. */
    IrExpression[] arguments() {
        return parameters.stream().map(Ir::read).toArray(IrExpression[]::new);
    }

    IrLocal local(String localName, IrType type) {
        return new IrLocal(nextLocal++, localName, type);
    }

    IrLabel label(String labelName) {
        return new IrLabel(nextLabel++, labelName);
    }

    /** Address of {@code bytes} bytes that are this place's own for as long as the program lives. */
    IrExpression scratch(long bytes) {
        return new IrExpression.FrameAddress(frame.allocate(bytes));
    }

    void add(IrStatement statement) {
        statements.add(statement);
    }

    /** What follows comes from this line. */
    void line(int newLine) {
        if (newLine != line) {
            line = newLine;
            add(new IrStatement.Line(newLine));
        }
    }

    /** What follows may come to stand elsewhere, so it says its line even if that is the one before. */
    void forgetLine() {
        line = 0;
    }

    /** The statements that {@code body} adds, apart. */
    List<IrStatement> nested(Runnable body) {
        final List<IrStatement> outer = statements;
        statements = new ArrayList<>();
        body.run();
        final List<IrStatement> inner = statements;
        statements = outer;
        return inner;
    }

    void append(List<IrStatement> more) {
        statements.addAll(more);
    }

    IrLocal assign(String localName, IrExpression value) {
        final IrLocal local = local(localName, value.type());
        add(new IrStatement.Assign(local, value));
        return local;
    }

    void assign(IrLocal local, IrExpression value) {
        add(new IrStatement.Assign(local, value));
    }

    /** The same value, computed once here: what may be read many times and after memory has changed. */
    IrExpression spill(String localName, IrExpression value) {
        return switch (value) {
            case IrExpression.LongConstant _, IrExpression.DoubleConstant _, IrExpression.BoolConstant _, IrExpression.FrameAddress _ -> value;
            default -> Ir.read(assign(localName, value));
        };
    }

    void store(MemoryAccess access, IrExpression address, IrExpression value) {
        add(new IrStatement.Store(access, address, value));
    }

    void copy(IrExpression destination, IrExpression source, long bytes) {
        add(new IrStatement.Copy(destination, source, Ir.constant(bytes)));
    }

    void zero(IrExpression address, long bytes) {
        add(new IrStatement.Zero(address, Ir.constant(bytes)));
    }

    void when(IrExpression condition, Runnable then) {
        when(condition, then, () -> { });
    }

    void when(IrExpression condition, Runnable then, Runnable otherwise) {
        add(new IrStatement.If(condition, nested(then), nested(otherwise)));
    }

    void leave(IrLabel label) {
        add(new IrStatement.Break(label));
    }

    void returns(IrExpression value) {
        add(new IrStatement.Return(Optional.of(value)));
    }

    void returns() {
        add(new IrStatement.Return(Optional.empty()));
    }

    static IrExpression call(Method method, IrExpression... arguments) {
        return new IrExpression.Call(new IrCallee.Static(method), List.of(arguments));
    }

    static IrExpression call(IrCallee callee, IrExpression... arguments) {
        return new IrExpression.Call(callee, List.of(arguments));
    }

    void invoke(IrCallee callee, IrExpression... arguments) {
        add(new IrStatement.Invoke(callee, List.of(arguments)));
    }

    /** Adds 1 to a counter. */
    void count(IrExpression counter) {
        store(MemoryAccess.I64, counter, Ir.add(Ir.load(MemoryAccess.I64, counter), 1));
    }

    IrMethod build(Optional<IrType> result) {
        return new IrMethod(name, overrides, List.copyOf(parameters), result, List.copyOf(statements));
    }
}
