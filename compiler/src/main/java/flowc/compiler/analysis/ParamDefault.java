package flowc.compiler.analysis;

import flowc.compiler.source.CompilerBug;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import java.math.BigInteger;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A param's default in the one spelling of its value that every reader of a command line takes. How the language spells values is known
 * to its parser alone: what a tracker runs with is what was checked.
 */
public final class ParamDefault {
    private ParamDefault() {}

    /** Null when there is no default. The param must have been checked without errors. */
    public static String text(Symbol.Param param, Typing typing) {
        final Expression value = param.declaration().value();
        return value == null ? null : text(value, param.type(), typing);
    }

    private static String text(Expression value, Type type, Typing typing) {
        return switch (value) {
            case Expression.BooleanLiteral literal -> Boolean.toString(literal.value());
            case Expression.AddressLiteral literal -> address(literal);
            default -> type == Type.Simple.FLOAT ? Double.toString(decimal(value, typing)) : whole(value, typing) + (type == Type.Simple.DURATION ? "ns" : "");
        };
    }

    private static double decimal(Expression value, Typing typing) {
        return switch (value) {
            case Expression.FloatLiteral literal -> literal.value();
            case Expression.Unary unary -> -decimal(unary.operand(), typing);
            default -> whole(value, typing).doubleValue();
        };
    }

    private static BigInteger whole(Expression value, Typing typing) {
        return Constants.evaluate(value, typing).orElseThrow(() -> new CompilerBug("no plain value: " + value.span().text()));
    }

    private static String address(Expression.AddressLiteral address) {
        return switch (address.kind()) {
            case IP4 -> String.format(Locale.ROOT, "%d.%d.%d.%d", address.low() >>> 24 & 0xff, address.low() >>> 16 & 0xff, address.low() >>> 8 & 0xff, address.low() & 0xff);
            case MAC -> groups(address.low(), 6, 8, "%02x");
            case IP6 -> groups(address.high(), 4, 16, "%x") + ":" + groups(address.low(), 4, 16, "%x");
        };
    }

    /** The lowest {@code count} groups of {@code bits} bits each, the highest first. */
    private static String groups(long value, int count, int bits, String format) {
        return IntStream.range(0, count).mapToObj(i -> String.format(Locale.ROOT, format, value >>> bits * (count - 1 - i) & (1L << bits) - 1)).collect(Collectors.joining(":"));
    }
}
