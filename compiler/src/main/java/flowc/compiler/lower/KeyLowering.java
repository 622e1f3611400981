package flowc.compiler.lower;

import flowc.compiler.analysis.Guard;
import flowc.compiler.analysis.KeySymbol;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TypedExpression;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.CompactKey;
import flowc.compiler.layout.KeyLayout;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import flowc.runtime.table.KeyForm;
import flowc.runtime.table.RowLayout;
import flowc.runtime.table.TouchLayout;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds wide keys: from packets, from rows, from written parts. */
final class KeyLowering {
    private final Lowering lowering;

    KeyLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    /** The key of a row as a value: a copy with its orientation. */
    Value ofRow(TableSymbol table, IrExpression row, Environment env) {
        final KeyLayout layout = KeyLayout.of(table.key().type());
        final Optional<CompactKey> compact = CompactKey.of(table);
        final IrExpression key = Ir.add(row, lowering.program.state(table).keyOffset());
        if (layout.orientationOffsets().isEmpty() && compact.isEmpty()) {
            return new Value.Reference(key);
        }
        final IrExpression copy = env.method.scratch(layout.bytes());
        compact.ifPresentOrElse(form -> lowering.compactKeys.unpack(table, form, row, copy, env), () -> env.method.copy(copy, key, layout.bytes()));
        final IrExpression bits = Ir.load(MemoryAccess.U16, row, RowLayout.ORIENTATION_OFFSET);
        for (int i = 0; i < layout.orientationOffsets().size(); i++) {
            final IrExpression bit = Ir.operate(IrOperator.AND, i == 0 ? bits : Ir.operate(IrOperator.SHIFT_RIGHT_UNSIGNED, bits, Ir.constant(i)), Ir.ONE);
            env.method.store(MemoryAccess.U8, Ir.add(copy, layout.orientationOffsets().get(i)), bit);
        }
        return new Value.Reference(copy);
    }

    /** {@code fwd} (0) or {@code rev} (1): the packet's orientation against the row's. */
    IrExpression direction(Environment env) {
        final IrExpression own = Ir.load(MemoryAccess.U32, env.slot, lowering.program.slots.table(env.table) + TouchLayout.ORIENTATION_OFFSET);
        final IrExpression first = Ir.load(MemoryAccess.U16, env.row, RowLayout.ORIENTATION_OFFSET);
        return Ir.operate(IrOperator.AND, Ir.operate(IrOperator.XOR, own, first), Ir.ONE);
    }

    /** A named key of the packet at hand, as a value. */
    Value ofPacket(KeySymbol key, Environment env) {
        final KeyLayout layout = KeyLayout.of(key.type());
        final IrExpression place = env.method.scratch(layout.bytes());
        final IrExpression orientation = env.method.spill("orientation", fromPacket(key, place, env));
        for (int i = 0; i < layout.orientationOffsets().size(); i++) {
            final IrExpression bit = Ir.operate(IrOperator.AND, Ir.operate(IrOperator.SHIFT_RIGHT_UNSIGNED, orientation, Ir.constant(i)), Ir.ONE);
            env.method.store(MemoryAccess.U8, Ir.add(place, layout.orientationOffsets().get(i)), bit);
        }
        return new Value.Reference(place);
    }

    /** Writes a key in its table form to {@code place}; gives its orientation bits. The key's headers must be there. */
    IrExpression fromPacket(KeySymbol key, IrExpression place, Environment env) {
        final KeyLayout layout = KeyLayout.of(key.type());
        clearTail(layout, place, env);
        IrExpression orientation = Ir.ZERO;
        for (int i = 0; i < key.values().size(); i++) {
            final IrExpression at = Ir.add(place, layout.partOffsets().get(i));
            final KeySymbol.PartValue value = key.values().get(i);
            switch (key.type().parts().get(i)) {
                case Type.Part.Single single -> part(single.type(), value.first(), key.required(), at, env);
                case Type.Part.Unordered pair -> {
                    final IrExpression swapped = env.method.spill("swapped", pair(pair.type(), value, key.required(), at, env));
                    orientation = combine(orientation, swapped, KeyLayout.orientationIndex(key.type(), i));
                }
            }
        }
        return takeNested(key.type(), layout, place, orientation, env);
    }

    /** Writes both values in order; gives the orientation. Endpoints, which nearly all keys are made of, go from where they are. */
    private IrExpression pair(Type type, KeySymbol.PartValue value, Set<Guard> known, IrExpression at, Environment env) {
        if (type == Type.Simple.ENDPOINT && value.first().type() == type && value.second().type() == type) {
            final IrExpression first = lowering.expressions.lower(value.first().expression(), env.with(value.first().typing())).address();
            final IrExpression second = lowering.expressions.lower(value.second().expression(), env.with(value.second().typing())).address();
            return MethodBuilder.call(RuntimeCalls.ORDER_PAIR_20, at, first, second);
        }
        final int bytes = TypeLayout.bytes(type);
        part(type, value.first(), known, at, env);
        part(type, value.second(), known, Ir.add(at, bytes), env);
        return MethodBuilder.call(RuntimeCalls.SORT_PAIR, at, Ir.constant(bytes));
    }

    static IrExpression combine(IrExpression orientation, IrExpression bit, int index) {
        final IrExpression shifted = index == 0 ? bit : Ir.operate(IrOperator.SHIFT_LEFT, bit, Ir.constant(index));
        return orientation.equals(Ir.ZERO) ? shifted : Ir.operate(IrOperator.OR, orientation, shifted);
    }

