package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.BinaryOperator;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Operators;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Types of operators: rows of {@link Operators}, and the few that are more than arithmetic. */
final class OperatorChecker {
    private final Session session;
    private final Complements complements = new Complements();

    OperatorChecker(Session session) {
        this.session = session;
    }

    Type unary(Expression.Unary unary, Scope scope, Type expected) {
        if (unary.operator() == Expression.UnaryOperator.NOT) {
            session.expressions.condition(unary, scope);
            return Type.Simple.BOOL;
        }
        final Type operand = session.expressions.value(unary.operand(), scope, integer(expected));
        if (tooLow(unary)) {
            return session.wrong(Code.BAD_LITERAL, unary.span(), "%s does not fit 64 bits", unary.span().text());
        }
        complements.note(unary, scope.typing(), unary.operand());
        if (unary.operator() == Expression.UnaryOperator.COMPLEMENT && operand instanceof Type.Integer number && complements.isLiteral(unary.operand(), scope.typing())) {
            return Complements.invert(number, expected);
        }
        final String symbol = unary.operator() == Expression.UnaryOperator.NEGATE ? "-" : "~";
        return Operators.unary(symbol, operand).orElseGet(() -> operand == Type.Simple.ERROR ? operand
                : session.wrong(Code.BAD_OPERANDS, unary.span(), "'%s' does not take %s", symbol, operand.text()));
    }

    /** Whether a literal is less than any type holds; its size alone may fit. */
    private static boolean tooLow(Expression.Unary unary) {
        return unary.operator() == Expression.UnaryOperator.NEGATE && unary.operand() instanceof Expression.IntegerLiteral literal && literal.value().bitLength() <= Long.SIZE
                && !Integers.I64.contains(Integers.of(literal.value().negate()));
    }

    /** What operands may take from the place of the result: how wide they are. */
    private static Type integer(Type expected) {
        return expected instanceof Type.Integer ? expected : null;
    }

    Type binary(Expression.Binary binary, Scope scope, Type expected) {
        return switch (binary.operator()) {
            case AND, OR -> {
                session.expressions.condition(binary, scope);
                yield Type.Simple.BOOL;
            }
            case COALESCE -> coalesce(binary, scope, expected);
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> comparison(binary, scope);
            case IN, NOT_IN -> membership(binary, scope);
            default -> arithmetic(binary, scope, integer(expected));
        };
    }

    private Type coalesce(Expression.Binary binary, Scope scope, Type expected) {
        final Set<Guard> guards = new LinkedHashSet<>();
        final Type left = session.expressions.value(binary.left(), scope.site().place().hasPacket() ? scope.collecting(guards) : scope, expected);
        scope.typing().guards(binary.left(), guards);
        final Type inner = left instanceof Type.Maybe maybe ? maybe.inner() : left;
        final Type right = session.expressions.value(binary.right(), scope, inner);
        if (guards.isEmpty() && inner == left && left != Type.Simple.ERROR) {
            session.diagnostics.warning(Code.NO_EFFECT, binary.operatorSpan(), "the left side is always there: '??' has no effect");
        }
        final Optional<Type> common = Types.common(inner, right);
        if (common.isEmpty()) {
            session.error(Code.TYPE_MISMATCH, binary.right().span(), "the default is %s, the value %s", right.text(), inner.text()).hint(inner == Type.Simple.VIEW
                    ? "bytes have no literal: take them where they are there, 'if let b = %s { … }'" : "", binary.left().span().text());
        }
        return common.orElse(Type.Simple.ERROR);
    }

    private Type comparison(Expression.Binary binary, Scope scope) {
        final Type found = session.expressions.value(binary.left(), scope, null);
        final Type right = session.expressions.value(binary.right(), scope, element(found));
        final Type left = complements.takesWidth(binary.left(), binary.right(), scope.typing()) ? session.expressions.value(binary.left(), scope, element(right)) : found;
        if (!comparable(element(left), element(right), binary.operator())) {
            return mismatch(binary, left, right);
        }
        return Type.Simple.BOOL;
    }

    private static Type element(Type type) {
        return type instanceof Type.Either either ? either.element() : type;
    }

