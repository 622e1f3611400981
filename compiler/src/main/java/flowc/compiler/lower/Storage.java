package flowc.compiler.lower;

import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.source.CompilerBug;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;

/** Moves values between memory and the stack, and between types. Places are {@link TypeLayout}'s. */
final class Storage {
    private Storage() {}

    /** The value of {@code type} that lies at {@code address}, which is cheap to compute twice. */
    static Value load(Type type, IrExpression address) {
        return switch (type) {
            case Type.Integer range -> new Value.Scalar(Ir.load(access(range), address));
            case Type.Enumeration enumeration -> new Value.Scalar(Ir.load(unsigned(TypeLayout.enumerationBytes(enumeration)), address));
            case Type.Maybe maybe -> new Value.Maybe(Ir.notZero(Ir.load(MemoryAccess.U8, address)), load(maybe.inner(), Ir.add(address, TypeLayout.MAYBE_VALUE_OFFSET)));
            case Type.Range range -> new Value.Pair(load(range.element(), address), load(range.element(), Ir.add(address, TypeLayout.bytes(range.element()))));
            case Type.Bytes _, Type.Struct _, Type.Key _ -> new Value.Reference(address);
            case Type.Simple simple -> simple(simple, address);
            default -> throw new CompilerBug("cannot be loaded: " + type.text());
        };
    }

    private static Value simple(Type.Simple simple, IrExpression address) {
        return switch (simple) {
            case BOOL -> new Value.Scalar(Ir.notZero(Ir.load(MemoryAccess.U8, address)));
            case FLOAT -> new Value.Scalar(Ir.load(MemoryAccess.F64, address));
            case TIME, DURATION, MAC, COUNTER -> new Value.Scalar(Ir.load(MemoryAccess.I64, address));
            case IP4 -> new Value.Scalar(Ir.load(MemoryAccess.U32, address));
            case IP6, IP, ENDPOINT -> new Value.Reference(address);
            default -> throw new CompilerBug("cannot be loaded: " + simple.text());
        };
    }

    static MemoryAccess access(Type.Integer range) {
        if (!Integers.storage(range).mayBeNegative()) {
            return unsigned(Integers.bytes(range));
        }
        return switch (Integers.bytes(range)) {
            case 1 -> MemoryAccess.I8;
            case 2 -> MemoryAccess.I16;
            case 4 -> MemoryAccess.I32;
            default -> MemoryAccess.I64;
        };
    }

    static MemoryAccess unsigned(int bytes) {
        return switch (bytes) {
            case 1 -> MemoryAccess.U8;
            case 2 -> MemoryAccess.U16;
            case 4 -> MemoryAccess.U32;
            default -> MemoryAccess.I64;
        };
    }

    /** Whether a value is a number that stands in a word of its own as well as in memory. */
    static boolean isWord(Type type) {
        return type instanceof Type.Integer || type instanceof Type.Enumeration;
    }

    /** Writes {@code value}, of type {@code from}, as a {@code to} to {@code address}, all of its bytes. */
    static void store(Environment env, IrExpression address, Type to, Value value, Type from) {
        switch (to) {
            case Type.Maybe maybe -> maybe(env, address, maybe, value, from);
            case Type.Range range -> {
                final Value.Pair pair = (Value.Pair) value;
                final Type element = ((Type.Range) from).element();
                store(env, address, range.element(), pair.first(), element);
                store(env, Ir.add(address, TypeLayout.bytes(range.element())), range.element(), pair.second(), element);
            }
            case Type.Bytes bytes -> bytes(env, address, bytes, value, from);
            case Type.Struct _, Type.Key _ -> env.method.copy(address, value.address(), TypeLayout.bytes(to));
            case Type.Integer range -> env.method.store(access(range), address, scalar(value, from, to));
            case Type.Enumeration enumeration -> env.method.store(unsigned(TypeLayout.enumerationBytes(enumeration)), address, value.scalar());
            case Type.Simple simple -> simple(env, address, simple, value, from);
            default -> throw new CompilerBug("cannot be stored: " + to.text());
        }
    }

    private static void simple(Environment env, IrExpression address, Type.Simple to, Value value, Type from) {
        switch (to) {
            case BOOL -> env.method.store(MemoryAccess.U8, address, Ir.toLong(value.scalar()));
            case FLOAT -> env.method.store(MemoryAccess.F64, address, scalar(value, from, to));
            case TIME, DURATION, MAC -> env.method.store(MemoryAccess.I64, address, value.scalar());
            case IP4 -> env.method.store(MemoryAccess.U32, address, value.scalar());
            case IP6, ENDPOINT -> env.method.copy(address, value.address(), TypeLayout.bytes(to));
            case IP -> ip(env, address, value, from);
            default -> throw new CompilerBug("cannot be stored: " + to.text());
        }
    }

