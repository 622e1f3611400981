package flowc.compiler.lower;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.analysis.KeySymbol;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TypedExpression;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.CompactKey;
import flowc.compiler.layout.KeyLayout;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import flowc.runtime.memory.Words;
import flowc.runtime.table.KeyForm;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Compact keys: built from packets, made of wide ones and turned back into them. Pairs stand in the same order in both forms, so that an
 * orientation is true in either.
 */
final class CompactKeyLowering {
    private static final int IP_FAMILY_4 = 4;

    private final Lowering lowering;
    private final Map<TableSymbol, IrCallee> packs = new HashMap<>();
    private final Map<TableSymbol, IrCallee> unpacks = new HashMap<>();

    CompactKeyLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    /** Writes the key of a packet that has {@code layout}'s header to {@code place}; gives its orientation bits. */
    IrExpression fromPacket(KeySymbol key, CompactKey layout, IrExpression place, Environment env) {
        final HeaderSymbol header = layout.header();
        final Environment inHeader = env.at(header, section -> env.word(lowering.program.slots.section(header, section)), null);
        if (!isLastWordWritten(key, layout)) {
            env.method.store(MemoryAccess.I64, Ir.add(place, layout.bytes() - Long.BYTES), Ir.ZERO);
        }
        IrExpression orientation = Ir.ZERO;
        for (int i = 0; i < key.values().size(); i++) {
            final IrExpression at = Ir.add(place, layout.partOffsets().get(i));
            final KeySymbol.PartValue value = key.values().get(i);
            switch (key.type().parts().get(i)) {
                case Type.Part.Single single -> single(single.type(), value.first(), key, at, inHeader);
                case Type.Part.Unordered pair -> {
                    final IrExpression swapped = env.method.spill("swapped", pair(pair.type(), value, key, at, inHeader));
                    orientation = KeyLowering.combine(orientation, swapped, KeyLayout.orientationIndex(key.type(), i));
                }
            }
        }
        return orientation;
    }

    /** Whether a pair of endpoints brings zeros up to the key's end, before what follows it is written. */
    private static boolean isLastWordWritten(KeySymbol key, CompactKey layout) {
        return IntStream.range(0, key.values().size()).anyMatch(i -> key.type().parts().get(i) instanceof Type.Part.Unordered pair && pair.type() == Type.Simple.ENDPOINT
                && layout.partOffsets().get(i) + CompactKey.ENDPOINT_PAIR_WRITTEN_BYTES == layout.bytes());
    }

    private void single(Type type, TypedExpression value, KeySymbol key, IrExpression at, Environment env) {
        if (type == Type.Simple.ENDPOINT) {
            env.method.invoke(new IrCallee.Static(RuntimeCalls.PUT_ENDPOINT_4), at, word(type, value, env));
        } else if (type == Type.Simple.IP) {
            env.method.store(MemoryAccess.U32, at, word(type, value, env));
        } else {
            lowering.keys.part(type, value, key.required(), at, env);
        }
    }

    private IrExpression pair(Type type, KeySymbol.PartValue value, KeySymbol key, IrExpression at, Environment env) {
        if (CompactKey.isAddress(type)) {
            final IrExpression first = env.method.spill("first", word(type, value.first(), env));
            final IrExpression second = env.method.spill("second", word(type, value.second(), env));
            return MethodBuilder.call(type == Type.Simple.IP ? RuntimeCalls.ORDER_PAIR_4 : RuntimeCalls.ORDER_ENDPOINTS_4, at, first, second);
        }
        final int bytes = TypeLayout.bytes(type);
        single(type, value.first(), key, at, env);
        single(type, value.second(), key, Ir.add(at, bytes), env);
        return MethodBuilder.call(RuntimeCalls.SORT_PAIR, at, Ir.constant(bytes));
    }

