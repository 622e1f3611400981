package flowc.runtime.export;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers in print lines. Rounding is that of the exact value, half to even, as C's printf does it; hence {@link BigDecimal}, which print lines
 * can afford and JSON does not need.
 */
final class NumberText {
    private static final int DEFAULT_DECIMALS = 6;
    private static final double PLAIN_FROM = 1e-4;
    private static final double PLAIN_BELOW = 1e15;
    private static final byte[] COMMA = {','};
    private static final String[] SI_UNITS = {"", "k", "M", "G", "T", "P", "E"};
    private static final String[] BINARY_UNITS = {" B", " KiB", " MiB", " GiB", " TiB", " PiB", " EiB"};

    private NumberText() {}

    /** An integer of 64 bits under {@code spec}. */
    static void integer(TextBuffer out, long value, boolean signed, FormatSpec spec) {
        final int start = out.length();
        switch (spec.type()) {
            case 'x', 'X', 'b' -> radix(out, value, signed, spec.type());
            case '\0', 'd' -> {
                if (spec.precision() >= 0) {
                    out.put(exact(value, signed).setScale(spec.precision()).toPlainString());
                } else if (signed) {
                    out.signed(value);
                } else {
                    out.unsigned(value);
                }
            }
            default -> out.put(typed(exact(value, signed), spec));
        }
        finish(out, start, spec);
    }

    /** A float under {@code spec}; {@code NaN}, {@code inf} and {@code -inf} in words. */
    static void real(TextBuffer out, double value, FormatSpec spec) {
        final int start = out.length();
        if (!Double.isFinite(value)) {
            out.put(Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf");
            spec.padding().apply(out, start, true);
            return;
        }
        out.put(spec.type() == '\0' && spec.precision() < 0 ? shortForm(value) : typed(new BigDecimal(value), spec));
        finish(out, start, spec);
    }

    /** A duration under a numeric {@code spec}: its seconds, with their unit unless the spec's type asks for a number. */
    static void seconds(TextBuffer out, long nanos, FormatSpec spec) {
        final int start = out.length();
        final BigDecimal exact = BigDecimal.valueOf(nanos, 9);
        out.put(spec.type() == '\0' && spec.precision() < 0 ? trimmed(exact) : typed(exact, spec));
        if (spec.type() == '\0') {
            out.put('s');
        }
        finish(out, start, spec);
    }

    private static BigDecimal exact(long value, boolean signed) {
        return signed || value >= 0 ? BigDecimal.valueOf(value) : new BigDecimal(Long.toUnsignedString(value));
    }

    private static void radix(TextBuffer out, long value, boolean signed, char type) {
        final boolean negative = signed && value < 0;
        final long magnitude = negative ? -value : value;
        final String digits = type == 'b' ? Long.toBinaryString(magnitude) : Long.toHexString(magnitude);
        out.put(negative ? "-" : "").put(type == 'X' ? digits.toUpperCase(Locale.ROOT) : digits);
    }

    /** Up to six decimals; very large and very small values with an exponent, or they would be a wall of digits or a zero. */
    private static String shortForm(double value) {
        final double magnitude = Math.abs(value);
        if (magnitude != 0 && (magnitude < PLAIN_FROM || magnitude >= PLAIN_BELOW)) {
            return Double.toString(value).replace(".0E", "E").replace('E', 'e');
        }
        return trimmed(new BigDecimal(value).setScale(DEFAULT_DECIMALS, RoundingMode.HALF_EVEN));
    }

    private static String trimmed(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String typed(BigDecimal value, FormatSpec spec) {
        final int decimals = spec.precision() < 0 ? DEFAULT_DECIMALS : spec.precision();
        return switch (spec.type()) {
            case '\0', 'f' -> fixed(value, decimals);
            case 'e' -> scientific(value, decimals);
            case '%' -> percent(value.movePointRight(2), spec.precision());
            case 'h' -> scaled(value, 1000, SI_UNITS, spec.precision());
            case 'B' -> scaled(value, 1024, BINARY_UNITS, spec.precision());
            default -> throw new IllegalArgumentException("the compiler checks that a format fits its value: " + spec);
        };
    }

    private static String fixed(BigDecimal value, int decimals) {
        return value.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String percent(BigDecimal hundredths, int precision) {
        return (precision < 0 ? trimmed(hundredths.setScale(DEFAULT_DECIMALS, RoundingMode.HALF_EVEN)) : fixed(hundredths, precision)) + '%';
    }

    private static String scientific(BigDecimal value, int decimals) {
        final BigDecimal rounded = value.round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
        final StringBuilder digits = new StringBuilder(rounded.unscaledValue().abs().toString());
        final int exponent = value.signum() == 0 ? 0 : digits.length() - 1 - rounded.scale();
        while (digits.length() <= decimals) {
            digits.append('0');
        }
        digits.setLength(decimals + 1);
        if (decimals > 0) {
            digits.insert(1, '.');
        }
        digits.append(exponent < 0 ? "e-" : "e+").append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent));
        return (value.signum() < 0 ? "-" : "") + digits;
    }

    /** The value in the largest unit that leaves at least one before the point after rounding. Whole numbers below the first unit have no decimals. */
    private static String scaled(BigDecimal value, int step, String[] units, int precision) {
        final int decimals = precision < 0 ? 1 : precision;
        final BigDecimal bound = BigDecimal.valueOf(step);
        if (fixedValue(value.abs(), decimals).compareTo(bound) < 0) {
            final BigDecimal rounded = fixedValue(value, decimals);
            return (precision < 0 || isWhole(value) ? trimmed(rounded) : rounded.toPlainString()) + units[0];
        }
        BigDecimal unit = bound;
        int index = 1;
        while (index < units.length - 1 && quotient(value.abs(), unit, decimals).compareTo(bound) >= 0) {
            unit = unit.multiply(bound);
            index++;
        }
        return quotient(value, unit, decimals).toPlainString() + units[index];
    }

    private static BigDecimal quotient(BigDecimal value, BigDecimal unit, int decimals) {
        return value.divide(unit, decimals, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal fixedValue(BigDecimal value, int decimals) {
        return value.setScale(decimals, RoundingMode.HALF_EVEN);
    }

    private static boolean isWhole(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }

    private static void finish(TextBuffer out, int start, FormatSpec spec) {
        if (spec.grouped()) {
            group(out, start);
        }
        spec.padding().applyToNumber(out, start);
    }

    private static void group(TextBuffer out, int start) {
        final int first = out.bytes()[start] == '-' ? start + 1 : start;
        int end = first;
        while (end < out.length() && out.bytes()[end] >= '0' && out.bytes()[end] <= '9') {
            end++;
        }
        for (int at = end - 3; at > first; at -= 3) {
            out.insert(at, COMMA, 1);
        }
    }
}