    private static void ip(Environment env, IrExpression address, Value value, Type from) {
        final MethodBuilder method = env.method;
        if (from == Type.Simple.IP4) {
            method.store(MemoryAccess.I64, address, Ir.ZERO);
            // The address is the word's last four bytes; one store, since what is read as a word must be written as one to be quick.
            method.store(MemoryAccess.I64_BE, Ir.add(address, Long.BYTES), value.scalar());
            method.store(MemoryAccess.U8, Ir.add(address, TypeLayout.IP_FAMILY_OFFSET), Ir.constant(4));
        } else if (from == Type.Simple.IP6) {
            method.store(MemoryAccess.I64, address, Ir.load(MemoryAccess.I64, value.address()));
            method.store(MemoryAccess.I64, Ir.add(address, Long.BYTES), Ir.load(MemoryAccess.I64, value.address(), Long.BYTES));
            method.store(MemoryAccess.U8, Ir.add(address, TypeLayout.IP_FAMILY_OFFSET), Ir.constant(6));
        } else {
            method.copy(address, value.address(), TypeLayout.IP_BYTES);
        }
    }

    private static void maybe(Environment env, IrExpression address, Type.Maybe to, Value value, Type from) {
        final IrExpression inner = Ir.add(address, TypeLayout.MAYBE_VALUE_OFFSET);
        if (!(value instanceof Value.Maybe maybe)) {
            env.method.store(MemoryAccess.U8, address, Ir.ONE);
            store(env, inner, to.inner(), value, from);
            return;
        }
        final Type element = from instanceof Type.Maybe optional ? optional.inner() : from;
        env.method.when(maybe.present(), () -> {
            env.method.store(MemoryAccess.U8, address, Ir.ONE);
            store(env, inner, to.inner(), maybe.value(), element);
        }, () -> env.method.zero(address, TypeLayout.bytes(to)));
    }

    /** Longer bytes than the place has room for are a fault. */
    private static void bytes(Environment env, IrExpression address, Type.Bytes to, Value value, Type from) {
        final MethodBuilder method = env.method;
        if (from.equals(to)) {
            method.copy(address, value.address(), TypeLayout.bytes(to));
            return;
        }
        final Value.View view = view(value, from);
        final IrExpression start = method.spill("bytesStart", view.address());
        final IrExpression length = method.spill("bytesLength", view.length());
        if (!(from instanceof Type.Bytes)) {
            Faults.require(env, Ir.compare(flowc.compiler.ir.IrComparison.LESS_EQUAL, length, Ir.constant(to.maximum())), "bytes longer than " + to.text());
        }
        method.zero(address, TypeLayout.bytes(to));
        method.store(MemoryAccess.U16, address, length);
        method.add(new flowc.compiler.ir.IrStatement.Copy(Ir.add(address, TypeLayout.BYTES_DATA_OFFSET), start, length));
    }

    /** Bytes, wherever they are, as address and length. */
    static Value.View view(Value value, Type type) {
        return value instanceof Value.View view ? view
                : new Value.View(Ir.add(value.address(), TypeLayout.BYTES_DATA_OFFSET), Ir.load(MemoryAccess.U16, value.address()));
    }

    /** A number as a number of another type. */
    static IrExpression scalar(Value value, Type from, Type to) {
        final IrExpression expression = value.scalar();
        if (to == Type.Simple.FLOAT && expression.type() == IrType.LONG) {
            final boolean unsigned = from == Type.Simple.COUNTER || from instanceof Type.Integer range && range.needsUnsigned();
            return Ir.convert(unsigned ? IrConversion.UNSIGNED_LONG_TO_DOUBLE : IrConversion.LONG_TO_DOUBLE, expression);
        }
        return expression;
    }