    private static boolean comparable(Type left, Type right, BinaryOperator operator) {
        if (left == Type.Simple.ERROR || right == Type.Simple.ERROR) {
            return true;
        }
        final boolean equality = operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL;
        return equality ? Operators.canEqual(left, right) : Operators.canOrder(left, right);
    }

    private Type mismatch(Expression.Binary binary, Type left, Type right) {
        session.error(Code.BAD_OPERANDS, binary.operatorSpan(), "'%s' does not take %s and %s", binary.operator().symbol(), Mismatches.describe(left), Mismatches.describe(right))
                .hint("%s", OperandHints.of(new OperandHints.Operands(binary.operator().symbol(), binary.left(), left, binary.right(), right)));
        return Type.Simple.ERROR;
    }

    private Type membership(Expression.Binary binary, Scope scope) {
        final Type left = session.expressions.value(binary.left(), scope, null);
        if (binary.right() instanceof Expression.SetLiteral set) {
            scope.typing().type(set, Type.Simple.NOTHING);
            set.elements().forEach(element -> member(binary, element(left), element, scope));
        } else {
            member(binary, element(left), binary.right(), scope);
        }
        return Type.Simple.BOOL;
    }

    private void member(Expression.Binary binary, Type left, Expression element, Scope scope) {
        final Type type = session.expressions.value(element, scope, left);
        final boolean fits = switch (type) {
            case Type.Range range -> Operators.canOrder(left, range.element());
            case Type.Simple simple when simple == Type.Simple.NETWORK -> left == Type.Simple.IP4 || left == Type.Simple.IP6 || left == Type.Simple.IP;
            default -> binary.right() instanceof Expression.SetLiteral && Operators.canEqual(left, type);
        };
        if (!fits && left != Type.Simple.ERROR && type != Type.Simple.ERROR) {
            session.error(Code.BAD_OPERANDS, element.span(), "%s cannot be in %s", Mismatches.describe(left), Mismatches.describe(type))
                    .hint("'in' takes a range (1..5), a network (10.0.0.0/8) or a set ({1, 2, 10..20})");
        }
    }

    private Type arithmetic(Expression.Binary binary, Scope scope, Type expected) {
        final boolean shift = binary.operator() == BinaryOperator.SHIFT_LEFT || binary.operator() == BinaryOperator.SHIFT_RIGHT;
        final Type leftAlone = session.expressions.value(binary.left(), scope, expected);
        final Type rightAlone = session.expressions.value(binary.right(), scope, shift ? null : expected);
        complements.note(binary, scope.typing(), binary.left(), binary.right());
        // Literals are checked again where the other side says how wide they are; the bits of a shift's count are not those of its value.
        final Type left = !shift && complements.takesWidth(binary.left(), binary.right(), scope.typing()) ? session.expressions.value(binary.left(), scope, rightAlone) : leftAlone;
        final Type right = !shift && complements.takesWidth(binary.right(), binary.left(), scope.typing()) ? session.expressions.value(binary.right(), scope, leftAlone) : rightAlone;
        if (left == Type.Simple.ERROR || right == Type.Simple.ERROR) {
            return Type.Simple.ERROR;
        }
        if (left != Type.Simple.FLOAT && right instanceof Type.Integer number && number.low().equals(number.high()) && impossible(binary, number.low())) {
            return Type.Simple.ERROR;
        }
        return Operators.binary(binary.operator().symbol(), left, right).orElseGet(() -> mismatch(binary, left, right));
    }

    /** Reports a known right side that no left side goes with. */
    private boolean impossible(Expression.Binary binary, BigInteger right) {
        return switch (binary.operator()) {
            case DIVIDE, REMAINDER -> right.signum() == 0 && reported(binary, "this divides by 0");
            case SHIFT_LEFT, SHIFT_RIGHT -> (right.signum() < 0 || right.bitLength() > 6) && reported(binary, "a shift is by 0 to 63 bits, not by " + right);
            default -> false;
        };
    }

    private boolean reported(Expression.Binary binary, String message) {
        session.error(Code.VALUE_OUT_OF_RANGE, binary.right().span(), "%s", message);
        return true;
    }
}
