package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Operators;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Gives every expression its type, and reports what has none. Conditions are {@link ConditionChecker}'s. */
final class ExpressionChecker {
    private final Session session;
    private final NameChecker names;
    private final MemberChecker members;
    private final OperatorChecker operators;
    private final CallChecker calls;
    private final ConditionChecker conditions;
    private final Mismatches mismatches;

    ExpressionChecker(Session session) {
        this.session = session;
        this.names = new NameChecker(session);
        this.members = new MemberChecker(session, names);
        this.operators = new OperatorChecker(session);
        this.calls = new CallChecker(session, names);
        this.conditions = new ConditionChecker(session);
        this.mismatches = new Mismatches(session);
    }

    /** The type as it is; {@code expected}, which may be null, only helps to read enum members and literals. */
    Type check(Expression expression, Scope scope, Type expected) {
        final Type type = switch (expression) {
            case Expression.IntegerLiteral literal -> integer(literal);
            case Expression.FloatLiteral _ -> Type.Simple.FLOAT;
            case Expression.DurationLiteral _ -> Type.Simple.DURATION;
            case Expression.SizeLiteral literal -> Integers.of(BigInteger.valueOf(literal.bytes()));
            case Expression.BooleanLiteral _ -> Type.Simple.BOOL;
            case Expression.TextLiteral _ -> Type.Simple.TEXT;
            case Expression.Template template -> session.wrong(Code.WRONG_CONTEXT, template.span(), "text with holes can only be printed");
            case Expression.AddressLiteral literal -> switch (literal.kind()) {
                case IP4 -> Type.Simple.IP4;
                case IP6 -> Type.Simple.IP6;
                case MAC -> Type.Simple.MAC;
            };
            case Expression.NetworkLiteral _ -> Type.Simple.NETWORK;
            case Expression.Name name -> names.check(name, scope, expected);
            case Expression.Member member -> members.check(member, scope);
            case Expression.Index index -> calls.index(index, scope);
            case Expression.Slice slice -> slice(slice, scope);
            case Expression.Call call -> calls.call(call, scope, expected);
            case Expression.Unary unary -> operators.unary(unary, scope, expected);
            case Expression.Binary binary -> operators.binary(binary, scope, expected);
            case Expression.Conditional conditional -> conditional(conditional, scope, expected);
            case Expression.Range range -> range(range, scope);
            case Expression.Cast cast -> cast(cast, scope);
            case Expression.SetLiteral set -> session.wrong(Code.WRONG_CONTEXT, set.span(), "a set stands right of 'in'");
            case Expression.RecordLiteral literal ->
                session.wrong(Code.WRONG_CONTEXT, literal.span(), "'{ … }' stands where a row or a struct is given its fields");
            case Expression.Aggregate aggregate ->
                session.wrong(Code.WRONG_CONTEXT, aggregate.span(), "'%s' can only be a variable of an 'init' block", aggregate.name());
        };
        scope.typing().type(expression, type);
        return type;
    }

    /** The type of the value that is read: a counter's is its total. */
    Type value(Expression expression, Scope scope, Type expected) {
        final Type type = check(expression, scope, expected);
        return switch (type) {
            case Type.Presence presence -> session.wrong(Code.TYPE_MISMATCH, expression.span(), "'%s' is a header, not a value", presence.name());
            case Type.Row row -> session.wrong(Code.TYPE_MISMATCH, expression.span(), "this is a row of '%s', not a value", row.table());
            case Type.Top _ -> session.wrong(Code.TYPE_MISMATCH, expression.span(), "'top' can be printed by 'table(…)' and emitted, not calculated with");
            case Type.Simple simple when simple == Type.Simple.COUNTER -> Integers.U64;
            case Type.Simple simple when simple == Type.Simple.NOTHING -> session.wrong(Code.TYPE_MISMATCH, expression.span(), "%s", noValue(expression, scope));
            default -> type;
        };
    }

    /** Why an expression has no value. */
    static String noValue(Expression expression, Scope scope) {
        final String text = expression.span().text();
        return switch (scope.typing().binding(expression)) {
            case Binding.Table _ -> "'" + text + "' is a table, not a value";
            case Binding.Parser _ when expression instanceof Expression.Call -> "a parser's results are read by 'for'";
            case Binding.Parser _ -> "'" + text + "' is a parser, not a value";
            case Binding.Function _ when !(expression instanceof Expression.Call) -> "'" + text + "' is a function: call it with '" + text + "(…)'";
            case Binding.Builtin builtin when builtin == Binding.Builtin.PACKET -> "'pkt' is the packet: read 'pkt.len', 'pkt.time' …";
            case null, default -> "this call has no result";
        };
    }