    /** What stands in the key for an address or an endpoint: numbers as the machine reads them from network order. */
    private IrExpression word(Type type, TypedExpression value, Environment env) {
        final TypedExpression address = CompactKey.address(value);
        final Binding.LayerField field = (Binding.LayerField) address.typing().binding(address.expression());
        final HeaderSymbol header = field.field().values().keySet().iterator().next();
        final TypedExpression inHeader = field.field().values().get(header);
        final IrExpression number = asRead(lowering.expressions.lower(inHeader.expression(), env.with(inHeader.typing())).scalar(), RuntimeCalls.ADDRESS_4);
        if (type == Type.Simple.IP) {
            return number;
        }
        final TypedExpression endpoint = value.definition();
        final Expression port = ((Expression.Call) endpoint.expression()).arguments().get(1);
        final Value number16 = lowering.expressions.optional(port, env.with(endpoint.typing()));
        if (!(number16 instanceof Value.Maybe maybe)) {
            return endpoint(number, Ir.ONE, asRead(number16.scalar(), RuntimeCalls.PORT_4));
        }
        final IrExpression present = env.method.spill("portPresent", maybe.present());
        return endpoint(number, Ir.toLong(present), Ir.choose(present, asRead(maybe.value().scalar(), RuntimeCalls.PORT_4), Ir.ZERO));
    }

    /** {@code Words.endpoint4}, of numbers as they are read. */
    private static IrExpression endpoint(IrExpression address, IrExpression hasPort, IrExpression port) {
        return or(or(shifted(address, Words.ENDPOINT_4_ADDRESS_SHIFT), shifted(hasPort, Words.ENDPOINT_4_HAS_PORT_SHIFT)), port);
    }

    private static IrExpression shifted(IrExpression value, int count) {
        return Ir.operate(IrOperator.SHIFT_LEFT, value, Ir.constant(count));
    }

    private static IrExpression or(IrExpression left, IrExpression right) {
        return Ir.operate(IrOperator.OR, left, right);
    }

    /** A number that is loaded from network order, loaded in the machine's; others by {@code convert}. */
    private static IrExpression asRead(IrExpression number, Method convert) {
        return number instanceof IrExpression.Load(MemoryAccess access, IrExpression address, boolean stable) && access != access.inMachineOrder()
                ? new IrExpression.Load(access.inMachineOrder(), address, stable) : MethodBuilder.call(convert, number);
    }

    /** Makes the wide key at {@code place} compact where all its addresses are IPv4's; gives the form it then has. */
    IrExpression pack(TableSymbol table, CompactKey layout, IrExpression place, Environment env) {
        return env.method.spill("form", MethodBuilder.call(packs.computeIfAbsent(table, t -> packMethod(t, layout)), place));
    }

    private IrCallee packMethod(TableSymbol table, CompactKey layout) {
        final MethodBuilder method = lowering.program.method("pack$" + table.name());
        final IrExpression place = method.parameter("place", IrType.LONG);
        forEachValue(table, layout, (type, wide, _) -> {
            if (CompactKey.isAddress(type)) {
                method.when(Ir.compare(flowc.compiler.ir.IrComparison.NOT_EQUAL, Ir.load(MemoryAccess.U8, place, wide + TypeLayout.IP_FAMILY_OFFSET), Ir.constant(IP_FAMILY_4)),
                        () -> method.returns(Ir.constant(KeyForm.WIDE)));
            }
        });
        // Downwards in memory and upwards in the key, so nothing is overwritten before it was read.
        final int[] end = {0};
        forEachValue(table, layout, (type, wide, compact) -> {
            end[0] = compact + CompactKey.bytes(type);
            move(method, type, Ir.add(place, wide), Ir.add(place, compact));
        });
        for (int at = end[0]; at < layout.bytes(); at++) {
            method.store(MemoryAccess.U8, Ir.add(place, at), Ir.ZERO);
        }
        method.returns(Ir.constant(KeyForm.COMPACT));
        return lowering.program.add(method, IrType.LONG);
    }

