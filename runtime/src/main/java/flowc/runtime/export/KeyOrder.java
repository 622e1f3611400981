package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import java.util.List;

/**
 * Orders keys by their values: part by part as the key is declared, the same whatever the hash seed. Numbers, times, enums and booleans by number; IPv4 before IPv6,
 * addresses in network order; endpoints by address, then port, without one first; bytes as words in a dictionary; what is absent before what is there;
 * of an unordered pair the lower value, whoever spoke first, then the other.
 */
final class KeyOrder {
    /** Compares the values at two addresses. */
    @FunctionalInterface
    interface Order {
        int compare(long left, long right);
    }

    private static final int IP_BYTES = 16;
    private static final int ENDPOINT_TAIL = IP_BYTES + 1;

    private KeyOrder() {}

    static Order of(FieldType type) {
        return switch (type) {
            case FieldType.Unsigned(int bytes) -> unsigned(bytes);
            case FieldType.Enumeration(int bytes, List<FieldType.EnumName> _) -> unsigned(bytes);
            case FieldType.Bool _ -> unsigned(1);
            case FieldType.Ip4 _ -> unsigned(4);
            case FieldType.Mac _ -> unsigned(8);
            case FieldType.Signed(int bytes) -> signed(bytes);
            case FieldType.Time _, FieldType.Duration _ -> signed(8);
            case FieldType.Float64 _ -> (left, right) -> Double.compare(Memory.f64(left), Memory.f64(right));
            case FieldType.Ip6 _ -> (left, right) -> bytes(left, right, IP_BYTES);
            case FieldType.Ip _ -> KeyOrder::ip;
            case FieldType.Endpoint _ -> KeyOrder::endpoint;
            case FieldType.Bytes _ -> KeyOrder::words;
            case FieldType.Struct(int _, List<FieldType.Field> fields) -> fields(fields);
            case FieldType.Key(int _, List<FieldType.Field> fields) -> fields(fields);
            case FieldType.Unordered pair -> unordered(of(pair.element()), pair.element().bytes());
            case FieldType.Range(FieldType element) -> pair(of(element), element.bytes());
            case FieldType.Maybe(FieldType inner) -> maybe(of(inner));
            case FieldType.Rows _ -> throw new IllegalArgumentException("a top is no part of a key: " + type);
        };
    }

    private static Order unsigned(int bytes) {
        return (left, right) -> Long.compareUnsigned(ScalarText.loadUnsigned(left, bytes), ScalarText.loadUnsigned(right, bytes));
    }

    private static Order signed(int bytes) {
        return (left, right) -> Long.compare(ScalarText.loadSigned(left, bytes), ScalarText.loadSigned(right, bytes));
    }

    private static int bytes(long left, long right, int count) {
        return Long.signum(Memory.compare(left, right, count));
    }

    private static int ip(long left, long right) {
        final int byFamily = Long.compare(Memory.u8(left + IP_BYTES), Memory.u8(right + IP_BYTES));
        return byFamily != 0 ? byFamily : bytes(left, right, IP_BYTES);
    }

    private static int endpoint(long left, long right) {
        final int byAddress = ip(left, right);
        if (byAddress != 0) {
            return byAddress;
        }
        final int byPresence = Long.compare(Memory.u8(left + ENDPOINT_TAIL), Memory.u8(right + ENDPOINT_TAIL));
        return byPresence != 0 ? byPresence : Long.compare(Memory.u16(left + ENDPOINT_TAIL + 1), Memory.u16(right + ENDPOINT_TAIL + 1));
    }

    private static int words(long left, long right) {
        final long leftLength = Memory.u16(left);
        final long rightLength = Memory.u16(right);
        final int byContent = bytes(left + Short.BYTES, right + Short.BYTES, (int) Math.min(leftLength, rightLength));
        return byContent != 0 ? byContent : Long.compare(leftLength, rightLength);
    }

    private static Order fields(List<FieldType.Field> fields) {
        final Order[] orders = fields.stream().map(field -> of(field.type())).toArray(Order[]::new);
        final int[] offsets = fields.stream().mapToInt(FieldType.Field::offset).toArray();
        return (left, right) -> {
            for (int i = 0; i < orders.length; i++) {
                final int order = orders[i].compare(left + offsets[i], right + offsets[i]);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    private static Order pair(Order element, int bytes) {
        return (left, right) -> {
            final int first = element.compare(left, right);
            return first != 0 ? first : element.compare(left + bytes, right + bytes);
        };
    }

    private static Order unordered(Order element, int bytes) {
        return (left, right) -> {
            final boolean leftInOrder = element.compare(left, left + bytes) <= 0;
            final boolean rightInOrder = element.compare(right, right + bytes) <= 0;
            final int lower = element.compare(leftInOrder ? left : left + bytes, rightInOrder ? right : right + bytes);
            return lower != 0 ? lower : element.compare(leftInOrder ? left + bytes : left, rightInOrder ? right + bytes : right);
        };
    }

    private static Order maybe(Order inner) {
        return (left, right) -> {
            final int byPresence = Long.compare(Memory.u8(left), Memory.u8(right));
            return byPresence != 0 || Memory.u8(left) == 0 ? byPresence : inner.compare(left + 1, right + 1);
        };
    }
}
