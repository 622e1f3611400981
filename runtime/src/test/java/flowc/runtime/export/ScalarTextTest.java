package flowc.runtime.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000000000Z", "1795255200000000001, 2026-11-21T10:00:00.000000001Z", "-1, 1969-12-31T23:59:59.999999999Z",
        "951782400000000000, 2000-02-29T00:00:00.000000000Z", "9223372036854775807, 2262-04-11T23:47:16.854775807Z", "-9223372036854775808, 1677-09-21T00:12:43.145224192Z",
    })
    void writesTimesWithNineDecimals(long nanos, String expected) {
        assertEquals(expected, time(nanos));
    }

    @Test
    void agreesWithTheJdkOnRandomTimes() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        final DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);
        for (int i = 0; i < 5_000; i++) {
            final long nanos = random.nextLong();
            final Instant instant = Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
            assertEquals(format.format(instant), time(nanos), () -> "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0, 0", "1, 0.000000001, 0.000000001", "30000000000, 30.0, 30", "-500000000, -0.5, -0.5", "1250000000, 1.25, 1.25", "-9223372036854775808, -9223372036.854775808, -9223372036.854775808"})
    void writesSecondsWithTheDecimalsTheyNeed(long nanos, String oneDecimal, String noDecimal) {
        assertEquals(oneDecimal, seconds(nanos, 1));
        assertEquals(noDecimal, seconds(nanos, 0));
    }

    @Test
    void writesSecondsExactly() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            final long nanos = random.nextLong() >> random.nextInt(64);
            assertEquals(0, new BigDecimal(seconds(nanos, 1)).compareTo(BigDecimal.valueOf(nanos, 9)), () -> "seed " + seed + ": " + nanos);
        }
    }

    private static String time(long nanos) {
        final TextBuffer out = new TextBuffer(1);
        ScalarText.time(out, nanos);
        return out.toString();
    }

    private static String seconds(long nanos, int minimumDecimals) {
        final TextBuffer out = new TextBuffer(1);
        ScalarText.seconds(out, nanos, minimumDecimals);
        return out.toString();
    }
}
