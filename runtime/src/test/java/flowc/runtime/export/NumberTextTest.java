package flowc.runtime.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "0 | | 0", "5 | | 5", "-0.0 | | 0", "0.1 | | 0.1", "2.5 | | 2.5", "0.33333333333 | | 0.333333", "1234567.891 | | 1234567.891", "123456789012 | | 123456789012",
        "1e15 | | 1e15", "1.5e-7 | | 1.5e-7", "0.0001 | | 0.0001", "NaN | | NaN", "-Infinity | | -inf", "1.7976931348623157e308 | | 1.7976931348623157e308",
        "3 | .2 | 3.00", "0.125 | .2 | 0.12", "0.375 | .2 | 0.38", "2.675 | .2 | 2.67", "-0.001 | .2 | 0.00", "1.5 | f | 1.500000", "1.5 | .0f | 2", "2.5 | .0f | 2",
        "1234.5 | e | 1.234500e+03", "0 | .2e | 0.00e+00", "-0.00012345 | .3e | -1.234e-04", "9.999 | .2e | 1.00e+01", "1e100 | .0e | 1e+100", "5 | .3e | 5.000e+00",
        "0.25 | % | 25%", "0.12345678 | .1% | 12.3%", "2 | .2% | 200.00%", "-0.5 | % | -50%",
        "0.5 | h | 0.5", "999.96 | h | 1.0k", "999.94 | h | 999.9", "12.345 | .2h | 12.35", "1234567 | h | 1.2M", "-1500 | h | -1.5k", "1e30 | h | 1000000000000.0E",
        "1536 | B | 1.5 KiB", "12 | B | 12 B", "1048575 | B | 1.0 MiB",
        "1234567.5 | ,.1 | \"1,234,567.5\"", "-123456 | , | \"-123,456\"", "123 | , | 123", "1e6 | , | \"1,000,000\"",
        "1.5 | 8.2 | \"    1.50\"", "1.5 | <8.2 | \"1.50    \"", "1.5 | *^9.2 | **1.50***", "-1.5 | 08.2 | -0001.50", "NaN | 08 | \"     NaN\"", "12345 | 3 | 12345",
    })
    void writesFloats(double value, String format, String expected) {
        final TextBuffer out = new TextBuffer(4);
        NumberText.real(out.put('|'), value, FormatSpec.parse(format == null ? "" : format));
        assertEquals("|" + expected, out.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "0 | | 0", "-1 | | 18446744073709551615", "-9223372036854775808 | | 9223372036854775808", "1000 | d | 1000", "-1 | , | \"18,446,744,073,709,551,615\"",
        "255 | x | ff", "255 | X | FF", "10 | b | 1010", "255 | 08x | 000000ff", "-1 | x | ffffffffffffffff", "7 | .2 | 7.00", "-1 | .1 | 18446744073709551615.0",
        "999 | h | 999", "999 | .2h | 999", "999950 | h | 1.0M", "999949 | h | 999.9k", "1200000 | h | 1.2M", "1200000 | .3h | 1.200M", "-1 | h | 18.4E",
        "1023 | B | 1023 B", "1024 | B | 1.0 KiB", "1048575 | B | 1.0 MiB", "1258291 | B | 1.2 MiB", "-1 | B | 16.0 EiB", "50 | % | 5000%", "42 | 6 | \"    42\"", "42 | <6 | \"42    \"",
        "42 | e | 4.200000e+01",
    })
    void writesUnsignedIntegers(long value, String format, String expected) {
        final TextBuffer out = new TextBuffer(4);
        NumberText.integer(out, value, false, FormatSpec.parse(format == null ? "" : format));
        assertEquals(expected, out.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "-1 | | -1", "-9223372036854775808 | | -9223372036854775808", "-255 | x | -ff", "-9223372036854775808 | x | -8000000000000000", "-5 | 05 | -0005", "-1234 | , | \"-1,234\"", "-1500 | h | -1.5k",
    })
    void writesSignedIntegers(long value, String format, String expected) {
        final TextBuffer out = new TextBuffer(4);
        NumberText.integer(out, value, true, FormatSpec.parse(format == null ? "" : format));
        assertEquals(expected, out.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1500000000 | .2 | 1.50s", "-1 | .9 | -0.000000001s", "90000000000 | h | 90", "30000000000 | f | 30.000000", "1500000000 | 06 | 001.5s"})
    void writesSecondsOfDurations(long nanos, String format, String expected) {
        final TextBuffer out = new TextBuffer(4);
        NumberText.seconds(out, nanos, FormatSpec.parse(format));
        assertEquals(expected, out.toString());
    }

    @Test
    void agreesWithTheJdkOnRandomFloats() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            final double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(18) - 4);
            final int decimals = random.nextInt(10);
            final TextBuffer out = new TextBuffer(4);
            NumberText.real(out, value, FormatSpec.parse("." + decimals + "e"));
            final String expected = String.format(Locale.ROOT, "%." + decimals + "e", new BigDecimal(value)).replaceFirst("e([+-])(.)$", "e$10$2"); // the JDK has one digit there for BigDecimal
            assertEquals(expected, out.toString(), () -> "seed " + seed + ": " + value);
        }
    }

    @Test
    void writesDigitsOfEveryLength() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            final long value = random.nextLong() >> random.nextInt(64);
            final TextBuffer out = new TextBuffer(4);
            out.unsigned(value).put(' ').signed(value);
            assertEquals(Long.toUnsignedString(value) + " " + value, out.toString(), () -> "seed " + seed);
        }
        for (long power = 1, i = 0; i < 20; i++, power *= 10) {
            assertEquals(Long.toUnsignedString(power - 1) + Long.toUnsignedString(power), new TextBuffer(1).unsigned(power - 1).unsigned(power).toString());
        }
    }
}
