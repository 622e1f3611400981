package flowc.compiler.lower;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.LocalSymbol;
import flowc.compiler.analysis.Symbol;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.source.Code;
import flowc.compiler.source.CompilerBug;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lowers a parser to a method that leaves its results in memory, and the {@code for} to a loop over them. Parsers see nothing that the loop's body
 * could change, so it is the same as running them in turns. A read past the end of the bytes ends the parser and is counted, and so does its {@code max}.
 */
final class ParserLowering {
    private final Lowering lowering;

    ParserLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    /** Most bytes of results that one run of a parser may leave. */
    private static final long MAX_RESULT_BYTES = 1L << 20;

    private final Map<Symbol.Parser, IrCallee> methods = new HashMap<>();

    void run(Statement.For loop, Environment env) {
        final Expression.Call call = (Expression.Call) loop.source();
        final Symbol.Parser parser = ((Binding.Parser) env.typing.binding(call)).parser();
        final MethodBuilder method = env.method;
        final int itemBytes = TypeLayout.bytes(parser.yields());
        final IrExpression items = method.scratch(itemBytes * parser.max());
        final List<IrExpression> arguments = new ArrayList<>(List.of(items));
        for (int i = 0; i < parser.parameters().size(); i++) {
            final LocalSymbol parameter = parser.parameters().get(i);
            arguments.addAll(Branches.flatten(Storage.spill(env, parameter.name(), lowering.expressions.lowerAs(call.arguments().get(i), parameter.type(), env))));
        }
        final IrExpression count = method.spill("count", new IrExpression.Call(method(parser, itemBytes, loop, env), arguments));
        method.when(Ir.compare(IrComparison.LESS, count, Ir.ZERO), env.onFault);
        each(loop, items, count, env);
    }

    /** The body of the {@code for}, once for every result. */
    private void each(Statement.For loop, IrExpression items, IrExpression count, Environment env) {
        final MethodBuilder method = env.method;
        final IrLocal index = method.assign("index", Ir.ZERO);
        final IrLabel end = method.label("for");
        final IrLabel round = method.label("item");
        final long itemBytes = TypeLayout.bytes(env.typing.local(loop).type());
        method.add(new IrStatement.Loop(end, method.nested(() -> {
            method.when(Ir.compare(IrComparison.GREATER_EQUAL, Ir.read(index), count), () -> method.leave(end));
            final IrExpression item = method.spill(loop.variable(), Ir.add(items, Ir.multiply(Ir.read(index), Ir.constant(itemBytes))));
            env.locals.put(env.typing.local(loop), new Value.Reference(item));
            method.add(new IrStatement.Block(round, method.nested(() -> StatementLowering.inLoop(env, end, round, () -> lowering.statements.block(loop.body(), env)))));
            method.assign(index, Ir.add(Ir.read(index), 1));
        })));
    }

    /** {@code parser$P(items, arguments …)}: writes the results to {@code items}, returns how many, or -1 after a fault. */
    private IrCallee method(Symbol.Parser parser, int itemBytes, Statement.For loop, Environment caller) {
        final IrCallee known = methods.get(parser);
        if (known != null) {
            return known;
        }
        if (itemBytes * parser.max() > MAX_RESULT_BYTES) {
            lowering.program.diagnostics.error(Code.VALUE_OUT_OF_RANGE, loop.source().span(), "'%s' may leave %d bytes of results, the limit is %d", parser.name(),
                    itemBytes * parser.max(), MAX_RESULT_BYTES).hint("lower its 'max'");
        }
        final MethodBuilder method = lowering.program.method("parser$" + parser.name());
        final Environment env = new Environment(lowering.program, method, lowering.program.analysis.typing());
        final IrExpression items = method.parameter("items", IrType.LONG);
        parser.parameters().forEach(parameter -> env.locals.put(parameter, parameter(parameter, method)));
        final Value.View bytes = (Value.View) env.locals.get(parser.parameters().getFirst());
        final IrLocal cursor = method.assign("cursor", bytes.address());
        final IrLocal count = method.assign("count", Ir.ZERO);
        env.parser = new ParserState(bytes.address(), cursor, method.spill("end", Ir.add(bytes.address(), bytes.length())),
                lowering.program.counter(CounterKind.PARSER_CUT, parser.name(), 0), lowering.program.counter(CounterKind.PARSER_FULL, parser.name(), 0), items, count, parser.yields(), parser.max());
        env.line = caller.line;
        env.onFault = () -> method.returns(Ir.constant(-1));
        env.onReturn = _ -> method.returns(Ir.read(count));
        lowering.statements.block(parser.declaration().body(), env);
        method.returns(Ir.read(count));
        final IrCallee built = lowering.program.add(method, IrType.LONG);
        methods.put(parser, built);
        return built;
    }

