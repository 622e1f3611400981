package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.BinaryOperator;
import flowc.compiler.types.Operators;
import flowc.compiler.types.Type;
import java.util.ArrayDeque;
import java.util.Deque;

/** Values after one comparison, {@code port == 53 or 443}, as people say it: a set in this language. */
final class Alternatives {
    private Alternatives() {}

    /** What to write for a value of {@code type} that stands right in {@code around}, where a comparison of the same kind of value comes before; else empty. */
    static String hint(Expression value, Type type, Expression.Binary around, Typing typing) {
        final Deque<Expression> values = new ArrayDeque<>();
        values.push(value);
        Expression before = around.left();
        while (before instanceof Expression.Binary binary) {
            switch (binary.operator()) {
                case OR -> {
                    if (!(binary.right() instanceof Expression.Binary)) {
                        values.push(binary.right());
                    }
                    before = binary.right() instanceof Expression.Binary ? binary.right() : binary.left();
                }
                case AND -> before = binary.right();
                case EQUAL, NOT_EQUAL -> {
                    values.push(binary.right());
                    return fits(binary, type, around.operator(), typing) ? text(binary, values) : "";
                }
                default -> before = null;
            }
        }
        return "";
    }

    /** {@code a == 1 and 2} could mean anything. */
    private static boolean fits(Expression.Binary comparison, Type type, BinaryOperator joined, Typing typing) {
        final Type left = typing.type(comparison.left()) instanceof Type.Either either ? either.element() : typing.type(comparison.left());
        return left != null && Operators.canEqual(left, type) && (comparison.operator() == BinaryOperator.NOT_EQUAL || joined == BinaryOperator.OR);
    }

    private static String text(Expression.Binary comparison, Deque<Expression> values) {
        final String set = String.join(", ", values.stream().map(value -> value.span().text()).toList());
        return "write '" + comparison.left().span().text() + (comparison.operator() == BinaryOperator.EQUAL ? " in {" : " not in {") + set + "}'";
    }
}
