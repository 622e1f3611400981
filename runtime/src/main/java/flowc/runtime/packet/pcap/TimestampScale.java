package flowc.runtime.packet.pcap;

/**
 * Turns an interface's ticks into nanoseconds since 1970: exact in 128 bits, rounded down, held at the ends of a long when they lie beyond
 * (before 1677, after 2262).
 */
final class TimestampScale {
    /** Microseconds, for interfaces that do not say otherwise. */
    static final int DEFAULT_RESOLUTION = 6;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int NANO_DIGITS = 9;

    /** 10 to this is the highest power of ten in an unsigned long. */
    private static final int HIGHEST_POWER = 19;

    private final long multiplier;
    private final long divisor;
    private final int shift;
    private final long offsetHigh;
    private final long offsetLow;
    private final boolean isPlain;

    /**
     * @param resolution an if_tsresol byte: ticks a second as a power of 10 or, with the highest bit set, of 2
     * @param offsetSeconds an if_tsoffset, added to every time
     */
    TimestampScale(int resolution, long offsetSeconds) {
        final int exponent = resolution & 0x7f;
        final boolean binary = (resolution & 0x80) != 0;
        this.multiplier = binary ? NANOS_PER_SECOND : decimalMultiplier(exponent);
        this.divisor = !binary && exponent > NANO_DIGITS && multiplier != 0 ? powerOfTen(exponent - NANO_DIGITS) : 1;
        this.shift = binary ? exponent : 0;
        this.offsetHigh = Math.multiplyHigh(offsetSeconds, NANOS_PER_SECOND);
        this.offsetLow = offsetSeconds * NANOS_PER_SECOND;
        this.isPlain = divisor == 1 && shift == 0 && offsetSeconds == 0;
    }

    /** 0 for ticks so short that 64 bits of them are no nanosecond. */
    private static long decimalMultiplier(int exponent) {
        if (exponent <= NANO_DIGITS) {
            return powerOfTen(NANO_DIGITS - exponent);
        }
        return exponent - NANO_DIGITS <= HIGHEST_POWER ? 1 : 0;
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /** Nanoseconds of {@code ticks}, unsigned. */
    long nanos(long ticks) {
        final long high = Math.unsignedMultiplyHigh(ticks, multiplier);
        final long low = ticks * multiplier;
        return isPlain && high == 0 && low >= 0 ? low : reduce(high, low);
    }

    private long reduce(long high, long low) {
        if (shift >= Long.SIZE) {
            return offset(0, high >>> (shift - Long.SIZE));
        }
        if (shift > 0) {
            return offset(high >>> shift, (high << (Long.SIZE - shift)) | (low >>> shift));
        }
        // Only a multiplier of 1 comes with a divisor, so the high half is 0 then.
        return divisor == 1 ? offset(high, low) : offset(0, Long.divideUnsigned(low, divisor));
    }

    private long offset(long high, long low) {
        final long sumLow = low + offsetLow;
        final long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        final long sumHigh = high + offsetHigh + carry;
        if (sumHigh == sumLow >> (Long.SIZE - 1)) {
            return sumLow;
        }
        return sumHigh < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
