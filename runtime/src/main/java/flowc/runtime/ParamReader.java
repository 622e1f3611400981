package flowc.runtime;

import flowc.runtime.export.FieldType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns the text of one parameter into bytes by its type. */
final class ParamReader {
    private final String option;
    private final String text;

    ParamReader(String option, String text) {
        this.option = option;
        this.text = text.strip();
    }

    byte[] read(FieldType type) {
        return switch (type) {
            case FieldType.Unsigned unsigned -> integer(unsigned.bytes(), BigInteger.ZERO, BigInteger.TWO.pow(8 * unsigned.bytes()).subtract(BigInteger.ONE));
            case FieldType.Signed signed -> signed(signed.bytes());
            case FieldType.Float64 _ -> number(Double.BYTES, Double.doubleToRawLongBits(decimal()));
            case FieldType.Bool _ -> number(1, bool() ? 1 : 0);
            case FieldType.Time _ -> number(Long.BYTES, time());
            case FieldType.Duration _ -> number(Long.BYTES, duration());
            case FieldType.Mac _ -> number(Long.BYTES, AddressText.mac(text).orElseThrow(() -> expected("a MAC address such as 02:00:5e:10:00:01")));
            case FieldType.Ip4 _ -> number(Integer.BYTES, AddressText.ip4(text).orElseThrow(() -> expected("an IPv4 address such as 192.0.2.1")));
            case FieldType.Ip6 _ -> AddressText.ip6(text).orElseThrow(() -> expected("an IPv6 address such as 2001:db8::1"));
            case FieldType.Ip _ -> AddressText.ip(text).orElseThrow(() -> expected("an IP address such as 192.0.2.1 or 2001:db8::1"));
            case FieldType.Endpoint _ -> AddressText.endpoint(text).orElseThrow(() -> expected("an address and port such as 192.0.2.1:443 or [2001:db8::1]:443"));
            case FieldType.Enumeration enumeration -> number(enumeration.bytes(), enumerated(enumeration));
            case FieldType.Bytes bytes -> bytes(bytes.maximum());
            case FieldType.Struct _, FieldType.Key _, FieldType.Unordered _, FieldType.Maybe _, FieldType.Range _, FieldType.Rows _ ->
                throw new InvalidSetting(option + " is of a type that no command line can set");
        };
    }

    static String label(FieldType type) {
        return switch (type) {
            case FieldType.Unsigned _, FieldType.Signed _ -> "<number>";
            case FieldType.Float64 _ -> "<decimal>";
            case FieldType.Bool _ -> "<true|false>";
            case FieldType.Time _ -> "<time>";
            case FieldType.Duration _ -> "<duration>";
            case FieldType.Mac _ -> "<mac>";
            case FieldType.Ip4 _, FieldType.Ip6 _, FieldType.Ip _ -> "<address>";
            case FieldType.Endpoint _ -> "<address:port>";
            case FieldType.Enumeration enumeration -> "<" + names(enumeration, "|") + ">";
            case FieldType.Bytes _ -> "<hex>";
            case FieldType.Struct _, FieldType.Key _, FieldType.Unordered _, FieldType.Maybe _, FieldType.Range _, FieldType.Rows _ -> "<value>";
        };
    }

    private byte[] signed(int bytes) {
        final BigInteger end = BigInteger.TWO.pow(8 * bytes - 1);
        return integer(bytes, end.negate(), end.subtract(BigInteger.ONE));
    }

    private byte[] integer(int bytes, BigInteger low, BigInteger high) {
        final BigInteger value = Quantity.count(text).orElseThrow(() -> expected("a whole number such as 10, 20_000, 8M or 64 KiB"));
        if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
            throw expected("a whole number from " + low + " to " + high);
        }
        return number(bytes, value.longValue());
    }

    private double decimal() {
        try {
            return Double.parseDouble(text.replace("_", ""));
        } catch (NumberFormatException _) {
            throw expected("a number such as 0.5 or 1e6");
        }
    }

    private boolean bool() {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw expected("true or false (or yes or no, on or off)");
        };
    }

    private long duration() {
        final BigInteger nanos = Quantity.durationNanos(text).orElseThrow(() -> expected("a duration such as 30s or 5min"));
        if (nanos.bitLength() > 63) {
            throw expected("a duration of at most 292 years");
        }
        return nanos.longValue();
    }

    private long time() {
        try {
            final Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException _) {
            throw expected("a time such as 2026-11-21T10:00:00Z");
        }
    }

    private long enumerated(FieldType.Enumeration enumeration) {
        for (FieldType.EnumName name : enumeration.names()) {
            if (name.name().equals(text)) {
                return name.value();
            }
        }
        final Optional<BigInteger> value = Quantity.count(text);
        if (value.isEmpty() || value.get().signum() < 0 || value.get().bitLength() > 8 * enumeration.bytes()) {
            throw expected("one of " + names(enumeration, ", "));
        }
        return value.get().longValue();
    }

    private static String names(FieldType.Enumeration enumeration, String separator) {
        return enumeration.names().stream().map(FieldType.EnumName::name).collect(Collectors.joining(separator));
    }

    private byte[] bytes(int maximum) {
        final byte[] content = AddressText.hex(text).orElseThrow(() -> expected("bytes in hex such as 0a1b2c"));
        if (content.length > maximum) {
            throw expected("at most " + maximum + " bytes in hex");
        }
        return buffer(2 + maximum).putShort((short) content.length).put(content).array();
    }

    private static byte[] number(int bytes, long value) {
        return switch (bytes) {
            case 1 -> new byte[] {(byte) value};
            case 2 -> buffer(2).putShort((short) value).array();
            case 4 -> buffer(4).putInt((int) value).array();
            default -> buffer(8).putLong(value).array();
        };
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    private InvalidSetting expected(String what) {
        return new InvalidSetting(option + " expects " + what + ", got '" + text + "'");
    }
}
