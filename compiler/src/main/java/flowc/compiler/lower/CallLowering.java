package flowc.compiler.lower;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.LocalSymbol;
import flowc.compiler.analysis.Symbol;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Nodes;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import flowc.runtime.packet.PacketLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lowers calls: functions are laid in, built-in ones become expressions; indexing and record literals too. */
final class CallLowering {
    private final Lowering lowering;

    CallLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Value call(Expression.Call call, Environment env) {
        return switch (env.typing.binding(call)) {
            case Binding.Function function -> function(call, function.function(), env);
            case Binding.TopAdd add -> topAdd(call, add, env);
            case Binding.Pcap pcap -> lowering.filters.lower(pcap.filter(), env);
            case Binding.Ahead ahead -> new Value.Scalar(lowering.fields.ahead(ahead.header(), ahead.bits(), env));
            case Binding.Builtin builtin -> builtin(builtin, call, env);
            default -> throw new flowc.compiler.source.CompilerBug("cannot be called: " + call.span().text());
        };
    }

    private Value builtin(Binding.Builtin builtin, Expression.Call call, Environment env) {
        return switch (builtin) {
            case MIN, MAX -> extreme(builtin == Binding.Builtin.MIN, call, env);
            case ABS -> absolute(call, env);
            case ENDPOINT -> endpoint(call, env);
            case EITHER -> {
                final Type element = ((Type.Either) env.typing.type(call)).element();
                yield new Value.Pair(lowering.expressions.lowerAs(call.arguments().get(0), element, env), lowering.expressions.lowerAs(call.arguments().get(1), element, env));
            }
            default -> lowering.parsers.cursor(builtin, call, env);
        };
    }

    private Value extreme(boolean minimum, Expression.Call call, Environment env) {
        final Type left = lowering.expressions.valueType(call.arguments().get(0), env);
        final Type right = lowering.expressions.valueType(call.arguments().get(1), env);
        final Type common = Types.common(left, right).orElseThrow();
        final IrExpression l = env.method.spill("left", lowering.expressions.lowerAs(call.arguments().get(0), common, env).scalar());
        final IrExpression r = env.method.spill("right", lowering.expressions.lowerAs(call.arguments().get(1), common, env).scalar());
        if (common == Type.Simple.FLOAT) {
            return new Value.Scalar(MethodBuilder.call(minimum ? RuntimeCalls.MIN_DOUBLE : RuntimeCalls.MAX_DOUBLE, l, r));
        }
        if (common instanceof Type.Integer range && range.needsUnsigned()) {
            return new Value.Scalar(Ir.choose(Ir.compare(minimum ? IrComparison.LESS_UNSIGNED : IrComparison.GREATER_UNSIGNED, l, r), l, r));
        }
        return new Value.Scalar(MethodBuilder.call(minimum ? RuntimeCalls.MIN_LONG : RuntimeCalls.MAX_LONG, l, r));
    }

    private Value absolute(Expression.Call call, Environment env) {
        final IrExpression value = env.method.spill("value", lowering.expressions.lower(call.arguments().getFirst(), env).scalar());
        return new Value.Scalar(value.type() == IrType.DOUBLE ? MethodBuilder.call(RuntimeCalls.ABS_DOUBLE, value)
                : lowering.expressions.valueType(call.arguments().getFirst(), env) instanceof Type.Integer range && !range.mayBeNegative() ? value
                        : Ir.choose(Ir.compare(IrComparison.LESS, value, Ir.ZERO), Ir.subtract(Ir.ZERO, value), value));
    }

    private Value endpoint(Expression.Call call, Environment env) {
        final IrExpression place = env.method.scratch(TypeLayout.ENDPOINT_BYTES);
        endpoint(call, place, env);
        return new Value.Reference(place);
    }

    /** Makes the endpoint where it is wanted, without a copy on the way. */
    void endpoint(Expression.Call call, IrExpression place, Environment env) {
        final MethodBuilder method = env.method;
        final Expression address = call.arguments().get(0);
        if (env.readsSlot() && env.typing.binding(address) instanceof Binding.LayerField field && !field.layer().last()) {
            lowering.fields.store(field.field(), place, Type.Simple.IP, env);
        } else {
            Storage.store(env, place, Type.Simple.IP, lowering.expressions.lower(address, env), lowering.expressions.valueType(address, env));
        }
        final Value port = Storage.spill(env, "port", lowering.expressions.optional(call.arguments().get(1), env));
        final IrExpression has = port instanceof Value.Maybe maybe ? maybe.present() : Ir.TRUE;
        final IrExpression number = port instanceof Value.Maybe maybe ? Ir.choose(maybe.present(), maybe.value().scalar(), Ir.ZERO) : port.scalar();
        final IrExpression tail = Ir.add(place, TypeLayout.IP_FAMILY_OFFSET);
        method.invoke(new IrCallee.Static(RuntimeCalls.PUT_PACKED), tail, Ir.load(MemoryAccess.U8, tail), Ir.toLong(has), number);
    }