    private static void move(MethodBuilder method, Type type, IrExpression from, IrExpression to) {
        if (type == Type.Simple.ENDPOINT) {
            method.invoke(new IrCallee.Static(RuntimeCalls.PACK_ENDPOINT_4), to, from);
        } else if (type == Type.Simple.IP) {
            method.store(MemoryAccess.U32, to, Ir.load(MemoryAccess.U32, from, TypeLayout.IP_V4_OFFSET));
        } else {
            bytes(method, TypeLayout.bytes(type), from, to);
        }
    }

    /** Copies byte by byte, upwards: source and destination may overlap. */
    private static void bytes(MethodBuilder method, int count, IrExpression from, IrExpression to) {
        for (int at = 0; at < count; at++) {
            method.store(MemoryAccess.U8, Ir.add(to, at), Ir.load(MemoryAccess.U8, from, at));
        }
    }

    /** Writes the key of {@code row}, of either form, wide to {@code place}; orientation bytes stay 0. */
    void unpack(TableSymbol table, CompactKey layout, IrExpression row, IrExpression place, Environment env) {
        env.method.invoke(unpacks.computeIfAbsent(table, t -> unpackMethod(t, layout)), row, place);
    }

    private IrCallee unpackMethod(TableSymbol table, CompactKey layout) {
        final MethodBuilder method = lowering.program.method("unpack$" + table.name());
        final IrExpression row = method.parameter("row", IrType.LONG);
        final IrExpression place = method.parameter("place", IrType.LONG);
        final KeyLayout wideLayout = KeyLayout.of(table.key().type());
        final IrExpression key = method.spill("key", Ir.add(row, lowering.program.state(table).keyOffset()));
        method.when(Ir.equal(MethodBuilder.call(lowering.program.onTable(table, RuntimeCalls.TABLE_FORM), row), Ir.constant(KeyForm.WIDE)), () -> {
            method.copy(place, key, wideLayout.bytes());
            method.returns();
        });
        method.zero(Ir.add(place, wideLayout.partsBytes()), wideLayout.bytes() - wideLayout.partsBytes());
        forEachValue(table, layout, (type, wide, compact) -> widen(method, type, Ir.add(key, compact), Ir.add(place, wide)));
        method.returns();
        return lowering.program.add(method, null);
    }

    private static void widen(MethodBuilder method, Type type, IrExpression from, IrExpression to) {
        if (type == Type.Simple.ENDPOINT) {
            method.invoke(new IrCallee.Static(RuntimeCalls.UNPACK_ENDPOINT_4), to, from);
        } else if (type == Type.Simple.IP) {
            method.zero(to, TypeLayout.IP_V4_OFFSET);
            method.store(MemoryAccess.U32, Ir.add(to, TypeLayout.IP_V4_OFFSET), Ir.load(MemoryAccess.U32, from));
            method.store(MemoryAccess.U8, Ir.add(to, TypeLayout.IP_FAMILY_OFFSET), Ir.constant(IP_FAMILY_4));
        } else {
            method.copy(to, from, TypeLayout.bytes(type));
        }
    }

    private interface PlacedValue {
        void at(Type type, int wideOffset, int compactOffset);
    }

    private static void forEachValue(TableSymbol table, CompactKey layout, PlacedValue visitor) {
        final Type.Key key = table.key().type();
        final KeyLayout wide = KeyLayout.of(key);
        for (int i = 0; i < key.parts().size(); i++) {
            final int wideOffset = wide.partOffsets().get(i);
            final int compactOffset = layout.partOffsets().get(i);
            switch (key.parts().get(i)) {
                case Type.Part.Single single -> visitor.at(single.type(), wideOffset, compactOffset);
                case Type.Part.Unordered pair -> {
                    visitor.at(pair.type(), wideOffset, compactOffset);
                    visitor.at(pair.type(), wideOffset + TypeLayout.bytes(pair.type()), compactOffset + CompactKey.bytes(pair.type()));
                }
            }
        }
    }
}