    /** {@code value} of {@code from} as a value of {@code to}; may need scratch memory. */
    static Value convert(Environment env, Value value, Type from, Type to) {
        if (from.equals(to) || value instanceof Value.Nothing) {
            return value;
        }
        if (to instanceof Type.Maybe maybe) {
            final Type inner = from instanceof Type.Maybe optional ? optional.inner() : from;
            if (value instanceof Value.Maybe present) {
                return new Value.Maybe(present.present(), convertInside(env, present, inner, maybe.inner()));
            }
            return new Value.Maybe(Ir.TRUE, convert(env, value, inner, maybe.inner()));
        }
        if (to instanceof Type.Range range && value instanceof Value.Pair pair) {
            final Type element = ((Type.Range) from).element();
            return new Value.Pair(convert(env, pair.first(), element, range.element()), convert(env, pair.second(), element, range.element()));
        }
        if (to == Type.Simple.VIEW) {
            return view(value, from);
        }
        if (Types.isComposite(to)) {
            final IrExpression place = env.method.scratch(TypeLayout.bytes(to));
            store(env, place, to, value, from);
            return new Value.Reference(place);
        }
        return value instanceof Value.Scalar ? new Value.Scalar(scalar(value, from, to)) : value;
    }

    /** A conversion that reads the value only where it is there. */
    private static Value convertInside(Environment env, Value.Maybe maybe, Type from, Type to) {
        if (from.equals(to) || !Types.isComposite(to)) {
            return convert(env, maybe.value(), from, to);
        }
        final IrExpression place = env.method.scratch(TypeLayout.bytes(to));
        env.method.when(maybe.present(), () -> store(env, place, to, maybe.value(), from));
        return new Value.Reference(place);
    }

    /** The same value, computed here once. */
    static Value spill(Environment env, String name, Value value) {
        return switch (value) {
            case Value.Scalar scalar -> new Value.Scalar(env.method.spill(name, scalar.expression()));
            case Value.Reference reference -> new Value.Reference(env.method.spill(name, reference.address()));
            case Value.View view -> new Value.View(env.method.spill(name + "Start", view.address()), env.method.spill(name + "Length", view.length()));
            case Value.Pair pair -> new Value.Pair(spill(env, name + "Low", pair.first()), spill(env, name + "High", pair.second()));
            case Value.Maybe maybe -> {
                final IrExpression present = env.method.spill(name + "Present", maybe.present());
                yield new Value.Maybe(present, whenPresent(env, name, present, maybe.value()));
            }
            case Value.Nothing nothing -> nothing;
        };
    }

    /** A value that is computed where {@code present}, and is 0 elsewhere. */
    private static Value whenPresent(Environment env, String name, IrExpression present, Value value) {
        return switch (value) {
            case Value.Scalar scalar -> new Value.Scalar(when(env, name, present, scalar.expression()));
            case Value.Reference reference -> new Value.Reference(when(env, name, present, reference.address()));
            case Value.View view -> new Value.View(when(env, name, present, view.address()), when(env, name, present, view.length()));
            case Value.Pair pair -> new Value.Pair(whenPresent(env, name, present, pair.first()), whenPresent(env, name, present, pair.second()));
            case Value.Maybe _, Value.Nothing _ -> value;
        };
    }

    private static IrExpression when(Environment env, String name, IrExpression present, IrExpression value) {
        return Ir.read(env.method.assign(name, Ir.choose(present, value, zero(value.type()))));
    }

    static IrExpression zero(IrType type) {
        return switch (type) {
            case BOOL -> Ir.FALSE;
            case LONG -> Ir.ZERO;
            case DOUBLE -> new IrExpression.DoubleConstant(0);
        };
    }

    /** The address of what {@link #load} made a value of, composite or maybe absent. */
    static IrExpression place(Value value) {
        return value instanceof Value.Maybe maybe ? Ir.add(maybe.value().address(), -TypeLayout.MAYBE_VALUE_OFFSET) : value.address();
    }

    /** Gives a variable in registers another value of the same shape. */
    static void assign(Environment env, Value variable, Value value) {
        switch (variable) {
            case Value.Scalar target -> env.method.assign(local(target.expression()), value.scalar());
            case Value.View target -> {
                final Value.View source = (Value.View) value;
                final IrExpression length = env.method.spill("length", source.length());
                env.method.assign(local(target.address()), source.address());
                env.method.assign(local(target.length()), length);
            }
            case Value.Maybe target -> {
                final Value.Maybe source = (Value.Maybe) value;
                env.method.assign(local(target.present()), source.present());
                assign(env, target.value(), source.value());
            }
            case Value.Pair target -> {
                assign(env, target.first(), ((Value.Pair) value).first());
                assign(env, target.second(), ((Value.Pair) value).second());
            }
            case Value.Reference _, Value.Nothing _ -> throw new CompilerBug("no variable in registers");
        }
    }

    private static IrLocal local(IrExpression expression) {
        return ((IrExpression.Read) expression).local();
    }
}
