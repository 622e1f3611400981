package flowc.launch.archive;

import flowc.runtime.export.FieldType;
import flowc.runtime.export.FieldType.Field;

/** Types of fields as bytes. */
final class PackedTypes {
    private enum Kind { UNSIGNED, SIGNED, FLOAT64, BOOL, TIME, DURATION, MAC, IP4, IP6, IP, ENDPOINT, BYTES, ENUMERATION, STRUCT, KEY, UNORDERED, MAYBE, RANGE, ROWS }

    private PackedTypes() {}

    static void put(Packer out, FieldType type) {
        switch (type) {
            case FieldType.Unsigned unsigned -> out.choice(Kind.UNSIGNED).number(unsigned.bytes());
            case FieldType.Signed signed -> out.choice(Kind.SIGNED).number(signed.bytes());
            case FieldType.Float64 _ -> out.choice(Kind.FLOAT64);
            case FieldType.Bool _ -> out.choice(Kind.BOOL);
            case FieldType.Time _ -> out.choice(Kind.TIME);
            case FieldType.Duration _ -> out.choice(Kind.DURATION);
            case FieldType.Mac _ -> out.choice(Kind.MAC);
            case FieldType.Ip4 _ -> out.choice(Kind.IP4);
            case FieldType.Ip6 _ -> out.choice(Kind.IP6);
            case FieldType.Ip _ -> out.choice(Kind.IP);
            case FieldType.Endpoint _ -> out.choice(Kind.ENDPOINT);
            case FieldType.Bytes bytes -> out.choice(Kind.BYTES).number(bytes.maximum());
            case FieldType.Enumeration enumeration -> out.choice(Kind.ENUMERATION).number(enumeration.bytes()).list(enumeration.names(), PackedTypes::putName);
            case FieldType.Struct struct -> putStruct(out.choice(Kind.STRUCT), struct);
            case FieldType.Key key -> putKey(out.choice(Kind.KEY), key);
            case FieldType.Unordered pair -> put(out.choice(Kind.UNORDERED).text(pair.firstName()).text(pair.secondName()).number(pair.orientationOffset()), pair.element());
            case FieldType.Maybe maybe -> put(out.choice(Kind.MAYBE), maybe.inner());
            case FieldType.Range range -> put(out.choice(Kind.RANGE), range.element());
            case FieldType.Rows rows -> putStruct(out.choice(Kind.ROWS), rows.row());
        }
    }

    static FieldType type(Unpacker in) {
        return switch (in.choice(Kind.values())) {
            case UNSIGNED -> new FieldType.Unsigned(in.number());
            case SIGNED -> new FieldType.Signed(in.number());
            case FLOAT64 -> new FieldType.Float64();
            case BOOL -> new FieldType.Bool();
            case TIME -> new FieldType.Time();
            case DURATION -> new FieldType.Duration();
            case MAC -> new FieldType.Mac();
            case IP4 -> new FieldType.Ip4();
            case IP6 -> new FieldType.Ip6();
            case IP -> new FieldType.Ip();
            case ENDPOINT -> new FieldType.Endpoint();
            case BYTES -> new FieldType.Bytes(in.number());
            case ENUMERATION -> new FieldType.Enumeration(in.number(), in.list(PackedTypes::name));
            case STRUCT -> struct(in);
            case KEY -> key(in);
            case UNORDERED -> unordered(in);
            case MAYBE -> new FieldType.Maybe(in.inner(PackedTypes::type));
            case RANGE -> new FieldType.Range(in.inner(PackedTypes::type));
            case ROWS -> new FieldType.Rows(struct(in));
        };
    }

    private static FieldType.Unordered unordered(Unpacker in) {
        final String firstName = in.text();
        final String secondName = in.text();
        final int orientationOffset = in.number();
        return new FieldType.Unordered(firstName, secondName, in.inner(PackedTypes::type), orientationOffset);
    }

    private static void putName(Packer out, FieldType.EnumName name) {
        out.wide(name.value()).text(name.name());
    }

    private static FieldType.EnumName name(Unpacker in) {
        return new FieldType.EnumName(in.wide(), in.text());
    }

    static void putStruct(Packer out, FieldType.Struct struct) {
        out.number(struct.bytes()).list(struct.fields(), PackedTypes::putField);
    }

    static FieldType.Struct struct(Unpacker in) {
        return new FieldType.Struct(in.number(), in.list(PackedTypes::field));
    }

    static void putKey(Packer out, FieldType.Key key) {
        out.number(key.bytes()).list(key.fields(), PackedTypes::putField);
    }

    static FieldType.Key key(Unpacker in) {
        return new FieldType.Key(in.number(), in.list(PackedTypes::field));
    }

    static void putField(Packer out, Field field) {
        put(out.text(field.name()), field.type());
        out.number(field.offset());
    }

    static Field field(Unpacker in) {
        return new Field(in.text(), type(in), in.number());
    }
}