    /** Whole words, the last of which may reach into the parts: they are written later. */
    private static void clearTail(KeyLayout layout, IrExpression place, Environment env) {
        for (int offset = layout.bytes(); offset > layout.partsBytes(); offset -= Long.BYTES) {
            env.method.store(MemoryAccess.I64, Ir.add(place, offset - Long.BYTES), Ir.ZERO);
        }
    }

    /** Orientation bytes of keys within the key become bits, so that rows are found by what they compare. */
    private static IrExpression takeNested(Type.Key key, KeyLayout layout, IrExpression place, IrExpression orientation, Environment env) {
        final int own = (int) key.parts().stream().filter(Type.Part.Unordered.class::isInstance).count();
        IrExpression bits = orientation;
        for (int i = own; i < layout.orientationOffsets().size(); i++) {
            final IrExpression at = Ir.add(place, layout.orientationOffsets().get(i));
            final IrExpression bit = env.method.spill("nested", Ir.load(MemoryAccess.U8, at));
            env.method.store(MemoryAccess.U8, at, Ir.ZERO);
            bits = combine(bits, bit, i);
        }
        return bits;
    }

    /** Writes one value; where a header that it needs may be missing, whether it is there first. */
    void part(Type type, TypedExpression value, Set<Guard> known, IrExpression place, Environment env) {
        final Environment inPart = env.with(value.typing());
        if (!(type instanceof Type.Maybe) || value.type() instanceof Type.Maybe) {
            Storage.store(env, place, type, lowering.expressions.lower(value.expression(), inPart), value.type());
            return;
        }
        final Set<Guard> asked = new LinkedHashSet<>(value.required());
        asked.removeAll(known);
        final Type inner = ((Type.Maybe) type).inner();
        env.method.when(lowering.fields.allPresent(asked, env), () -> {
            env.method.store(MemoryAccess.U8, place, Ir.ONE);
            Storage.store(env, Ir.add(place, TypeLayout.MAYBE_VALUE_OFFSET), inner, lowering.expressions.lower(value.expression(), inPart), value.type());
        }, () -> env.method.zero(place, TypeLayout.bytes(type)));
    }

    /** A key in its table form, ready to be looked for: where it lies, its orientation bits and its hash. */
    record Sought(IrExpression place, IrExpression orientation, IrExpression hash) {}

    /** The key of the arguments of {@code t[…]}. */
    Sought fromArguments(TableSymbol table, List<Expression> arguments, Environment env) {
        final IrExpression place = env.method.scratch(KeyLayout.of(table.key().type()).bytes());
        final IrExpression orientation = writeArguments(table, arguments, place, env);
        final IrExpression form = CompactKey.of(table).map(layout -> lowering.compactKeys.pack(table, layout, place, env)).orElse(Ir.constant(KeyForm.WIDE));
        return new Sought(place, orientation, MethodBuilder.call(lowering.program.onTable(table, RuntimeCalls.TABLE_HASH), place, form));
    }

    private IrExpression writeArguments(TableSymbol table, List<Expression> arguments, IrExpression place, Environment env) {
        final Type.Key key = table.key().type();
        final KeyLayout layout = KeyLayout.of(key);
        final boolean whole = arguments.size() == 1 && !(key.parts().size() == 1 && key.parts().getFirst() instanceof Type.Part.Single);
        if (whole) {
            env.method.copy(place, lowering.expressions.lower(arguments.getFirst(), env).address(), layout.bytes());
            return env.method.spill("orientation", takeAll(layout, place, env));
        }
        clearTail(layout, place, env);
        IrExpression orientation = Ir.ZERO;
        int next = 0;
        for (int i = 0; i < key.parts().size(); i++) {
            final IrExpression at = Ir.add(place, layout.partOffsets().get(i));
            if (key.parts().get(i) instanceof Type.Part.Unordered pair) {
                final int bytes = TypeLayout.bytes(pair.type());
                argument(arguments.get(next++), pair.type(), at, env);
                argument(arguments.get(next++), pair.type(), Ir.add(at, bytes), env);
                orientation = combine(orientation, env.method.spill("swapped", MethodBuilder.call(RuntimeCalls.SORT_PAIR, at, Ir.constant(bytes))),
                        KeyLayout.orientationIndex(key, i));
            } else {
                argument(arguments.get(next++), ((Type.Part.Single) key.parts().get(i)).type(), at, env);
            }
        }
        return env.method.spill("orientation", takeNested(key, layout, place, orientation, env));
    }

    private void argument(Expression argument, Type type, IrExpression place, Environment env) {
        final Value value = type instanceof Type.Maybe ? lowering.expressions.optional(argument, env) : lowering.expressions.lower(argument, env);
        Storage.store(env, place, type, value, lowering.expressions.valueType(argument, env));
    }

    private static IrExpression takeAll(KeyLayout layout, IrExpression place, Environment env) {
        IrExpression bits = Ir.ZERO;
        for (int i = 0; i < layout.orientationOffsets().size(); i++) {
            final IrExpression at = Ir.add(place, layout.orientationOffsets().get(i));
            bits = combine(bits, env.method.spill("bit", Ir.load(MemoryAccess.U8, at)), i);
            env.method.store(MemoryAccess.U8, at, Ir.ZERO);
        }
        return bits;
    }
}
