package flowc.runtime;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units as people write them on a command line: {@code 20_000}, {@code 8M}, {@code 64 KiB}, {@code 1.5s}. */
public final class Quantity {
    private static final Pattern SHAPE = Pattern.compile("([+-]?)(0[xX][0-9a-fA-F_]+|0[bB][01_]+|[0-9][0-9_]*(?:\\.[0-9][0-9_]*)?)\\s*([A-Za-zµ]*)");
    private static final Map<String, Long> COUNT_UNITS = countUnits();
    private static final Map<String, Long> DURATION_UNITS = durationUnits();

    private Quantity() {}

    private static Map<String, Long> countUnits() {
        final Map<String, Long> units = new LinkedHashMap<>();
        units.put("", 1L);
        units.put("B", 1L);
        long decimal = 1;
        long binary = 1;
        for (String prefix : new String[] {"K", "M", "G", "T"}) {
            decimal *= 1000;
            binary *= 1024;
            units.put(prefix, decimal);
            units.put(prefix + "B", decimal);
            units.put(prefix + "iB", binary);
        }
        units.put("k", 1000L);
        units.put("kB", 1000L);
        return units;
    }

    private static Map<String, Long> durationUnits() {
        final long second = 1_000_000_000L;
        return Map.of("ns", 1L, "us", 1000L, "µs", 1000L, "ms", 1_000_000L, "s", second, "min", 60 * second, "h", 3600 * second, "d", 86_400 * second);
    }

    /** A count or size; empty when the text is none or no whole number. */
    public static Optional<BigInteger> count(String text) {
        return whole(text, COUNT_UNITS);
    }

    /** Nanoseconds; empty when the text has no unit of time or no whole number of nanoseconds. */
    static Optional<BigInteger> durationNanos(String text) {
        return whole(text, DURATION_UNITS);
    }

    private static Optional<BigInteger> whole(String text, Map<String, Long> units) {
        final Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches() || !units.containsKey(matcher.group(3))) {
            return Optional.empty();
        }
        final BigDecimal value = number(matcher.group(2)).multiply(BigDecimal.valueOf(units.get(matcher.group(3))));
        final BigDecimal signed = matcher.group(1).equals("-") ? value.negate() : value;
        return signed.stripTrailingZeros().scale() > 0 ? Optional.empty() : Optional.of(signed.toBigIntegerExact());
    }

    private static BigDecimal number(String digits) {
        final String plain = digits.replace("_", "");
        final int radix = plain.length() < 2 ? 10 : switch (plain.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 10;
        };
        return radix == 10 ? new BigDecimal(plain) : new BigDecimal(new BigInteger("0" + plain.substring(2), radix));
    }
}