    /** The function's body where it is called; {@code return} leaves it. */
    private Value function(Expression.Call call, Symbol.Function function, Environment env) {
        final Environment inner = new Environment(lowering.program, env.method, lowering.program.analysis.typing());
        inner.line = env.line;
        inner.onFault = env.onFault;
        inner.now = env.now;
        inner.packet = env.packet;
        inner.pinned = env.pinned;
        inner.returnType = function.result();
        bindParameters(function.parameters(), call.arguments(), env, inner);
        final IrLabel end = env.method.label(function.name());
        final Result result = new Result(env, function.result());
        final int depth = env.pinned.size();
        inner.onReturn = value -> {
            result.set(inner, value);
            Pins.releaseAbove(depth, inner);
            env.method.leave(end);
        };
        final List<IrStatement> body = env.method.nested(() -> lowering.statements.block(function.declaration().body(), inner));
        result.initialise();
        env.method.add(new IrStatement.Block(end, body));
        return result.value();
    }

    void bindParameters(List<LocalSymbol> parameters, List<Expression> arguments, Environment env, Environment inner) {
        for (int i = 0; i < parameters.size(); i++) {
            final Value value = lowering.expressions.lowerAs(arguments.get(i), parameters.get(i).type(), env);
            inner.locals.put(parameters.get(i), Storage.spill(env, parameters.get(i).name(), value));
        }
    }

    /** Where a laid-in function leaves its result. */
    private static final class Result {
        private final Environment env;
        private final Type type;
        private final List<IrLocal> locals = new ArrayList<>();
        private final IrExpression place;
        private Value shape = new Value.Nothing();

        Result(Environment env, Type type) {
            this.env = env;
            this.type = type;
            this.place = Types.isComposite(type) ? env.method.scratch(TypeLayout.bytes(type)) : null;
        }

        void set(Environment inner, Value value) {
            if (value == null || value instanceof Value.Nothing) {
                return;
            }
            if (place != null) {
                Storage.store(inner, place, type, value, type);
                return;
            }
            final List<IrExpression> parts = Branches.flatten(value);
            if (locals.isEmpty()) {
                parts.forEach(part -> locals.add(env.method.local("result", part.type())));
                shape = value;
            }
            for (int i = 0; i < parts.size(); i++) {
                env.method.assign(locals.get(i), parts.get(i));
            }
        }

        /** Every way returns, but the verifier need not see that. */
        void initialise() {
            locals.forEach(local -> env.method.assign(local, Storage.zero(local.type())));
        }

        Value value() {
            return place != null ? new Value.Reference(place) : Branches.rebuild(shape, new ArrayList<>(locals.stream().map(Ir::read).toList()));
        }
    }

    private Value topAdd(Expression.Call call, Binding.TopAdd add, Environment env) {
        final Type.Struct struct = ((Type.Top) add.top().type()).row();
        final List<Expression.FieldValue> values = ((Expression.RecordLiteral) call.arguments().getFirst()).fields();
        final String order = struct.fields().get(((Type.Top) add.top().type()).order()).name();
        final List<Expression.FieldValue> first = values.stream().filter(value -> value.name().equals(order)).toList();
        final List<Expression.FieldValue> others = values.stream().filter(value -> !value.name().equals(order)).toList();
        final IrExpression place = env.method.scratch(TypeLayout.bytes(struct));
        final int index = lowering.program.topIndexes.get(add.top());
        final Runnable keep = () -> env.method.invoke(lowering.program.onTop(index, RuntimeCalls.TOP_ADD), place);
        if (others.stream().allMatch(value -> cannotFail(value.value(), env))) {
            // What the rows are ordered by comes first: most rows do not belong, and need not be made.
            clearMissing(values, struct, place, env);
            set(first, struct, place, env);
            env.method.when(MethodBuilder.call(lowering.program.onTop(index, RuntimeCalls.TOP_ADMITS), place), () -> {
                set(others, struct, place, env);
                keep.run();
            });
        } else {
            fill(values, struct, place, env);
            keep.run();
        }
        return new Value.Nothing();
    }

