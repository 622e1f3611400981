package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Operators;
import flowc.compiler.types.Type;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What to do about operands that an operator does not take: a row for each usual slip, the first that fits. */
final class OperandHints {
    /** An operator without its {@code =}, as in {@code x op= e}, and its operands with their types. */
    record Operands(String operator, Expression left, Type leftType, Expression right, Type rightType) {
        /** What the types were if neither were absent. */
        Type presentLeft() {
            return leftType instanceof Type.Maybe maybe ? maybe.inner() : leftType;
        }

        Operands swapped() {
            return new Operands(operator, right, rightType, left, leftType);
        }
    }

    private record Row(Predicate<Operands> fits, Function<Operands, String> hint) {
        static Row of(Predicate<Operands> fits, String hint) {
            return new Row(fits, _ -> hint);
        }
    }

    private static final String BYTES = "ask byte by byte, 'b.len > 0 and b[0] == 0x47', or keep them and compare bytes with bytes";
    private static final Set<String> EQUALITY = Set.of("==", "!=");
    private static final Set<String> BITS = Set.of("&", "|", "^", "/", "<<", ">>");
    private static final int MAC_BYTES = 6;
    private static final Pattern DASHED_MAC = Pattern.compile("[0-9]{2}(-[0-9]{2}){5}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int LONGEST_TEXT = 40;

    private static final List<Row> ROWS = List.of(
            Row.of(o -> o.presentLeft() == Type.Simple.TIME && isZero(o.right()), "whether a time is set is asked of a 'time?', which begins absent: 'if let t = … { }'"),
            Row.of(o -> o.leftType() == Type.Simple.TIME && DATE.matcher(o.right().span().text()).matches(),
                    "points in time come from 'now' and 'pkt.time', or from ns since 1970: '1767225600000000000 as time'"),
            Row.of(o -> o.leftType() instanceof Type.Maybe || o.rightType() instanceof Type.Maybe,
                    "one side may be absent: give a default with '?? …', or bind it first: 'if let x = … where …'"),
            Row.of(o -> o.leftType() == Type.Simple.BOOL && o.rightType() instanceof Type.Integer, "the left side is true or false already"),
            new Row(o -> EQUALITY.contains(o.operator()) && o.rightType() == Type.Simple.NETWORK, o -> "write 'in': '" + operand(o.left()) + " in " + operand(o.right()) + "'"),
            Row.of(o -> isAddress(o.leftType()) && (BITS.contains(o.operator()) || o.rightType() == Type.Simple.NETWORK), ForeignNames.MASK),
            Row.of(o -> isBytes(o.leftType()) && o.rightType() == Type.Simple.TEXT, "there is no text to compare bytes with: " + BYTES),
            Row.of(o -> isBytes(o.leftType()) && o.rightType() instanceof Type.Integer, "bytes are no number: " + BYTES),
            new Row(o -> o.leftType() == Type.Simple.TEXT && Set.of("+", "%").contains(o.operator()), OperandHints::withHole),
            Row.of(o -> o.rightType() == Type.Simple.TEXT && o.leftType() != Type.Simple.TEXT, "values are written without quotes"),
            new Row(o -> o.leftType() == Type.Simple.MAC && o.rightType() instanceof Type.Integer, o -> "a MAC address is written with ':': '" + mac(o.right()) + "'"),
            Row.of(o -> isAddress(o.leftType()) && o.rightType() instanceof Type.Integer, "an address is written '10.0.0.1' or '2001:db8::1'"),
            Row.of(o -> o.operator().equals("+") && o.leftType() == Type.Simple.TIME && o.rightType() == Type.Simple.TIME,
                    "what lies between two points in time is 'b - a', and what comes later 'a + 5s'"),
            Row.of(o -> (o.leftType() == Type.Simple.TIME || o.leftType() == Type.Simple.DURATION) && o.rightType() instanceof Type.Integer,
                    "durations have a unit: '10s', '5ms'; points in time come from 'now' and 'pkt.time'"),
            new Row(o -> !EQUALITY.contains(o.operator()) && o.leftType() instanceof Type.Integer && Operators.castable(o.rightType(), o.leftType()), o -> "write '" + Mismatches.cast(o.right()) + " as u64'"));

    private OperandHints() {}

    /** Empty when no row fits. */
    static String of(Operands operands) {
        final boolean either = EQUALITY.contains(operands.operator());
        return ROWS.stream().filter(row -> row.fits().test(operands)).findFirst().map(row -> row.hint().apply(operands))
                .orElseGet(() -> either ? ROWS.stream().filter(row -> row.fits().test(operands.swapped())).findFirst().map(row -> row.hint().apply(operands.swapped())).orElse("") : "");
    }

    private static boolean isZero(Expression expression) {
        return expression instanceof Expression.IntegerLiteral literal && literal.value().signum() == 0;
    }

    private static boolean isAddress(Type type) {
        return type == Type.Simple.IP || type == Type.Simple.IP4 || type == Type.Simple.IP6;
    }

    private static boolean isBytes(Type type) {
        return type == Type.Simple.VIEW || type instanceof Type.Bytes;
    }

    /** {@code "n=" + n} as it is printed. */
    private static String withHole(Operands operands) {
        final String text = operands.left().span().text();
        final String value = operands.right().span().text();
        final boolean simple = operands.operator().equals("+") && operands.left() instanceof Expression.TextLiteral && text.endsWith("\"")
                && operands.rightType() != Type.Simple.TEXT && text.length() + value.length() <= LONGEST_TEXT;
        return "values stand in the holes of a text: " + (simple ? "'" + text.substring(0, text.length() - 1) + "{" + value + "}\"'" : "'\"… {n} …\"'");
    }

    /** The address that somebody wrote with other signs, or an example. */
    private static String mac(Expression value) {
        final String text = value.span().text();
        if (DASHED_MAC.matcher(text).matches()) {
            return text.replace('-', ':');
        }
        if (!(value instanceof Expression.IntegerLiteral literal) || literal.value().bitLength() > MAC_BYTES * Byte.SIZE) {
            return "00:11:22:33:44:55";
        }
        final byte[] bytes = literal.value().add(BigInteger.ONE.shiftLeft(MAC_BYTES * Byte.SIZE)).toByteArray();
        return HexFormat.ofDelimiter(":").formatHex(bytes, bytes.length - MAC_BYTES, bytes.length);
    }

    /** The expression beside an operator; of those that have a value other than true or false, only this one needs parentheses there. */
    private static String operand(Expression expression) {
        final String text = expression.span().text();
        return expression instanceof Expression.Conditional ? "(" + text + ")" : text;
    }
}
