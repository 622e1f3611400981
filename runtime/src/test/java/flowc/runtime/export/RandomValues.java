package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random field types, and random values of them: written raw, and as the JSON they must become, by plain Java that shares nothing with the formats. */
final class RandomValues {
    private static final int[] WIDTHS = {1, 2, 4, 8};
    private static final String NAMES = "ab\"\\\n\té✓ 0_";

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    FieldType type(int depth) {
        return switch (random.nextInt(depth == 0 ? 13 : 17)) {
            case 0, 1 -> new FieldType.Unsigned(WIDTHS[random.nextInt(4)]);
            case 2 -> new FieldType.Signed(WIDTHS[random.nextInt(4)]);
            case 3 -> new FieldType.Float64();
            case 4 -> new FieldType.Bool();
            case 5 -> new FieldType.Time();
            case 6 -> new FieldType.Duration();
            case 7 -> new FieldType.Mac();
            case 8 -> new FieldType.Ip4();
            case 9 -> new FieldType.Ip();
            case 10 -> new FieldType.Endpoint();
            case 11 -> new FieldType.Bytes(random.nextInt(20));
            case 12 -> new FieldType.Enumeration(WIDTHS[random.nextInt(4)], List.of(new FieldType.EnumName(1, "one"), new FieldType.EnumName(2, "t\"wo")));
            case 13 -> new FieldType.Maybe(type(depth - 1));
            case 14 -> new FieldType.Range(type(depth - 1));
            case 15 -> struct(depth - 1);
            default -> key(depth - 1);
        };
    }

    FieldType.Struct struct(int depth) {
        final List<FieldType.Field> fields = fields(depth, 0);
        return new FieldType.Struct(end(fields, 0), fields);
    }

    private FieldType.Key key(int depth) {
        final FieldType element = random.nextBoolean() ? new FieldType.Endpoint() : type(depth);
        final int pairBytes = 2 * element.bytes();
        final List<FieldType.Field> fields = new ArrayList<>(List.of(new FieldType.Field("pair", new FieldType.Unordered("src", "dst", element, pairBytes), 0)));
        fields.addAll(fields(depth, pairBytes + 1));
        return new FieldType.Key(end(fields, pairBytes + 1), fields);
    }

    /** Fields one after the other from {@code start} on, with gaps. */
    List<FieldType.Field> fields(int depth, int start) {
        final List<FieldType.Field> fields = new ArrayList<>();
        int offset = start;
        for (int i = random.nextInt(4); i >= 0; i--) {
            offset += random.nextInt(3);
            final FieldType type = type(depth);
            fields.add(new FieldType.Field("f" + i + NAMES.charAt(random.nextInt(NAMES.length())), type, offset));
            offset += type.bytes();
        }
        return fields;
    }

    static int end(List<FieldType.Field> fields, int atLeast) {
        return fields.stream().mapToInt(field -> field.offset() + field.type().bytes()).reduce(atLeast, Math::max);
    }

    /** Fills the fields of a struct, key or record that begins at {@code at}. */
    Map<String, Object> members(List<FieldType.Field> fields, long at, boolean inKey) {
        final Map<String, Object> members = new LinkedHashMap<>();
        for (final FieldType.Field field : fields) {
            if (field.type() instanceof FieldType.Unordered pair) {
                final boolean swapped = random.nextBoolean();
                Memory.putU8(at + pair.orientationOffset(), swapped ? 1 : 0);
                final int width = pair.element().bytes();
                part(members, pair.firstName(), pair.element(), at + field.offset() + (swapped ? width : 0), true);
                part(members, pair.secondName(), pair.element(), at + field.offset() + (swapped ? 0 : width), true);
            } else {
                part(members, field.name(), field.type(), at + field.offset(), inKey);
            }
        }
        return members;
    }

    private void part(Map<String, Object> members, String name, FieldType type, long at, boolean inKey) {
        final boolean optional = type instanceof FieldType.Maybe(FieldType.Endpoint _);
        if (!inKey || !optional && !(type instanceof FieldType.Endpoint)) {
            members.put(name, value(type, at));
            return;
        }
        if (optional && random.nextBoolean()) {
            members.put(name, null);
            members.put(name + "_port", null);
            return;
        }
        Memory.putU8(at, optional ? 1 : 0);
        final long endpoint = optional ? at + 1 : at;
        members.put(name, ip(endpoint));
        members.put(name + "_port", random.nextBoolean() ? BigDecimal.valueOf(port(endpoint)) : null);
    }

