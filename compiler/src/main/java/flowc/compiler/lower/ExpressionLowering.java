package flowc.compiler.lower;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.Guard;
import flowc.compiler.analysis.LocalSymbol;
import flowc.compiler.analysis.TypedExpression;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.FieldTypes;
import flowc.compiler.layout.KeyLayout;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.lower.StateLowering.RowField;
import flowc.compiler.source.CompilerBug;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import flowc.runtime.packet.PacketLayout;
import java.util.Set;

/** Lowers expressions: literals, names and members here, the rest in its own class. */
final class ExpressionLowering {
    private final Lowering lowering;

    ExpressionLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Value lower(TypedExpression expression, Environment env) {
        return lower(expression.expression(), env.with(expression.typing()));
    }

    /** As a value of {@code type}. */
    Value lowerAs(Expression expression, Type type, Environment env) {
        if (expression instanceof Expression.RecordLiteral literal) {
            return lowering.calls.record(literal, (Type.Struct) type, env);
        }
        final Value value = type instanceof Type.Maybe ? optional(expression, env) : lower(expression, env);
        return Storage.convert(env, value, valueType(expression, env), type);
    }

    /** A value that is absent where the packet lacks what it reads. */
    Value optional(Expression expression, Environment env) {
        final Set<Guard> guards = env.typing.guards(expression);
        if (guards.isEmpty()) {
            return lower(expression, env);
        }
        final IrExpression present = env.method.spill("present", lowering.fields.allPresent(guards, env));
        final Value[] value = new Value[1];
        final var statements = env.method.nested(() -> value[0] = lower(expression, env));
        if (statements.isEmpty()) {
            return present(present, value[0]);
        }
        return present(present, Branches.choose(env, present, env.typing.type(expression), () -> {
            env.method.append(statements);
            return value[0];
        }, () -> Branches.rebuild(value[0], new java.util.ArrayList<>(Branches.flatten(value[0]).stream().map(e -> Storage.zero(e.type())).toList()))));
    }

    /** A value that may itself be absent is there when both hold. */
    private static Value present(IrExpression present, Value value) {
        return value instanceof Value.Maybe maybe ? new Value.Maybe(Ir.and(present, maybe.present()), maybe.value()) : new Value.Maybe(present, value);
    }

    /** The type that {@link #lower} gives, a counter being read as its total. */
    Type valueType(Expression expression, Environment env) {
        final Type type = env.typing.type(expression);
        return type == Type.Simple.COUNTER ? flowc.compiler.types.Integers.U64 : type;
    }

    Value lower(Expression expression, Environment env) {
        return switch (expression) {
            case Expression.IntegerLiteral literal -> constant(literal.value().longValue());
            case Expression.FloatLiteral literal -> new Value.Scalar(new IrExpression.DoubleConstant(literal.value()));
            case Expression.DurationLiteral literal -> constant(literal.nanos());
            case Expression.SizeLiteral literal -> constant(literal.bytes());
            case Expression.BooleanLiteral literal -> new Value.Scalar(new IrExpression.BoolConstant(literal.value()));
            case Expression.AddressLiteral literal -> address(literal, env);
            case Expression.Name _ -> bound(expression, env);
            case Expression.Member member -> member(member, env);
            case Expression.Index index -> lowering.calls.index(index, env);
            case Expression.Slice slice -> lowering.calls.slice(slice, env);
            case Expression.Call call -> lowering.calls.call(call, env);
            case Expression.Unary unary -> lowering.operators.unary(unary, env);
            case Expression.Binary binary -> lowering.operators.binary(binary, env);
            case Expression.Conditional conditional -> conditional(conditional, env);
            case Expression.Range range -> {
                final Type element = ((Type.Range) env.typing.type(range)).element();
                yield new Value.Pair(lowerAs(range.low(), element, env), lowerAs(range.high(), element, env));
            }
            case Expression.Cast cast -> lowering.operators.cast(cast, env);
            case Expression.TextLiteral _, Expression.Template _, Expression.NetworkLiteral _, Expression.SetLiteral _, Expression.RecordLiteral _,
                    Expression.Aggregate _ -> throw new CompilerBug("has no value of its own: " + expression.span().text());
        };
    }

