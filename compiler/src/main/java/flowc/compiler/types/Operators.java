package flowc.compiler.types;

import static flowc.compiler.types.Type.Simple.BOOL;
import static flowc.compiler.types.Type.Simple.DURATION;
import static flowc.compiler.types.Type.Simple.FLOAT;
import static flowc.compiler.types.Type.Simple.TIME;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/** Which operator takes which types and gives which. One row a combination; integers widen by their ranges. */
public final class Operators {
    private record Row(String symbol, Type left, Type right, Type result) {}

    /** Rows without integers on both sides; {@code null} stands for any number. */
    private static final List<Row> ROWS = List.of(
            new Row("-", TIME, TIME, DURATION), new Row("+", TIME, DURATION, TIME), new Row("-", TIME, DURATION, TIME), new Row("+", DURATION, TIME, TIME),
            new Row("+", DURATION, DURATION, DURATION), new Row("-", DURATION, DURATION, DURATION), new Row("%", DURATION, DURATION, DURATION),
            new Row("/", DURATION, DURATION, FLOAT),
            new Row("*", DURATION, null, DURATION), new Row("*", null, DURATION, DURATION), new Row("/", DURATION, null, DURATION),
            new Row("/", null, DURATION, FLOAT));

    private static final Map<String, BinaryOperator<Type.Integer>> INTEGER = Map.of("+", Integers::add, "-", Integers::subtract, "*", Integers::multiply,
            "/", Integers::divide, "%", Integers::remainder, "&", Integers::and, "|", Integers::or, "^", Integers::or, "<<", Integers::shiftLeft,
            ">>", Integers::shiftRight);

    private static final Set<String> FLOAT_OPERATORS = Set.of("+", "-", "*", "/");

    private Operators() {}

    /** Empty when the operator does not take these types. */
    public static Optional<Type> binary(String symbol, Type left, Type right) {
        if (left instanceof Type.Integer l && right instanceof Type.Integer r) {
            return Optional.ofNullable(INTEGER.get(symbol)).map(rule -> rule.apply(l, r));
        }
        if (Types.isNumber(left) && Types.isNumber(right)) {
            return FLOAT_OPERATORS.contains(symbol) ? Optional.of(FLOAT) : Optional.empty();
        }
        if (left == BOOL && right == BOOL && Set.of("|", "&", "^").contains(symbol)) {
            return Optional.of(BOOL);
        }
        return ROWS.stream().filter(row -> row.symbol().equals(symbol) && fits(row.left(), left) && fits(row.right(), right)).map(Row::result).findFirst();
    }

    private static boolean fits(Type wanted, Type type) {
        return wanted == null ? Types.isNumber(type) : wanted == type;
    }

    public static Optional<Type> unary(String symbol, Type operand) {
        if (symbol.equals("~")) {
            return operand instanceof Type.Integer range ? Optional.of(Integers.storage(range)) : Optional.empty();
        }
        return switch (operand) {
            case Type.Integer range -> Optional.of(Integers.bounded(range.high().negate(), range.low().negate()));
            case Type.Simple simple when simple == FLOAT || simple == DURATION -> Optional.of(simple);
            default -> Optional.empty();
        };
    }

    /** Whether {@code ==} has a meaning. */
    public static boolean canEqual(Type left, Type right) {
        if (Types.isNumber(left) && Types.isNumber(right)) {
            return true;
        }
        if (isBytes(left) && isBytes(right)) {
            return true;
        }
        if (left instanceof Type.Enumeration && right instanceof Type.Integer || right instanceof Type.Enumeration && left instanceof Type.Integer) {
            return true;
        }
        if (left instanceof Type.Key l && right instanceof Type.Key r) {
            return l.parts().equals(r.parts());
        }
        return Types.isKeyPart(left) && !(left instanceof Type.Maybe) && !(right instanceof Type.Maybe) && Types.common(left, right).filter(Types::isKeyPart).isPresent();
    }

    /** Whether {@code <} has a meaning. */
    public static boolean canOrder(Type left, Type right) {
        if (Types.isNumber(left) && Types.isNumber(right)) {
            return true;
        }
        return left == right && (left == TIME || left == DURATION || left == Type.Simple.IP4);
    }

    private static boolean isBytes(Type type) {
        return type == Type.Simple.VIEW || type instanceof Type.Bytes;
    }

    /** Whether {@code as} has a meaning. */
    public static boolean castable(Type from, Type to) {
        if (Types.assignable(from, to)) {
            return true;
        }
        return switch (to) {
            case Type.Integer _ -> Types.isNumber(from) || from instanceof Type.Enumeration || from == BOOL || from == TIME || from == DURATION
                    || from == Type.Simple.MAC || from == Type.Simple.IP4;
            case Type.Enumeration _ -> from instanceof Type.Integer;
            case Type.Simple simple -> switch (simple) {
                case FLOAT -> Types.isNumber(from) || from == DURATION;
                case TIME, DURATION, IP4, MAC -> from instanceof Type.Integer;
                default -> false;
            };
            default -> false;
        };
    }
}
