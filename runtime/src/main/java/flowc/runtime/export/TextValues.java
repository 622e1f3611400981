package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes, once per hole of a print line, what writes its values as text. */
final class TextValues {
    /** What stands for a value that is absent. */
    static final char ABSENT = '-';

    /** Writes the value at {@code address}; {@code record} is the record's start, which rows are found from. */
    @FunctionalInterface
    interface Value {
        void write(TextBuffer out, long record, long address);
    }

    private TextValues() {}

    static Value of(FieldType type) {
        return of(type, FormatSpec.NONE);
    }

    static Value of(FieldType type, FormatSpec spec) {
        return switch (type) {
            case FieldType.Unsigned(int bytes) -> (out, _, address) -> NumberText.integer(out, ScalarText.loadUnsigned(address, bytes), false, spec);
            case FieldType.Signed(int bytes) -> (out, _, address) -> NumberText.integer(out, ScalarText.loadSigned(address, bytes), true, spec);
            case FieldType.Float64 _ -> (out, _, address) -> NumberText.real(out, Memory.f64(address), spec);
            case FieldType.Duration _ when spec.isNumeric() -> (out, _, address) -> NumberText.seconds(out, Memory.i64(address), spec);
            case FieldType.Enumeration(int bytes, _) when spec.isNumeric() -> (out, _, address) -> NumberText.integer(out, ScalarText.loadUnsigned(address, bytes), false, spec);
            case FieldType.Maybe(FieldType inner) -> maybe(of(inner, spec), spec);
            default -> padded(plain(type), spec.padding());
        };
    }

    private static Value plain(FieldType type) {
        return switch (type) {
            case FieldType.Unsigned _, FieldType.Signed _, FieldType.Float64 _, FieldType.Maybe _ -> of(type);
            case FieldType.Bool _ -> (out, _, address) -> out.put(Memory.u8(address) != 0 ? "true" : "false");
            case FieldType.Time _ -> (out, _, address) -> ScalarText.time(out, Memory.i64(address));
            case FieldType.Duration _ -> (out, _, address) -> {
                ScalarText.seconds(out, Memory.i64(address), 0);
                out.put('s');
            };
            case FieldType.Mac _ -> (out, _, address) -> ScalarText.mac(out, address);
            case FieldType.Ip4 _ -> (out, _, address) -> ScalarText.ip4(out, address);
            case FieldType.Ip6 _ -> (out, _, address) -> ScalarText.ip6(out, address);
            case FieldType.Ip _ -> orAbsent((out, _, address) -> ScalarText.ip(out, address));
            case FieldType.Endpoint _ -> orAbsent((out, _, address) -> ScalarText.endpoint(out, address));
            case FieldType.Bytes(int maximum) -> (out, _, address) -> ScalarText.bytes(out, address, maximum);
            case FieldType.Enumeration enumeration -> enumeration(enumeration);
            case FieldType.Struct(int _, List<FieldType.Field> fields) -> TextParts.struct(fields);
            case FieldType.Key(int _, List<FieldType.Field> fields) -> TextParts.key(fields);
            case FieldType.Range(FieldType element) -> range(of(element), element.bytes());
            case FieldType.Rows rows -> new TextTable(rows);
            case FieldType.Unordered _ -> throw new IllegalArgumentException("an unordered pair is a field of a key only: " + type);
        };
    }

    private static Value padded(Value value, Padding padding) {
        if (padding.width() == 0) {
            return value;
        }
        return (out, record, address) -> {
            final int start = out.length();
            value.write(out, record, address);
            padding.apply(out, start, false);
        };
    }

    private static Value maybe(Value inner, FormatSpec spec) {
        return (out, record, address) -> {
            if (Memory.u8(address) != 0) {
                inner.write(out, record, address + 1);
            } else {
                final int start = out.length();
                out.put(ABSENT);
                spec.padding().apply(out, start, spec.isNumeric());
            }
        };
    }

    private static Value orAbsent(Value value) {
        return (out, record, address) -> {
            if (ScalarText.hasIp(address)) {
                value.write(out, record, address);
            } else {
                out.put(ABSENT);
            }
        };
    }

    /** Names of an enumeration by value, in UTF-8. */
    static Map<Long, byte[]> names(FieldType.Enumeration type) {
        final Map<Long, byte[]> names = new HashMap<>();
        type.names().forEach(name -> names.putIfAbsent(name.value(), name.name().getBytes(StandardCharsets.UTF_8)));
        return names;
    }

    private static Value enumeration(FieldType.Enumeration type) {
        final Map<Long, byte[]> names = names(type);
        final int bytes = type.bytes();
        return (out, _, address) -> {
            final long value = ScalarText.loadUnsigned(address, bytes);
            final byte[] name = names.get(value);
            if (name == null) {
                out.unsigned(value);
            } else {
                out.put(name, 0, name.length);
            }
        };
    }

    private static Value range(Value element, int elementBytes) {
        return (out, record, address) -> {
            element.write(out, record, address);
            out.put('.').put('.');
            element.write(out, record, address + elementBytes);
        };
    }
}
