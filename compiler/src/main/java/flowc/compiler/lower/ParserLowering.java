package flowc.compiler.lower;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.LocalSymbol;
import flowc.compiler.analysis.Symbol;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.source.CompilerBug;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.List;

/**
 * Lays a parser into the {@code for} that runs it: {@code yield} becomes the loop's body. A read past the end of the bytes leaves the iteration
 * and is counted.
 */
final class ParserLowering {
    private final Lowering lowering;

    ParserLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    void run(Statement.For loop, Environment env) {
        final Expression.Call call = (Expression.Call) loop.source();
        final Symbol.Parser parser = ((Binding.Parser) env.typing.binding(call)).parser();
        final MethodBuilder method = env.method;
        final Environment inner = new Environment(lowering.program, method, lowering.program.analysis.typing());
        lowering.calls.bindParameters(parser.parameters(), call.arguments(), env, inner);
        final Value.View bytes = (Value.View) inner.locals.get(parser.parameters().getFirst());
        final IrLabel done = method.label(parser.name());
        final IrLocal cursor = method.assign("cursor", bytes.address());
        final IrLocal yielded = method.assign("yielded", Ir.ZERO);
        final IrExpression item = method.scratch(TypeLayout.bytes(parser.yields()));
        final IrExpression end = method.spill("end", Ir.add(bytes.address(), bytes.length()));
        final LocalSymbol variable = env.typing.local(loop);
        inner.parser = new ParserState(bytes.address(), cursor, end, done,
                lowering.program.counter(CounterKind.PARSER_CUT, parser.name(), 0), item, parser.yields(), parser.max(),
                () -> body(loop, variable, env, new Ends(done, yielded, parser.max()), item));
        inner.line = env.line;
        inner.now = env.now;
        inner.packet = env.packet;
        inner.onFault = env.onFault;
        inner.pinned = env.pinned;
        inner.onReturn = _ -> method.leave(done);
        method.add(new IrStatement.Block(done, method.nested(() -> lowering.statements.block(parser.declaration().body(), inner))));
    }

    /** What ends the iteration from inside of the loop's body. */
    private record Ends(IrLabel done, IrLocal yielded, long max) {}

    private void body(Statement.For loop, LocalSymbol variable, Environment env, Ends ends, IrExpression item) {
        final MethodBuilder method = env.method;
        env.locals.put(variable, new Value.Reference(item));
        final IrLabel round = method.label("item");
        method.add(new IrStatement.Block(round, method.nested(() -> StatementLowering.inLoop(env, ends.done(), round, () -> lowering.statements.block(loop.body(), env)))));
        method.assign(ends.yielded(), Ir.add(Ir.read(ends.yielded()), 1));
        method.when(Ir.compare(IrComparison.GREATER_EQUAL, Ir.read(ends.yielded()), Ir.constant(ends.max())), () -> method.leave(ends.done()));
    }

    void yield(Statement.Yield yield, Environment env) {
        final ParserState state = env.parser;
        lowering.calls.fill(yield.fields(), state.struct(), state.item(), env);
        state.yielded().run();
    }

    /** {@code loop}: at most the parser's {@code max} rounds. */
    void loop(Statement.Loop loop, Environment env) {
        final MethodBuilder method = env.method;
        final IrLocal rounds = method.assign("rounds", Ir.ZERO);
        final IrLabel end = method.label("loop");
        final IrLabel round = method.label("round");
        final List<IrStatement> body = method.nested(() -> {
            method.when(Ir.compare(IrComparison.GREATER_EQUAL, Ir.read(rounds), Ir.constant(env.parser.max())), () -> method.leave(end));
            method.assign(rounds, Ir.add(Ir.read(rounds), 1));
            method.add(new IrStatement.Block(round,
                    method.nested(() -> StatementLowering.inLoop(env, end, round, () -> lowering.statements.block(loop.body(), env)))));
        });
        method.add(new IrStatement.Loop(end, body));
    }