    private static Value constant(long value) {
        return new Value.Scalar(Ir.constant(value));
    }

    private static Value address(Expression.AddressLiteral literal, Environment env) {
        if (literal.kind() != Expression.AddressKind.IP6) {
            return constant(literal.low());
        }
        final IrExpression place = env.method.scratch(TypeLayout.bytes(Type.Simple.IP6));
        env.method.store(MemoryAccess.I64_BE, place, Ir.constant(literal.high()));
        env.method.store(MemoryAccess.I64_BE, Ir.add(place, Long.BYTES), Ir.constant(literal.low()));
        return new Value.Reference(place);
    }

    private Value conditional(Expression.Conditional conditional, Environment env) {
        final Type type = env.typing.type(conditional);
        final IrExpression condition = lowering.conditions.lower(conditional.condition(), env);
        return Branches.choose(env, condition, type, () -> lowerAs(conditional.whenTrue(), type, env), () -> lowerAs(conditional.whenFalse(), type, env));
    }

    /** What a name or member that is bound by itself stands for. */
    private Value bound(Expression expression, Environment env) {
        return switch (env.typing.binding(expression)) {
            case Binding.Local local -> local(local.symbol(), env);
            case Binding.Param param -> Storage.load(param.symbol().type(),
                    new IrExpression.FrameAddress(lowering.program.param(param.symbol().index(), FieldTypes.of(param.symbol().type()).bytes())));
            case Binding.Definition definition -> Types.isComposite(definition.value().type()) && env.readsSlot()
                    ? lowering.values.lower(definition.value(), env) : definition(definition.value(), env);
            case Binding.State state -> Storage.load(state.field().type(), lowering.state.place(new RowField(state.table(), state.field(), env.row)));
            case Binding.RowKey key -> lowering.keys.ofRow(key.table(), env.row, env);
            case Binding.HeaderPresence header -> new Value.Scalar(lowering.fields.present(new Guard.HeaderPresent(header.header()), env));
            case Binding.LayerPresence layer -> new Value.Scalar(lowering.fields.present(new Guard.LayerPresent(layer.layer()), env));
            case Binding.Wire wire -> lowering.fields.wire(wire.header(), wire.field(), env);
            case Binding.Sized sized -> lowering.fields.sized(sized.header(), sized.field(), env);
            case Binding.Computed computed -> lowering.fields.computed(computed.field(), env);
            case Binding.LayerField field -> lowering.fields.layerField(field.layer(), field.field(), env);
            case Binding.Payload payload -> lowering.fields.payloadView(payload.header(), env);
            case Binding.EnumMember member -> constant(member.value());
            case Binding.PacketKey key -> lowering.keys.ofPacket(key.key(), env);
            case Binding.Builtin builtin -> builtin(builtin, env);
            case null, default -> throw new CompilerBug("no value: " + expression.span().text());
        };
    }

    /** The expression behind a name, as the type that the name has. */
    Value definition(TypedExpression value, Environment env) {
        final Environment inner = env.with(value.typing());
        return Storage.convert(env, lower(value.expression(), inner), valueType(value.expression(), inner), value.type());
    }

    private Value local(LocalSymbol symbol, Environment env) {
        final IrExpression place = lowering.program.intervalPlaces.get(symbol);
        return place != null ? Storage.load(symbol.type(), place) : env.locals.get(symbol);
    }

    private Value builtin(Binding.Builtin builtin, Environment env) {
        return switch (builtin) {
            case PACKET_LENGTH -> packet(MemoryAccess.U32, PacketLayout.WIRE_LENGTH_OFFSET, env);
            case PACKET_CAPTURED -> packet(MemoryAccess.U32, PacketLayout.CAPTURE_LENGTH_OFFSET, env);
            case PACKET_TIME -> packet(MemoryAccess.I64, PacketLayout.TIME_OFFSET, env);
            case PACKET_LINK_TYPE -> packet(MemoryAccess.U32, PacketLayout.LINK_TYPE_OFFSET, env);
            case PACKET_INTERFACE -> packet(MemoryAccess.U32, PacketLayout.INTERFACE_OFFSET, env);
            case NOW -> new Value.Scalar(env.now);
            case IS_NEW -> new Value.Scalar(env.isNew);
            case DIRECTION -> new Value.Scalar(lowering.keys.direction(env));
            case REASON -> new Value.Scalar(env.reason);
            case ELAPSED -> new Value.Scalar(env.elapsed);
            default -> throw new CompilerBug("no value: " + builtin);
        };
    }

