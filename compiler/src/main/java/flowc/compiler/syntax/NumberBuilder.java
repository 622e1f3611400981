package flowc.compiler.syntax;

import static flowc.compiler.source.Code.BAD_LITERAL;

import flowc.compiler.source.Nearest;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.grammar.FlowLexer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.antlr.v4.runtime.Token;

/** Builds numbers, durations and sizes. */
final class NumberBuilder {
    /** No type of the language holds more than 128 bits. */
    private static final int MAX_DECIMAL_DIGITS = 39;

    private static final int MAX_BITS = 128;

    private final AstBuilder ast;

    NumberBuilder(AstBuilder ast) {
        this.ast = ast;
    }

    Expression number(Token token) {
        final Span span = ast.span(token);
        final String text = span.text().replace("_", "");
        return switch (token.getType()) {
            case FlowLexer.INTEGER -> integer(span, text, 10);
            case FlowLexer.HEX -> integer(span, text.substring(2), 16);
            case FlowLexer.BINARY -> integer(span, text.substring(2), 2);
            case FlowLexer.FLOAT -> decimal(span, text);
            default -> quantity(span, text.strip());
        };
    }

    private Expression integer(Span span, String digits, int radix) {
        final String significant = withoutLeadingZeros(digits);
        final int maximum = radix == 10 ? MAX_DECIMAL_DIGITS : radix == 16 ? MAX_BITS / 4 : MAX_BITS;
        if (digits.isEmpty()) {
            return bad(span, "a number needs digits");
        }
        final BigInteger value = significant.length() > maximum ? null : new BigInteger(significant, radix);
        return value == null || value.bitLength() > MAX_BITS ? bad(span, "this number is larger than any type holds")
                : new Expression.IntegerLiteral(span, value);
    }

    private static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private Expression decimal(Span span, String text) {
        final double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? bad(span, "this number is larger than a 64-bit float holds") : new Expression.FloatLiteral(span, value);
    }

    /** Whether a number with a unit is a duration, by its unit. */
    static boolean isDuration(String quantity) {
        return Units.DURATIONS.keySet().stream().anyMatch(unit -> quantity.endsWith(unit) && Character.isDigit(quantity.charAt(quantity.length() - unit.length() - 1)));
    }

    private Expression quantity(Span span, String text) {
        int unitStart = 0;
        while (Character.isDigit(text.charAt(unitStart)) && text.charAt(unitStart) < 128 || text.charAt(unitStart) == '.') {
            unitStart++;
        }
        final String unit = text.substring(unitStart).strip();
        final String digits = text.substring(0, unitStart);
        if (!Units.COUNTS.containsKey(unit) && !Units.DURATIONS.containsKey(unit) && !Units.SIZES.containsKey(unit)) {
            return unknownUnit(span, unit);
        }
        if (digits.length() > MAX_DECIMAL_DIGITS) {
            return tooLarge(span);
        }
        return scaled(span, new BigDecimal(digits), unit);
    }

    private Expression scaled(Span span, BigDecimal number, String unit) {
        final long factor = Units.COUNTS.getOrDefault(unit, 0L) + Units.DURATIONS.getOrDefault(unit, 0L) + Units.SIZES.getOrDefault(unit, 0L);
        final BigDecimal product = number.multiply(BigDecimal.valueOf(factor));
        final BigInteger value;
        try {
            value = product.toBigIntegerExact();
        } catch (ArithmeticException _) {
            final String whole = Units.DURATIONS.containsKey(unit) ? "nanoseconds" : Units.SIZES.containsKey(unit) ? "bytes" : "units";
            return bad(span, "this is no whole number of " + whole);
        }
        if (value.bitLength() > 63) {
            return tooLarge(span);
        }
        return Units.COUNTS.containsKey(unit) ? new Expression.IntegerLiteral(span, value)
                : Units.DURATIONS.containsKey(unit) ? new Expression.DurationLiteral(span, value.longValue())
                : new Expression.SizeLiteral(span, value.longValue());
    }

    private Expression unknownUnit(Span span, String unit) {
        final Map<String, Long> all = new TreeMap<>(Units.COUNTS);
        all.putAll(Units.DURATIONS);
        all.putAll(Units.SIZES);
        final String meant = Units.SLIPS.getOrDefault(unit, Nearest.of(unit, all.keySet()).orElse(null));
        ast.reporter.error(BAD_LITERAL, span, "unknown unit '%s'", unit)
                .hint(meant == null ? "units are k M G, ns us ms s min h d, B KiB MiB GiB TiB" : "did you mean '" + meant + "'?");
        return new Expression.IntegerLiteral(span, BigInteger.ZERO);
    }

    private Expression tooLarge(Span span) {
        return bad(span, "this quantity does not fit 64 bits");
    }

    /** Zero stands in for a malformed number, so that the program around it is still checked. */
    private Expression bad(Span span, String message) {
        ast.reporter.error(BAD_LITERAL, span, "%s", message);
        return new Expression.IntegerLiteral(span, BigInteger.ZERO);
    }
}