    /** A read of the parser's bytes. */
    Value cursor(Binding.Builtin builtin, Expression.Call call, Environment env) {
        return switch (builtin) {
            case TAKE -> take(call, env);
            case SKIP -> {
                take(call, env);
                yield new Value.Nothing();
            }
            case READ_U8 -> number(MemoryAccess.U8, 1, env);
            case READ_U16 -> number(MemoryAccess.U16_BE, 2, env);
            case READ_U24 -> u24(env);
            case READ_U32 -> number(MemoryAccess.U32_BE, 4, env);
            case READ_U64 -> number(MemoryAccess.I64_BE, 8, env);
            case READ_U16LE -> number(MemoryAccess.U16, 2, env);
            case READ_U32LE -> number(MemoryAccess.U32, 4, env);
            case READ_U64LE -> number(MemoryAccess.I64, 8, env);
            case READ_VARINT -> varint(env);
            case PEEK_U8 -> {
                need(Ir.ONE, env);
                yield scalar("peeked", Ir.load(MemoryAccess.U8, Ir.read(env.parser.cursor())), env);
            }
            case REMAINING -> scalar("remaining", remaining(env), env);
            case POSITION -> scalar("position", Ir.subtract(Ir.read(env.parser.cursor()), env.parser.start()), env);
            default -> throw new CompilerBug("no read: " + builtin);
        };
    }

    private static Value scalar(String name, IrExpression value, Environment env) {
        return new Value.Scalar(env.method.spill(name, value));
    }

    private static IrExpression remaining(Environment env) {
        return Ir.subtract(env.parser.end(), Ir.read(env.parser.cursor()));
    }

    /** Leaves the iteration unless so many bytes are left. */
    private static void need(IrExpression bytes, Environment env) {
        env.method.when(Ir.compare(IrComparison.GREATER_UNSIGNED, bytes, remaining(env)), () -> {
            env.method.count(env.parser.cut());
            env.method.leave(env.parser.done());
        });
    }

    private static void advance(IrExpression bytes, Environment env) {
        env.method.assign(env.parser.cursor(), Ir.add(Ir.read(env.parser.cursor()), bytes));
    }

    private Value take(Expression.Call call, Environment env) {
        final IrExpression length = env.method.spill("length", lowering.expressions.lower(call.arguments().getFirst(), env).scalar());
        need(length, env);
        final IrExpression start = Ir.read(env.method.assign("taken", Ir.read(env.parser.cursor())));
        advance(length, env);
        return new Value.View(start, length);
    }

    private static Value number(MemoryAccess access, int bytes, Environment env) {
        need(Ir.constant(bytes), env);
        final Value value = scalar("number", Ir.load(access, Ir.read(env.parser.cursor())), env);
        advance(Ir.constant(bytes), env);
        return value;
    }

    private static Value u24(Environment env) {
        need(Ir.constant(3), env);
        final Value value = scalar("number", FieldLowering.bits(Ir.read(env.parser.cursor()), 0, 24), env);
        advance(Ir.constant(3), env);
        return value;
    }

    /** RFC 9000, 16: the two high bits of the first byte tell the length, 1, 2, 4 or 8. */
    private static Value varint(Environment env) {
        final MethodBuilder method = env.method;
        need(Ir.ONE, env);
        final IrExpression cursor = Ir.read(env.parser.cursor());
        final IrExpression first = method.spill("first", Ir.load(MemoryAccess.U8, cursor));
        final IrExpression bytes = method.spill("bytes", Ir.operate(IrOperator.SHIFT_LEFT, Ir.ONE, Ir.operate(IrOperator.SHIFT_RIGHT_UNSIGNED, first, Ir.constant(6))));
        need(bytes, env);
        final IrLocal value = method.local("varint", IrType.LONG);
        method.when(Ir.equal(bytes, Ir.ONE), () -> method.assign(value, Ir.operate(IrOperator.AND, first, Ir.constant(0x3f))),
                () -> method.when(Ir.equal(bytes, Ir.constant(2)), () -> method.assign(value, masked(MemoryAccess.U16_BE, cursor, 0x3fffL)),
                        () -> method.when(Ir.equal(bytes, Ir.constant(4)), () -> method.assign(value, masked(MemoryAccess.U32_BE, cursor, 0x3fff_ffffL)),
                                () -> method.assign(value, masked(MemoryAccess.I64_BE, cursor, 0x3fff_ffff_ffff_ffffL)))));
        advance(bytes, env);
        return new Value.Scalar(Ir.read(value));
    }

    private static IrExpression masked(MemoryAccess access, IrExpression address, long mask) {
        return Ir.operate(IrOperator.AND, Ir.load(access, address), Ir.constant(mask));
    }
}
