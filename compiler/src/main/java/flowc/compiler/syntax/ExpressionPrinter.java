package flowc.compiler.syntax;

import static java.util.stream.Collectors.joining;

import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.BinaryOperator;
import flowc.compiler.syntax.ast.Expression.FieldValue;
import flowc.compiler.syntax.ast.Expression.UnaryOperator;
import flowc.compiler.syntax.ast.TypeName;
import java.util.List;

/** Prints expressions and types, with parentheses only where the grammar's precedence needs them. */
final class ExpressionPrinter {
    // The grammar's levels, lowest first; binary operators have theirs in precedence().
    private static final int ANY = 0;
    private static final int NEGATION = 3;
    private static final int COMPARISON = 4;
    private static final int RANGE = 5;
    private static final int COALESCE = 6;
    private static final int SUM = 11;
    private static final int PRODUCT = 12;
    private static final int UNARY = 13;
    private static final int CAST = 14;
    private static final int SUFFIXED = 15;

    private ExpressionPrinter() {}

    static String print(Expression expression) {
        return at(ANY, expression);
    }

    /** For places where the grammar takes a sum. */
    static String sum(Expression expression) {
        return at(SUM, expression);
    }

    static String product(Expression expression) {
        return at(PRODUCT, expression);
    }

    static String range(Expression expression) {
        return at(RANGE, expression);
    }

    static String list(List<Expression> expressions) {
        return expressions.stream().map(ExpressionPrinter::print).collect(joining(", "));
    }

    /** A statement begins with a name or a parenthesis. */
    static String place(Expression place) {
        return switch (place) {
            case Expression.Name e -> e.name();
            case Expression.Member e -> place(e.target()) + member(e);
            case Expression.Index e -> place(e.target()) + "[" + list(e.arguments()) + "]";
            case Expression.Slice e -> place(e.target()) + slice(e);
            case Expression.Call e -> place(e.target()) + arguments(e.arguments());
            default -> "(" + print(place) + ")";
        };
    }

    private static String at(int level, Expression expression) {
        final String text = text(expression);
        return level(expression) < level ? "(" + text + ")" : text;
    }

    private static int level(Expression expression) {
        return switch (expression) {
            case Expression.Conditional _ -> ANY;
            case Expression.Binary e -> precedence(e.operator());
            case Expression.Range _ -> RANGE;
            case Expression.Unary e -> e.operator() == UnaryOperator.NOT ? NEGATION : UNARY;
            case Expression.Cast _ -> CAST;
            default -> SUFFIXED;
        };
    }

    private static int precedence(BinaryOperator operator) {
        return switch (operator) {
            case OR -> 1;
            case AND -> 2;
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, IN, NOT_IN -> COMPARISON;
            case COALESCE -> COALESCE;
            case BIT_OR -> 7;
            case BIT_XOR -> 8;
            case BIT_AND -> 9;
            case SHIFT_LEFT, SHIFT_RIGHT -> 10;
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY, DIVIDE, REMAINDER -> PRODUCT;
        };
    }

    private static String text(Expression expression) {
        return switch (expression) {
            case Expression.Name e -> e.name();
            case Expression.Member e -> at(SUFFIXED, e.target()) + member(e);
            case Expression.Index e -> at(SUFFIXED, e.target()) + "[" + list(e.arguments()) + "]";
            case Expression.Slice e -> at(SUFFIXED, e.target()) + slice(e);
            case Expression.Call e -> at(SUFFIXED, e.target()) + arguments(e.arguments());
            case Expression.Unary e -> sign(e.operator()) + at(e.operator() == UnaryOperator.NOT ? NEGATION : UNARY, e.operand());
            case Expression.Binary e -> binary(e);
            case Expression.Conditional e -> "if " + print(e.condition()) + " then " + print(e.whenTrue()) + " else " + print(e.whenFalse());
            case Expression.Range e -> at(COALESCE, e.low()) + ".." + at(COALESCE, e.high());
            case Expression.Cast e -> at(CAST, e.value()) + (e.checked() ? " as! " : " as ") + type(e.type());
            case Expression.SetLiteral e -> e.elements().stream().map(ExpressionPrinter::range).collect(joining(", ", "{", "}"));
            case Expression.RecordLiteral e -> record(e.fields());
            case Expression.Aggregate e -> aggregate(e);
            default -> LiteralPrinter.print(expression);
        };
    }

    private static String member(Expression.Member member) {
        return (member.safe() ? "?." : ".") + member.name();
    }

    private static String slice(Expression.Slice slice) {
        return "[" + print(slice.offset()) + " : " + print(slice.length()) + "]";
    }

    private static String arguments(List<Expression> arguments) {
        final boolean isRecord = arguments.size() == 1 && arguments.getFirst() instanceof Expression.RecordLiteral;
        return isRecord ? " " + print(arguments.getFirst()) : "(" + list(arguments) + ")";
    }

    private static String sign(UnaryOperator operator) {
        return switch (operator) {
            case NOT -> "not ";
            case NEGATE -> "-";
            case COMPLEMENT -> "~";
        };
    }

    private static String binary(Expression.Binary binary) {
        final int level = precedence(binary.operator());
        final boolean logical = level < COMPARISON;
        // Comparisons do not chain; 'a or (b or c)' is 'a or b or c'; all others group from the left.
        final int left = level == COMPARISON ? RANGE : level;
        final int right = level == COMPARISON ? RANGE : logical ? level : level + 1;
        return at(left, binary.left()) + " " + binary.operator().symbol() + " " + at(right, binary.right());
    }

    private static String aggregate(Expression.Aggregate aggregate) {
        final String columns = aggregate.columns().stream().map(c -> c.name() + (c.type() == null ? "" : ": " + type(c.type())))
                .collect(joining(", "));
        return aggregate.name() + "(" + list(aggregate.arguments()) + ")" + (aggregate.by() == null ? "" : " by " + sum(aggregate.by()))
                + (columns.isEmpty() ? "" : " { " + columns + " }");
    }

    static String record(List<FieldValue> fields) {
        return fields.isEmpty() ? "{ }" : fields.stream().map(ExpressionPrinter::field).collect(joining(", ", "{ ", " }"));
    }

    private static String field(FieldValue field) {
        final boolean isShort = field.value() instanceof Expression.Name name && name.name().equals(field.name());
        return (field.reverse() ? "reverse " : "") + field.name() + (isShort ? "" : ": " + print(field.value()));
    }

    static String type(TypeName type) {
        return switch (type) {
            case TypeName.Named t -> String.join(".", t.path());
            case TypeName.BoundedBytes t -> "bytes<" + sum(t.size()) + ">";
            case TypeName.SizedBytes t -> "bytes[" + sum(t.size()) + "]";
            case TypeName.Maybe t -> type(t.inner()) + "?";
            case TypeName.Applied t -> t.name() + "(" + list(t.arguments()) + ")" + (t.element() == null ? "" : " of " + type(t.element()));
        };
    }
}