    /** Whether nobody can tell if an expression was evaluated. Not for what may go further than to a name's value or an operator. */
    private static boolean cannotFail(Expression expression, Environment env) {
        return Nodes.expressions(expression).allMatch(part -> switch (part) {
            case Expression.Name _, Expression.Member _ -> !(env.typing.binding(part) instanceof Binding.Definition);
            case Expression.Binary binary -> binary.operator() != Expression.BinaryOperator.DIVIDE && binary.operator() != Expression.BinaryOperator.REMAINDER
                    || env.typing.type(binary) == Type.Simple.FLOAT;
            case Expression.IntegerLiteral _, Expression.FloatLiteral _, Expression.DurationLiteral _, Expression.BooleanLiteral _, Expression.Unary _ -> true;
            default -> false;
        });
    }

    /** A struct from its literal, in scratch memory; fields that are not given are zeros. */
    Value record(Expression.RecordLiteral literal, Type.Struct struct, Environment env) {
        final IrExpression place = env.method.scratch(TypeLayout.bytes(struct));
        fill(literal.fields(), struct, place, env);
        return new Value.Reference(place);
    }

    void fill(List<Expression.FieldValue> values, Type.Struct struct, IrExpression place, Environment env) {
        clearMissing(values, struct, place, env);
        set(values, struct, place, env);
    }

    private static void clearMissing(List<Expression.FieldValue> values, Type.Struct struct, IrExpression place, Environment env) {
        if (values.size() < struct.fields().size()) {
            env.method.zero(place, TypeLayout.bytes(struct));
        }
    }

    /** In the order of the struct. */
    private void set(List<Expression.FieldValue> values, Type.Struct struct, IrExpression place, Environment env) {
        final Map<String, Expression> given = new HashMap<>();
        values.forEach(value -> given.put(value.name(), value.value()));
        for (int i = 0; i < struct.fields().size(); i++) {
            final Type.Field field = struct.fields().get(i);
            final Expression value = given.get(field.name());
            if (value != null) {
                final Value lowered = lowering.expressions.lowerAs(value, field.type(), env);
                Storage.store(env, Ir.add(place, TypeLayout.fieldOffset(struct, i)), field.type(), lowered, field.type());
            }
        }
    }

    Value index(Expression.Index index, Environment env) {
        if (env.typing.binding(index) instanceof Binding.Lookup lookup) {
            return new Value.Scalar(lookup(lookup.table(), index.arguments(), env));
        }
        final Value.View view = viewOf(index.target(), env);
        final IrExpression at = env.method.spill("index", lowering.expressions.lower(index.arguments().getFirst(), env).scalar());
        Faults.require(env, Ir.compare(IrComparison.LESS_UNSIGNED, at, view.length()), "index out of range");
        return new Value.Scalar(Ir.load(MemoryAccess.U8, Ir.add(view.address(), at)));
    }

    private Value.View viewOf(Expression target, Environment env) {
        final Value value = lowering.expressions.lower(target, env);
        return (Value.View) Storage.spill(env, "bytes", Storage.view(value, env.typing.type(target)));
    }

    Value slice(Expression.Slice slice, Environment env) {
        final Value.View view = viewOf(slice.target(), env);
        final IrExpression offset = env.method.spill("offset", lowering.expressions.lower(slice.offset(), env).scalar());
        final IrExpression length = env.method.spill("length", lowering.expressions.lower(slice.length(), env).scalar());
        Faults.require(env, Ir.and(Ir.compare(IrComparison.LESS_EQUAL_UNSIGNED, offset, view.length()),
                Ir.compare(IrComparison.LESS_EQUAL_UNSIGNED, length, Ir.subtract(view.length(), offset))), "slice out of range");
        return new Value.View(Ir.add(view.address(), offset), length);
    }

    /** The row of a key, or 0. A hit in a table that handlers fill keeps the row from becoming idle. */
    private IrExpression lookup(TableSymbol table, List<Expression> arguments, Environment env) {
        final KeyLowering.Sought key = lowering.keys.fromArguments(table, arguments, env);
        final IrExpression row = env.method.spill("found", MethodBuilder.call(lowering.program.onTable(table, RuntimeCalls.TABLE_FIND), key.place(), key.hash()));
        if (table.key().isTyped()) {
            env.method.when(Ir.notZero(row), () -> env.method.invoke(lowering.program.onTable(table, RuntimeCalls.TABLE_REFRESH), row, time(env)));
        }
        return row;
    }

    /** The packet's own time, or the clock where there is no packet. */
    static IrExpression time(Environment env) {
        return env.packet == null ? env.now : Ir.load(MemoryAccess.I64, env.packet, PacketLayout.TIME_OFFSET);
    }
}