    private static Value packet(MemoryAccess access, long offset, Environment env) {
        return new Value.Scalar(Ir.load(access, env.packet, offset));
    }

    private Value member(Expression.Member member, Environment env) {
        final Binding binding = env.typing.binding(member);
        return switch (binding) {
            case Binding.RowState state -> ofRow(member, env, row -> Storage.load(state.field().type(), lowering.state.place(new RowField(state.table(), state.field(), row))));
            case Binding.RowKey key when !key.own() -> ofRow(member, env, row -> lowering.keys.ofRow(key.table(), row, env));
            case Binding.StructField field -> ofValue(member, env, target -> Storage.load(field.struct().fields().get(field.field()).type(),
                    Ir.add(target.address(), TypeLayout.fieldOffset(field.struct(), field.field()))));
            case Binding.KeyPart part -> ofValue(member, env, target -> keyPart(part, target, env));
            case Binding.Builtin builtin -> switch (builtin) {
                case BYTES_LENGTH -> ofValue(member, env, target -> new Value.Scalar(length(member, target, env)));
                case ENDPOINT_ADDRESS -> ofValue(member, env, target -> target);
                case ENDPOINT_PORT -> ofValue(member, env, target -> new Value.Scalar(Ir.load(MemoryAccess.U16, target.address(), TypeLayout.ENDPOINT_PORT_OFFSET)));
                case COUNTER_TOTAL -> lower(member.target(), env);
                case COUNTER_DELTA -> {
                    final Binding.State counter = (Binding.State) env.typing.binding(member.target());
                    yield new Value.Scalar(lowering.state.delta(new RowField(counter.table(), counter.field(), env.row)));
                }
                default -> bound(member, env);
            };
            case null, default -> bound(member, env);
        };
    }

    private static IrExpression length(Expression.Member member, Value target, Environment env) {
        final Type type = env.typing.type(member.target());
        final Type inner = type instanceof Type.Maybe maybe ? maybe.inner() : type;
        return Storage.view(target, inner).length();
    }

    /** A member of a value that may be absent may be absent. */
    private Value ofValue(Expression.Member member, Environment env, java.util.function.UnaryOperator<Value> read) {
        final Value target = Storage.spill(env, "target", lower(member.target(), env));
        return target instanceof Value.Maybe maybe ? new Value.Maybe(maybe.present(), read.apply(maybe.value())) : read.apply(target);
    }

    private Value ofRow(Expression.Member member, Environment env, java.util.function.Function<IrExpression, Value> read) {
        final IrExpression row = env.method.spill("row", lower(member.target(), env).scalar());
        if (env.typing.binding(member.target()) instanceof Binding.Local) {
            return read.apply(row);
        }
        final Value[] value = new Value[1];
        final var statements = env.method.nested(() -> value[0] = read.apply(row));
        if (!statements.isEmpty()) {
            env.method.add(new flowc.compiler.ir.IrStatement.If(Ir.notZero(row), statements, java.util.List.of()));
        }
        return new Value.Maybe(Ir.notZero(row), value[0]);
    }

    private Value keyPart(Binding.KeyPart part, Value key, Environment env) {
        final KeyLayout layout = KeyLayout.of(part.key());
        final IrExpression place = Ir.add(key.address(), layout.partOffsets().get(part.part()));
        if (part.key().parts().get(part.part()) instanceof Type.Part.Unordered pair) {
            final IrExpression orientation = Ir.load(MemoryAccess.U8, key.address(), layout.orientationOffsets().get(KeyLayout.orientationIndex(part.key(), part.part())));
            final IrExpression wanted = Ir.constant(part.second() ? 0 : 1);
            final int bytes = TypeLayout.bytes(pair.type());
            final IrExpression chosen = Ir.choose(Ir.equal(orientation, wanted), Ir.add(place, bytes), place);
            return Storage.load(pair.type(), env.method.spill("part", chosen));
        }
        return Storage.load(((Type.Part.Single) part.key().parts().get(part.part())).type(), place);
    }
}
