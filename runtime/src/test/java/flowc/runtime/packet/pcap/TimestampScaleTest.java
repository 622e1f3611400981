package flowc.runtime.packet.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampScaleTest {
    @Test
    void isExactForAllResolutionsAndOffsets() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            final int resolution = i & 0xff;
            final long offset = random.nextInt(4) == 0 ? 0 : random.nextLong() >> random.nextInt(64);
            final long ticks = random.nextLong() >>> random.nextInt(64);
            final long actual = new TimestampScale(resolution, offset).nanos(ticks);
            assertEquals(expected(resolution, offset, ticks), actual, "seed " + seed + " resolution " + resolution + " offset " + offset + " ticks " + ticks);
        }
    }

    @Test
    void holdsAtTheEndsOfALong() {
        assertEquals(Long.MAX_VALUE, new TimestampScale(6, 0).nanos(-1));
        assertEquals(Long.MAX_VALUE, new TimestampScale(9, 0).nanos(Long.MIN_VALUE));
        assertEquals(Long.MAX_VALUE, new TimestampScale(0, Long.MAX_VALUE).nanos(-1));
        assertEquals(Long.MIN_VALUE, new TimestampScale(6, Long.MIN_VALUE).nanos(0));
        assertEquals(-1_000_000_000, new TimestampScale(6, -1).nanos(0));
    }

    private static long expected(int resolution, long offset, long ticks) {
        final int exponent = resolution & 0x7f;
        final BigInteger ticksPerSecond = (resolution & 0x80) != 0 ? BigInteger.TWO.pow(exponent) : BigInteger.TEN.pow(exponent);
        final BigInteger nanosPerSecond = BigInteger.valueOf(1_000_000_000);
        final BigInteger nanos = new BigInteger(Long.toUnsignedString(ticks)).multiply(nanosPerSecond).divide(ticksPerSecond);
        final BigInteger sum = nanos.add(BigInteger.valueOf(offset).multiply(nanosPerSecond));
        return sum.max(BigInteger.valueOf(Long.MIN_VALUE)).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }
}
