package flowc.compiler.lower;

import flowc.compiler.analysis.Binding;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.KeyLayout;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.BinaryOperator;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lowers {@code == != < <= > >= in} for every type that has them. */
final class ComparisonLowering {
    private static final Map<BinaryOperator, IrComparison> SIGNED = Map.of(BinaryOperator.EQUAL, IrComparison.EQUAL, BinaryOperator.NOT_EQUAL, IrComparison.NOT_EQUAL,
            BinaryOperator.LESS, IrComparison.LESS, BinaryOperator.LESS_EQUAL, IrComparison.LESS_EQUAL, BinaryOperator.GREATER, IrComparison.GREATER,
            BinaryOperator.GREATER_EQUAL, IrComparison.GREATER_EQUAL);
    private static final Map<IrComparison, IrComparison> UNSIGNED = Map.of(IrComparison.LESS, IrComparison.LESS_UNSIGNED, IrComparison.LESS_EQUAL,
            IrComparison.LESS_EQUAL_UNSIGNED, IrComparison.GREATER, IrComparison.GREATER_UNSIGNED, IrComparison.GREATER_EQUAL, IrComparison.GREATER_EQUAL_UNSIGNED);

    private final Lowering lowering;

    ComparisonLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    /** A value and its type. */
    record Typed(Value value, Type type) {}

    private Typed operand(Expression expression, Environment env) {
        return new Typed(Storage.spill(env, "operand", lowering.expressions.lower(expression, env)), lowering.expressions.valueType(expression, env));
    }

    IrExpression lower(Expression.Binary binary, Environment env) {
        if (binary.operator() == BinaryOperator.IN || binary.operator() == BinaryOperator.NOT_IN) {
            final IrExpression in = in(binary, env);
            return binary.operator() == BinaryOperator.IN ? in : Ir.not(in);
        }
        final Typed left = operand(binary.left(), env);
        final Typed right = operand(binary.right(), env);
        return eitherWay(left, binary.operator(), right, env);
    }

    /** Where one side is two values, either may match; {@code !=} says that neither is equal. */
    private IrExpression eitherWay(Typed left, BinaryOperator operator, Typed right, Environment env) {
        if (left.type() instanceof Type.Either either) {
            final Value.Pair pair = (Value.Pair) left.value();
            final IrExpression first = eitherWay(new Typed(pair.first(), either.element()), operator, right, env);
            final IrExpression second = eitherWay(new Typed(pair.second(), either.element()), operator, right, env);
            return operator == BinaryOperator.NOT_EQUAL ? Ir.and(first, second) : Ir.or(first, second);
        }
        if (right.type() instanceof Type.Either) {
            return eitherWay(right, mirrored(operator), left, env);
        }
        return compare(left, SIGNED.get(operator), right, env);
    }

    private static BinaryOperator mirrored(BinaryOperator operator) {
        return switch (operator) {
            case LESS -> BinaryOperator.GREATER;
            case LESS_EQUAL -> BinaryOperator.GREATER_EQUAL;
            case GREATER -> BinaryOperator.LESS;
            case GREATER_EQUAL -> BinaryOperator.LESS_EQUAL;
            default -> operator;
        };
    }

    private IrExpression compare(Typed left, IrComparison comparison, Typed right, Environment env) {
        if (left.type() instanceof Type.Integer l && right.type() instanceof Type.Integer r) {
            return integers(left.value().scalar(), l, comparison, right.value().scalar(), r);
        }
        if (isBytes(left.type()) && isBytes(right.type())) {
            return negatedIf(comparison == IrComparison.NOT_EQUAL, bytes(Storage.view(left.value(), left.type()), Storage.view(right.value(), right.type()), env));
        }
        if (left.type() instanceof Type.Enumeration || right.type() instanceof Type.Enumeration) {
            return Ir.compare(comparison, left.value().scalar(), right.value().scalar());
        }
        if (left.type() instanceof Type.Key && right.type() instanceof Type.Key) {         // of the same parts, whatever their names
            return negatedIf(comparison == IrComparison.NOT_EQUAL, equal(left.value().address(), right.value().address(), left.type()));
        }
        final Type common = Types.common(left.type(), right.type()).orElseThrow();
        final Value l = Storage.convert(env, left.value(), left.type(), common);
        final Value r = Storage.convert(env, right.value(), right.type(), common);
        if (Types.isComposite(common)) {
            return negatedIf(comparison == IrComparison.NOT_EQUAL, equal(l.address(), r.address(), common));
        }
        return Ir.compare(comparison, l.scalar(), r.scalar());
    }

    private static boolean isBytes(Type type) {
        return type == Type.Simple.VIEW || type instanceof Type.Bytes;
    }

    private static IrExpression negatedIf(boolean negate, IrExpression condition) {
        return negate ? Ir.not(condition) : condition;
    }

    /** The mathematical comparison, also where one side is signed and the other needs all 64 bits. */
    private static IrExpression integers(IrExpression left, Type.Integer leftType, IrComparison comparison, IrExpression right, Type.Integer rightType) {
        final boolean unsigned = leftType.needsUnsigned() || rightType.needsUnsigned();
        final IrComparison inUse = unsigned ? UNSIGNED.getOrDefault(comparison, comparison) : comparison;
        final IrExpression compared = Ir.compare(inUse, left, right);
        if (!unsigned || !leftType.mayBeNegative() && !rightType.mayBeNegative()) {
            return compared;
        }
        final boolean leftNegative = leftType.mayBeNegative();
        final IrExpression negative = Ir.compare(IrComparison.LESS, leftNegative ? left : right, Ir.ZERO);
        final boolean whenNegative = switch (comparison) {
            case EQUAL -> false;
            case NOT_EQUAL -> true;
            case LESS, LESS_EQUAL -> leftNegative;
            default -> !leftNegative;
        };
        return whenNegative ? Ir.or(negative, compared) : Ir.and(Ir.not(negative), compared);
    }

