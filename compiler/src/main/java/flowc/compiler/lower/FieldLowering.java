package flowc.compiler.lower;

import flowc.compiler.analysis.Guard;
import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.analysis.LayerSymbol;
import flowc.compiler.analysis.TypedExpression;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.SharedPlace;
import flowc.compiler.layout.SlotLayout;
import flowc.compiler.types.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the packet: fields of headers and layers, payloads, and whether they are there. */
final class FieldLowering {
    private final Lowering lowering;
    private final SlotLayout slots;

    FieldLowering(Lowering lowering) {
        this.lowering = lowering;
        this.slots = lowering.program.slots;
    }

    /** Address where a section of a header begins; 0 when the header or the optional section is absent. */
    IrExpression section(HeaderSymbol header, int section, Environment env) {
        final var base = env.base(header);
        return base != null ? base.apply(section) : env.word(slots.section(header, section));
    }

    private IrExpression sectionPresent(HeaderSymbol header, int section, Environment env) {
        return env.base(header) != null ? Ir.notZero(section(header, section, env)) : env.isSet(slots.section(header, section));
    }

    Environment.Ahead payload(HeaderSymbol header, Environment env) {
        final Environment.Ahead ahead = env.ahead(header);
        if (ahead != null) {
            return ahead;
        }
        final long offset = slots.payload(header);
        slots.section(header, 0);
        return new Environment.Ahead(env.word(offset), env.word(offset + Long.BYTES));
    }

    IrExpression present(Guard guard, Environment env) {
        return switch (guard) {
            case Guard.HeaderPresent header -> env.base(header.header()) != null ? Ir.TRUE : sectionPresent(header.header(), 0, env);
            case Guard.LayerPresent layer -> layerPresent(layer.layer(), env);
            case Guard.PartPresent part -> sectionPresent(part.header(), part.section(), env);
            case Guard.BytesAhead ahead -> {
                final Environment.Ahead payload = payload(ahead.header(), env);
                yield Ir.compare(IrComparison.GREATER_EQUAL, Ir.subtract(payload.end(), payload.start()), Ir.constant(ahead.bytes()));
            }
        };
    }

    IrExpression allPresent(Collection<Guard> guards, Environment env) {
        final List<IrExpression> conditions = new ArrayList<>();
        guards.stream().filter(g -> guards.stream().noneMatch(other -> other != g && covers(other, g))).sorted(java.util.Comparator.comparing(Guard::text))
                .forEach(guard -> conditions.add(present(guard, env)));
        return Ir.all(conditions);
    }

    /** A member's presence is a layer's presence. */
    private static boolean covers(Guard guard, Guard other) {
        return guard instanceof Guard.HeaderPresent header && other instanceof Guard.LayerPresent layer && layer.layer().members().contains(header.header());
    }

    private IrExpression layerPresent(LayerSymbol layer, Environment env) {
        if (layer.members().stream().anyMatch(m -> env.base(m) != null)) {
            return Ir.TRUE;
        }
        if (layer.last()) {
            return env.isSet(slots.last(layer));
        }
        if (SharedPlace.isExclusive(layer)) {
            return env.isSet(slots.layer(layer));
        }
        return layer.members().stream().map(m -> sectionPresent(m, 0, env)).reduce(Ir::or).orElse(Ir.FALSE);
    }

    Value wire(HeaderSymbol header, HeaderSymbol.WireField field, Environment env) {
        final Long settled = env.settled(field);
        return settled != null ? new Value.Scalar(Ir.constant(settled)) : wire(section(header, field.section(), env), field);
    }

    /** A field of a section that begins at {@code base}. */
    private static Value wire(IrExpression base, HeaderSymbol.WireField field) {
        final int firstByte = field.bit() / Byte.SIZE;
        if (field.type() instanceof Type.Bytes bytes) {
            return new Value.View(Ir.add(base, firstByte), Ir.constant(bytes.maximum()));
        }
        if (field.type() == Type.Simple.IP6) {
            return new Value.Reference(Ir.add(base, firstByte));
        }
        final IrExpression number = field.littleEndian() ? Ir.packet(Storage.unsigned(field.bits() / Byte.SIZE), base, firstByte) : bits(base, field.bit(), field.bits());
        if (field.type() == Type.Simple.BOOL) {
            return new Value.Scalar(Ir.notZero(number));
        }
        if (field.type() instanceof Type.Integer range && range.mayBeNegative()) {
            final IrExpression shift = Ir.constant(Long.SIZE - field.bits());
            return new Value.Scalar(Ir.operate(IrOperator.SHIFT_RIGHT, Ir.operate(IrOperator.SHIFT_LEFT, number, shift), shift));
        }
        return new Value.Scalar(number);
    }