    /** The parameters that a value is passed by. */
    private static Value parameter(LocalSymbol symbol, MethodBuilder method) {
        return parameter(symbol.type(), symbol.name(), method);
    }

    private static Value parameter(Type type, String name, MethodBuilder method) {
        return switch (type) {
            case Type.Maybe maybe -> {
                final IrExpression present = method.parameter(name + "Present", IrType.BOOL);
                yield new Value.Maybe(present, parameter(maybe.inner(), name, method));
            }
            case Type.Range range -> {
                final Value low = parameter(range.element(), name + "Low", method);
                yield new Value.Pair(low, parameter(range.element(), name + "High", method));
            }
            case Type.Simple simple when simple == Type.Simple.VIEW -> {
                final IrExpression start = method.parameter(name + "Start", IrType.LONG);
                yield new Value.View(start, method.parameter(name + "Length", IrType.LONG));
            }
            case Type.Simple simple when simple == Type.Simple.BOOL -> new Value.Scalar(method.parameter(name, IrType.BOOL));
            case Type.Simple simple when simple == Type.Simple.FLOAT -> new Value.Scalar(method.parameter(name, IrType.DOUBLE));
            default -> Types.isComposite(type) ? new Value.Reference(method.parameter(name, IrType.LONG)) : new Value.Scalar(method.parameter(name, IrType.LONG));
        };
    }

    /** Writes a result; where there are {@code max} already, the parser ends. */
    void yield(Statement.Yield yield, Environment env) {
        final ParserState state = env.parser;
        final MethodBuilder method = env.method;
        method.when(Ir.compare(IrComparison.GREATER_EQUAL, Ir.read(state.count()), Ir.constant(state.max())), () -> full(env));
        final IrExpression item = method.spill("item", Ir.add(state.items(), Ir.multiply(Ir.read(state.count()), Ir.constant(TypeLayout.bytes(state.struct())))));
        lowering.calls.fill(yield.fields(), state.struct(), item, env);
        method.assign(state.count(), Ir.add(Ir.read(state.count()), 1));
    }

    /** Ends the parser because of its {@code max}. */
    private static void full(Environment env) {
        env.method.count(env.parser.full());
        env.method.returns(Ir.read(env.parser.count()));
    }

    /** {@code loop}: at most the parser's {@code max} rounds. Where bytes are left then, the parser ends; else it has read all, and goes on behind the loop. */
    void loop(Statement.Loop loop, Environment env) {
        final MethodBuilder method = env.method;
        final IrLocal rounds = method.assign("rounds", Ir.ZERO);
        final IrLabel end = method.label("loop");
        final IrLabel round = method.label("round");
        final List<IrStatement> body = method.nested(() -> {
            method.when(Ir.compare(IrComparison.GREATER_EQUAL, Ir.read(rounds), Ir.constant(env.parser.max())), () -> {
                method.when(Ir.notZero(remaining(env)), () -> full(env));
                method.leave(end);
            });
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
            env.method.returns(Ir.read(env.parser.count()));
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