    private static IrExpression bytes(Value.View left, Value.View right, Environment env) {
        final IrExpression leftLength = env.method.spill("leftLength", left.length());
        return Ir.and(Ir.equal(leftLength, right.length()), MethodBuilder.call(RuntimeCalls.EQUAL, left.address(), right.address(), leftLength));
    }

    /** Whether two values in memory are the same; who spoke first does not count. */
    static IrExpression equal(IrExpression left, IrExpression right, Type type) {
        final List<Integer> ignored = new ArrayList<>();
        KeyLayout.within(type, 0, ignored);
        ignored.sort(null);
        final List<IrExpression> conditions = new ArrayList<>();
        int start = 0;
        for (int skip : ignored) {
            range(conditions, left, right, start, skip);
            start = skip + 1;
        }
        final int end = type instanceof Type.Key key ? Math.max(start, KeyLayout.of(key).partsBytes()) : TypeLayout.bytes(type);
        range(conditions, left, right, start, end);
        return Ir.all(conditions);
    }

    private static void range(List<IrExpression> conditions, IrExpression left, IrExpression right, int from, int to) {
        switch (to - from) {
            case 0 -> { }
            case 1 -> conditions.add(word(left, right, from, MemoryAccess.U8));
            case 2 -> conditions.add(word(left, right, from, MemoryAccess.U16));
            case 4 -> conditions.add(word(left, right, from, MemoryAccess.U32));
            case 8 -> conditions.add(word(left, right, from, MemoryAccess.I64));
            default -> {
                if (to > from) {
                    conditions.add(MethodBuilder.call(RuntimeCalls.EQUAL, Ir.add(left, from), Ir.add(right, from), Ir.constant(to - from)));
                }
            }
        }
    }

    private static IrExpression word(IrExpression left, IrExpression right, int offset, MemoryAccess access) {
        return Ir.equal(Ir.load(access, left, offset), Ir.load(access, right, offset));
    }

    private IrExpression in(Expression.Binary binary, Environment env) {
        final Typed left = operand(binary.left(), env);
        final List<Expression> elements = binary.right() instanceof Expression.SetLiteral set ? set.elements() : List.of(binary.right());
        IrExpression any = Ir.FALSE;
        for (Expression element : elements) {
            final IrExpression known = any;
            any = known.equals(Ir.FALSE) ? member(left, element, env) : lowering.conditions.or(env, known, () -> member(left, element, env));
        }
        return any;
    }

    /** Whether {@code left} is, or lies in, {@code element}. */
    IrExpression member(Typed left, Expression element, Environment env) {
        if (left.type() instanceof Type.Either either) {
            final Value.Pair pair = (Value.Pair) left.value();
            return Ir.or(member(new Typed(pair.first(), either.element()), element, env), member(new Typed(pair.second(), either.element()), element, env));
        }
        if (env.typing.binding(element) instanceof Binding.Definition definition) {
            return member(left, definition.value().expression(), env.with(definition.value().typing()));   // a network has no value of its own
        }
        if (element instanceof Expression.NetworkLiteral network) {
            return network(left, network, env);
        }
        if (env.typing.type(element) instanceof Type.Range range) {
            final Value.Pair ends = (Value.Pair) Storage.spill(env, "range", lowering.expressions.lower(element, env));
            // The upper end first: ranges of small numbers, as of lengths where others are types, are left with one question.
            return Ir.and(compare(left, IrComparison.LESS_EQUAL, new Typed(ends.second(), range.element()), env),
                    compare(left, IrComparison.GREATER_EQUAL, new Typed(ends.first(), range.element()), env));
        }
        return compare(left, IrComparison.EQUAL, operand(element, env), env);
    }

    private IrExpression network(Typed left, Expression.NetworkLiteral network, Environment env) {
        final boolean v4 = network.kind() == Expression.AddressKind.IP4;
        if (left.type() == Type.Simple.IP4) {
            return v4 ? inNetwork4(left.value().scalar(), network) : Ir.FALSE;
        }
        final IrExpression address = left.value().address();
        final IrExpression family = left.type() == Type.Simple.IP6 ? v4 ? Ir.FALSE : Ir.TRUE
                : Ir.equal(Ir.load(MemoryAccess.U8, address, TypeLayout.IP_FAMILY_OFFSET), Ir.constant(v4 ? 4 : 6));
        final IrExpression inside = v4 ? inNetwork4(Ir.load(MemoryAccess.U32_BE, address, TypeLayout.IP_V4_OFFSET), network)
                : MethodBuilder.call(RuntimeCalls.IN_NETWORK, address, Ir.constant(network.high()), Ir.constant(network.low()), Ir.constant(network.prefixLength()));
        return Ir.and(family, inside);
    }

    private static IrExpression inNetwork4(IrExpression address, Expression.NetworkLiteral network) {
        final long mask = network.prefixLength() == 0 ? 0 : 0xffff_ffffL << (Integer.SIZE - network.prefixLength()) & 0xffff_ffffL;
        return Ir.equal(Ir.operate(flowc.compiler.ir.IrOperator.AND, address, Ir.constant(mask)), Ir.constant(network.low() & mask));
    }

    /** A value that is asked about several times. */
    Typed typed(Expression expression, Environment env) {
        return operand(expression, env);
    }
}