    /** Reports a value that cannot go to a place of type {@code wanted}; gives {@code wanted} back. */
    Type require(Expression expression, Type wanted, Scope scope) {
        if (expression instanceof Expression.RecordLiteral literal && wanted instanceof Type.Struct struct) {
            session.fieldValues.record(literal, struct, scope);
            scope.typing().type(literal, struct);
            return struct;
        }
        final Type inner = wanted instanceof Type.Maybe maybe ? maybe.inner() : wanted;
        final Type type = wanted instanceof Type.Maybe ? optional(expression, scope, inner) : value(expression, scope, inner);
        if (!Types.assignable(type, wanted)) {
            mismatches.report(expression, type, wanted);
        }
        return wanted;
    }

    /** A value that may be absent: what it needs of the packet becomes guards of the expression, and its type a {@link Type.Maybe}. */
    Type optional(Expression expression, Scope scope, Type expected) {
        final Set<Guard> guards = new LinkedHashSet<>();
        final Type type = value(expression, scope.collecting(guards), expected);
        scope.typing().guards(expression, guards);
        return guards.isEmpty() || type instanceof Type.Maybe || type == Type.Simple.ERROR ? type : new Type.Maybe(type);
    }

    Facts condition(Expression expression, Scope scope) {
        return conditions.check(expression, scope);
    }

    /** A condition that stands by itself; what it proves is {@code required}. */
    TypedExpression typedCondition(Expression expression, Scope scope) {
        final Facts proven = conditions.check(expression, scope);
        return new TypedExpression(expression, scope.typing(), Type.Simple.BOOL, proven.known());
    }

    /** The value of a constant expression; null, and reported, when it is none. */
    Long constant(Expression expression, Scope scope) {
        final Type type = value(expression, scope, null);
        if (type == Type.Simple.ERROR) {
            return null;
        }
        final Optional<BigInteger> value = Constants.evaluate(expression, scope.typing());
        if (value.isEmpty() || value.get().bitLength() > 63) {
            session.error(Code.NOT_CONSTANT, expression.span(), "this must be a whole number known at compile time");
            return null;
        }
        return value.get().longValue();
    }

    private Type integer(Expression.IntegerLiteral literal) {
        if (literal.value().bitLength() > 64 || literal.value().signum() < 0 && literal.value().bitLength() > 63) {
            return session.wrong(Code.BAD_LITERAL, literal.span(), "%s does not fit 64 bits", literal.value());
        }
        return Integers.of(literal.value());
    }

    private Type slice(Expression.Slice slice, Scope scope) {
        final Type target = value(slice.target(), scope, null);
        require(slice.offset(), Integers.I64, scope);
        require(slice.length(), Integers.I64, scope);
        if (target == Type.Simple.VIEW || target instanceof Type.Bytes || target == Type.Simple.ERROR) {
            return target == Type.Simple.ERROR ? target : Type.Simple.VIEW;
        }
        return session.wrong(Code.TYPE_MISMATCH, slice.target().span(), "only bytes can be sliced, not %s", target.text());
    }

    private Type conditional(Expression.Conditional conditional, Scope scope, Type expected) {
        final Facts proven = condition(conditional.condition(), scope);
        final Type whenTrue = value(conditional.whenTrue(), scope.knowing(proven), expected);
        final Type whenFalse = value(conditional.whenFalse(), scope, expected);
        final Optional<Type> common = Types.common(whenTrue, whenFalse);
        if (common.isEmpty()) {
            return session.wrong(Code.TYPE_MISMATCH, conditional.span(), "the branches are of different types: %s and %s", whenTrue.text(), whenFalse.text());
        }
        if (common.get() == Type.Simple.NETWORK || common.get() == Type.Simple.TEXT) {
            return session.wrong(Code.TYPE_MISMATCH, conditional.span(), "%s is no value that 'if … then … else' can choose", common.get().text());
        }
        return common.get();
    }

    private Type range(Expression.Range range, Scope scope) {
        final Type low = value(range.low(), scope, null);
        final Type high = value(range.high(), scope, null);
        final Optional<Type> common = Types.common(low, high);
        if (common.isEmpty()) {
            return session.wrong(Code.TYPE_MISMATCH, range.span(), "the ends of a range are of different types: %s and %s", low.text(), high.text());
        }
        session.certainties.range(range, scope);
        return common.get() == Type.Simple.ERROR ? common.get() : new Type.Range(common.get());
    }

    private Type cast(Expression.Cast cast, Scope scope) {
        final Type wanted = session.types.resolve(cast.type(), scope.module());
        final Type value = value(cast.value(), scope, wanted);
        if (value == Type.Simple.ERROR || wanted == Type.Simple.ERROR) {
            return wanted;
        }
        if (!Operators.castable(value, wanted)) {
            return session.wrong(Code.TYPE_MISMATCH, cast.span(), "%s cannot become %s", value.text(), wanted.text());
        }
        return wanted;
    }
}
