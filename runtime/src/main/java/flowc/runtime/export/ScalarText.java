package flowc.runtime.export;

import flowc.runtime.memory.Memory;

/** The text of one value, the same in JSON strings and in print lines. */
final class ScalarText {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int IP_FAMILY_OFFSET = 16;
    private static final int IP4_IN_IP_OFFSET = 12;
    private static final int HAS_PORT_OFFSET = 17;
    private static final int PORT_OFFSET = 18;

    private ScalarText() {}

    static long loadUnsigned(long address, int bytes) {
        return switch (bytes) {
            case 1 -> Memory.u8(address);
            case 2 -> Memory.u16(address);
            case 4 -> Memory.u32(address);
            case 8 -> Memory.i64(address);
            default -> throw new IllegalArgumentException("an integer has 1, 2, 4 or 8 bytes: bytes=" + bytes);
        };
    }

    static long loadSigned(long address, int bytes) {
        return switch (bytes) {
            case 1 -> Memory.i8(address);
            case 2 -> Memory.i16(address);
            case 4 -> Memory.i32(address);
            case 8 -> Memory.i64(address);
            default -> throw new IllegalArgumentException("an integer has 1, 2, 4 or 8 bytes: bytes=" + bytes);
        };
    }

    /** RFC 3339 in UTC with nine decimals: {@code 2026-11-21T10:00:00.000000001Z}. */
    static void time(TextBuffer out, long nanos) {
        final long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
        final long ofDay = Math.floorMod(seconds, SECONDS_PER_DAY);
        date(out, Math.floorDiv(seconds, SECONDS_PER_DAY));
        out.put('T').digits(ofDay / 3600, 2).put(':').digits(ofDay / 60 % 60, 2).put(':').digits(ofDay % 60, 2);
        out.put('.').digits(Math.floorMod(nanos, NANOS_PER_SECOND), 9).put('Z');
    }

    /** The proleptic Gregorian date, counted in eras of 400 years from 1 March 0000 so that the leap day ends a year. 64-bit nanoseconds stay within 1677 to 2262. */
    private static void date(TextBuffer out, long epochDay) {
        final long day = epochDay + 719_468;
        final long era = Math.floorDiv(day, 146_097);
        final long dayOfEra = day - era * 146_097;
        final long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        final long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        final long monthFromMarch = (5 * dayOfYear + 2) / 153;
        final long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        final long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        out.digits(year, 4).put('-').digits(month, 2).put('-').digits(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2);
    }

    /** Seconds in as many decimals as are needed, at least {@code minimumDecimals}. */
    static void seconds(TextBuffer out, long nanos, int minimumDecimals) {
        if (nanos < 0) {
            out.put('-');
        }
        final long seconds = Math.abs(nanos / NANOS_PER_SECOND);
        long fraction = Math.abs(nanos % NANOS_PER_SECOND);
        int decimals = 9;
        while (decimals > minimumDecimals && fraction % 10 == 0) {
            fraction /= 10;
            decimals--;
        }
        out.unsigned(seconds);
        if (decimals > 0) {
            out.put('.').digits(fraction, decimals);
        }
    }

    static void mac(TextBuffer out, long address) {
        final long mac = Memory.i64(address);
        for (int shift = 40; shift >= 0; shift -= 8) {
            out.hex(mac >>> shift, 2);
            if (shift > 0) {
                out.put(':');
            }
        }
    }

    static void ip4(TextBuffer out, long address) {
        Rfc5952.dotted(out, Memory.u32(address));
    }

    static void ip6(TextBuffer out, long address) {
        Rfc5952.write(out, Memory.i64be(address), Memory.i64be(address + Long.BYTES));
    }

    /** Whether the {@link FieldType.Ip} or {@link FieldType.Endpoint} at {@code address} holds an address. */
    static boolean hasIp(long address) {
        return Memory.u8(address + IP_FAMILY_OFFSET) != 0;
    }

    static void ip(TextBuffer out, long address) {
        if (Memory.u8(address + IP_FAMILY_OFFSET) == 4) {
            Rfc5952.dotted(out, Memory.u32be(address + IP4_IN_IP_OFFSET));
        } else {
            ip6(out, address);
        }
    }

    static boolean hasPort(long endpoint) {
        return Memory.u8(endpoint + HAS_PORT_OFFSET) != 0;
    }

    static long port(long endpoint) {
        return Memory.u16(endpoint + PORT_OFFSET);
    }

    /** {@code 10.0.0.1:443}, {@code [2001:db8::1]:443}, or the address alone when there is no port. */
    static void endpoint(TextBuffer out, long address) {
        if (!hasPort(address)) {
            ip(out, address);
            return;
        }
        final boolean bracketed = Memory.u8(address + IP_FAMILY_OFFSET) != 4;
        if (bracketed) {
            out.put('[');
        }
        ip(out, address);
        if (bracketed) {
            out.put(']');
        }
        out.put(':').unsigned(port(address));
    }

    /** Lower-case hexadecimal of the bytes that {@link FieldType.Bytes} holds. */
    static void bytes(TextBuffer out, long address, int maximum) {
        final long count = Math.min(Memory.u16(address), maximum);
        for (long i = 0; i < count; i++) {
            out.hex(Memory.u8(address + Short.BYTES + i), 2);
        }
    }
}