    /** {@code count} bits from bit {@code bit} on, most significant first, as a number. */
    static IrExpression bits(IrExpression base, int bit, int count) {
        final int firstByte = bit / Byte.SIZE;
        final int lastByte = (bit + count - 1) / Byte.SIZE;
        final int bytes = lastByte - firstByte + 1;
        final IrExpression covering = bigEndian(base, firstByte, bytes);
        final int below = bytes * Byte.SIZE - (bit % Byte.SIZE + count);
        final IrExpression shifted = below == 0 ? covering : Ir.operate(IrOperator.SHIFT_RIGHT_UNSIGNED, covering, Ir.constant(below));
        return bytes * Byte.SIZE == count || count == Long.SIZE ? shifted : Ir.operate(IrOperator.AND, shifted, Ir.constant((1L << count) - 1));
    }

    private static IrExpression bigEndian(IrExpression base, int offset, int bytes) {
        return switch (bytes) {
            case 1 -> Ir.packet(MemoryAccess.U8, base, offset);
            case 2 -> Ir.packet(MemoryAccess.U16_BE, base, offset);
            case 4 -> Ir.packet(MemoryAccess.U32_BE, base, offset);
            case 8 -> Ir.packet(MemoryAccess.I64_BE, base, offset);
            default -> {
                final int high = Integer.highestOneBit(bytes);
                final int low = bytes - high;
                yield Ir.operate(IrOperator.OR, Ir.operate(IrOperator.SHIFT_LEFT, bigEndian(base, offset, high), Ir.constant((long) low * Byte.SIZE)),
                        bigEndian(base, offset + high, low));
            }
        };
    }

    Value sized(HeaderSymbol header, HeaderSymbol.SizedField field, Environment env) {
        final IrExpression start = section(header, field.section(), env);
        final IrExpression end = field.section() + 1 < header.sections().size() ? section(header, field.section() + 1, env) : payload(header, env).start();
        return new Value.View(start, Ir.subtract(end, start));
    }

    Value payloadView(HeaderSymbol header, Environment env) {
        final Environment.Ahead payload = payload(header, env);
        return new Value.View(payload.start(), Ir.subtract(payload.end(), payload.start()));
    }

    IrExpression ahead(HeaderSymbol header, int bits, Environment env) {
        return bits(payload(header, env).start(), 0, bits);
    }

    Value computed(HeaderSymbol.ComputedField field, Environment env) {
        return lowering.expressions.lower(field.value().expression(), env.with(field.value().typing()));
    }

    /** A layer's field: that of the first member present, or what the last met left. */
    Value layerField(LayerSymbol layer, LayerSymbol.LayerField field, Environment env) {
        for (HeaderSymbol member : layer.members()) {
            if (env.base(member) != null) {
                return member(field, member, field.type(), env);
            }
        }
        if (layer.last()) {
            final long offset = slots.lastField(layer, field);
            return Storage.isWord(field.type()) ? new Value.Scalar(env.word(offset)) : Storage.load(field.type(), Ir.add(env.slot, offset));
        }
        final Optional<HeaderSymbol.WireField> shared = SharedPlace.isExclusive(layer) ? SharedPlace.of(field) : Optional.empty();
        if (shared.isPresent()) {
            return wire(env.word(slots.layer(layer)), shared.get());
        }
        final List<Map.Entry<HeaderSymbol, TypedExpression>> members = List.copyOf(field.values().entrySet());
        return chain(members, 0, field, env);
    }

    /** Writes the field of the outermost member, as a {@code type}, to {@code place}. */
    void store(LayerSymbol.LayerField field, IrExpression place, Type type, Environment env) {
        store(List.copyOf(field.values().entrySet()), place, type, env);
    }

    private void store(List<Map.Entry<HeaderSymbol, TypedExpression>> left, IrExpression place, Type type, Environment env) {
        final TypedExpression value = left.getFirst().getValue();
        final Runnable own = () -> Storage.store(env, place, type, lowering.expressions.lower(value, env), value.type());
        if (left.size() == 1) {
            own.run();
        } else {
            env.method.when(Ir.notZero(section(left.getFirst().getKey(), 0, env)), own, () -> store(left.subList(1, left.size()), place, type, env));
        }
    }

    /** Which member it is, as a chain of questions; the last member needs none, because the layer is known to be there. */
    private Value chain(List<Map.Entry<HeaderSymbol, TypedExpression>> members, int index, LayerSymbol.LayerField field, Environment env) {
        final HeaderSymbol member = members.get(index).getKey();
        if (index == members.size() - 1) {
            return member(field, member, field.type(), env);
        }
        return Branches.choose(env, Ir.notZero(section(member, 0, env)), field.type(), () -> member(field, member, field.type(), env),
                () -> chain(members, index + 1, field, env));
    }

    /** What the field is in one member, which is there. */
    Value member(LayerSymbol.LayerField field, HeaderSymbol member, Type type, Environment env) {
        final TypedExpression value = field.values().get(member);
        final Environment inMember = env.with(value.typing());
        return Storage.convert(env, lowering.expressions.lower(value.expression(), inMember), value.type(), type);
    }
}
