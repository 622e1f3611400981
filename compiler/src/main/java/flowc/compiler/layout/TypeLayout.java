package flowc.compiler.layout;

import flowc.compiler.source.CompilerBug;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;

/**
 * How values lie in memory, the same in rows, keys, records and scratch: packed, native byte order, addresses in network order.
 * {@code flowc.runtime.export.FieldType} says the same to exporters.
 */
public final class TypeLayout {
    /** An {@code ip}: 16 bytes, then the family, 4 or 6. */
    public static final int IP_FAMILY_OFFSET = 16;

    /** Where the four bytes of an IPv4 address lie in an {@code ip}. */
    public static final int IP_V4_OFFSET = 12;
    public static final int IP_BYTES = IP_FAMILY_OFFSET + 1;

    /** An {@code endpoint}: an {@code ip}, 1 when it has a port, the port. */
    public static final int ENDPOINT_HAS_PORT_OFFSET = IP_BYTES;
    public static final int ENDPOINT_PORT_OFFSET = ENDPOINT_HAS_PORT_OFFSET + 1;
    public static final int ENDPOINT_BYTES = ENDPOINT_PORT_OFFSET + Short.BYTES;

    /** {@code bytes<N>}: the length, then N bytes, zeros after the length. */
    public static final int BYTES_DATA_OFFSET = Short.BYTES;

    /** {@code T?}: 1 when present, then the value. */
    public static final int MAYBE_VALUE_OFFSET = 1;

    private TypeLayout() {}

    /** Bytes that a value takes. */
    public static int bytes(Type type) {
        return switch (type) {
            case Type.Integer range -> Integers.bytes(range);
            case Type.Enumeration enumeration -> enumerationBytes(enumeration);
            case Type.Bytes bytes -> BYTES_DATA_OFFSET + bytes.maximum();
            case Type.Struct struct -> struct.fields().stream().mapToInt(f -> bytes(f.type())).sum();
            case Type.Key key -> KeyLayout.of(key).bytes();
            case Type.Maybe maybe -> MAYBE_VALUE_OFFSET + bytes(maybe.inner());
            case Type.Range range -> 2 * bytes(range.element());
            case Type.Simple simple -> simple(simple);
            case Type.Either _, Type.Top _, Type.Row _, Type.Presence _ -> throw new CompilerBug("a value of this type has no layout: " + type.text());
        };
    }

    private static int simple(Type.Simple simple) {
        return switch (simple) {
            case BOOL -> 1;
            // A counter is its total; rows have the total at the last pass beside it.
            case FLOAT, TIME, DURATION, MAC, COUNTER -> Long.BYTES;
            case IP4 -> Integer.BYTES;
            case IP6 -> IP_FAMILY_OFFSET;
            case IP -> IP_BYTES;
            case ENDPOINT -> ENDPOINT_BYTES;
            case VIEW, TEXT, NETWORK, ERROR, NOTHING -> throw new CompilerBug("a value of this type has no layout: " + simple.text());
        };
    }

    public static int enumerationBytes(Type.Enumeration enumeration) {
        return Integers.bytes(Integers.unsigned(enumeration.bits()));
    }

    /** Offset of field {@code index} from the struct's start. */
    public static int fieldOffset(Type.Struct struct, int index) {
        return struct.fields().subList(0, index).stream().mapToInt(f -> bytes(f.type())).sum();
    }
}