    Object value(FieldType type, long at) {
        return switch (type) {
            case FieldType.Unsigned(int bytes) -> new BigDecimal(Long.toUnsignedString(integer(at, bytes)));
            case FieldType.Signed(int bytes) -> BigDecimal.valueOf(integer(at, bytes) << 64 - 8 * bytes >> 64 - 8 * bytes);
            case FieldType.Float64 _ -> real(at);
            case FieldType.Bool _ -> integer(at, 1, random.nextInt(2)) != 0;
            case FieldType.Time _ -> {
                final long nanos = integer(at, 8);
                final Instant instant = Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L));
                yield instant.toString().replace("Z", String.format(".%09dZ", Math.floorMod(nanos, 1_000_000_000L)));
            }
            case FieldType.Duration _ -> BigDecimal.valueOf(integer(at, 8), 9).stripTrailingZeros();
            case FieldType.Mac _ -> HexFormat.ofDelimiter(":").formatHex(Arrays.copyOfRange(bigEndian(integer(at, 8, random.nextLong() >>> 16)), 2, 8));
            case FieldType.Ip4 _ -> dotted(bigEndian(integer(at, 4)), 4);
            case FieldType.Ip6 _ -> throw new IllegalArgumentException("Ip covers it");
            case FieldType.Ip _ -> ip(at);
            case FieldType.Endpoint _ -> endpoint(at);
            case FieldType.Bytes(int maximum) -> bytes(at, maximum);
            case FieldType.Enumeration(int bytes, _) -> {
                final long value = integer(at, bytes, random.nextInt(4));
                yield value == 1 ? "one" : value == 2 ? "t\"wo" : BigDecimal.valueOf(value);
            }
            case FieldType.Struct(_, List<FieldType.Field> fields) -> members(fields, at, false);
            case FieldType.Key(_, List<FieldType.Field> fields) -> members(fields, at, true);
            case FieldType.Maybe(FieldType inner) -> integer(at, 1, random.nextInt(2)) == 0 ? null : value(inner, at + 1);
            case FieldType.Range(FieldType element) -> Arrays.asList(value(element, at), value(element, at + element.bytes()));
            case FieldType.Unordered _, FieldType.Rows _ -> throw new IllegalArgumentException("made by their holders");
        };
    }

    private long integer(long at, int bytes) {
        return integer(at, bytes, random.nextInt(4) == 0 ? -1 - random.nextInt(2) : random.nextLong() >> random.nextInt(64));
    }

    private static long integer(long at, int bytes, long value) {
        switch (bytes) {
            case 1 -> Memory.putU8(at, value);
            case 2 -> Memory.putU16(at, value);
            case 4 -> Memory.putU32(at, value);
            default -> Memory.putI64(at, value);
        }
        return bytes == 8 ? value : value & (1L << 8 * bytes) - 1;
    }

    private Object real(long at) {
        final double value = random.nextInt(5) == 0 ? random.nextInt(100) : Double.longBitsToDouble(random.nextLong());
        Memory.putF64(at, value);
        return Double.isFinite(value) ? new BigDecimal(Double.toString(value)) : null;
    }

    private Object bytes(long at, int maximum) {
        final byte[] content = new byte[random.nextInt(maximum + 1)];
        random.nextBytes(content);
        Memory.putU16(at, content.length);
        for (int i = 0; i < content.length; i++) {
            Memory.putU8(at + 2 + i, content[i]);
        }
        return HexFormat.of().formatHex(content);
    }

    /** IPv6 only in forms that are easy to tell; {@link Rfc5952Test} has the others. */
    private Object ip(long at) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        if (random.nextBoolean()) {
            final int[] parts = {random.nextInt(256), random.nextInt(256), random.nextInt(256), random.nextInt(256)};
            Scratch.ip4(at, parts[0], parts[1], parts[2], parts[3]);
            return parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[3];
        }
        final int last = 1 + random.nextInt(0xffff);
        Scratch.ip6(at, 0x2001_0db8_0000_0000L, last);
        return "2001:db8::" + Integer.toHexString(last);
    }

    private int port(long endpoint) {
        final int port = random.nextInt(0x10000);
        Scratch.port(endpoint, port);
        return port;
    }

    private Object endpoint(long at) {
        final Object ip = ip(at);
        if (random.nextBoolean()) {
            return ip;
        }
        final int port = port(at);
        return ip == null ? null : (ip.toString().contains(":") ? "[" + ip + "]" : ip) + ":" + port;
    }

    private static byte[] bigEndian(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    private static String dotted(byte[] bytes, int from) {
        return (bytes[from] & 255) + "." + (bytes[from + 1] & 255) + "." + (bytes[from + 2] & 255) + "." + (bytes[from + 3] & 255);
    }
}
