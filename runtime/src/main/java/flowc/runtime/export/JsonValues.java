package flowc.runtime.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import flowc.runtime.memory.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes, once per field, what writes its values as JSON. */
final class JsonValues {
    /** Writes the value at {@code address}; {@code record} is the record's start, which rows are found from. */
    @FunctionalInterface
    interface Value {
        void write(JsonOutput out, long record, long address) throws IOException;
    }

    private static final int COUNT_OFFSET = 0;
    private static final int FIRST_ROW_OFFSET = Integer.BYTES;

    private JsonValues() {}

    static Value of(FieldType type) {
        return switch (type) {
            case FieldType.Unsigned(int bytes) -> (out, _, address) -> unsigned(out, ScalarText.loadUnsigned(address, bytes));
            case FieldType.Signed(int bytes) -> (out, _, address) -> out.generator().writeNumber(ScalarText.loadSigned(address, bytes));
            case FieldType.Float64 _ -> (out, _, address) -> real(out, Memory.f64(address));
            case FieldType.Bool _ -> (out, _, address) -> out.generator().writeBoolean(Memory.u8(address) != 0);
            case FieldType.Time _ -> (out, _, address) -> time(out, Memory.i64(address));
            case FieldType.Duration _ -> (out, _, address) -> {
                ScalarText.seconds(out.scratch(), Memory.i64(address), 1);
                out.number();
            };
            case FieldType.Mac _, FieldType.Ip4 _, FieldType.Ip6 _ -> plain(type);
            case FieldType.Ip _, FieldType.Endpoint _ -> orNull(plain(type));
            case FieldType.Bytes _ -> plain(type);
            case FieldType.Enumeration enumeration -> enumeration(enumeration);
            case FieldType.Struct(int _, List<FieldType.Field> fields) -> object(JsonMembers.ofStruct(fields));
            case FieldType.Key(int _, List<FieldType.Field> fields) -> object(JsonMembers.ofKey(fields));
            case FieldType.Maybe(FieldType inner) -> maybe(of(inner));
            case FieldType.Range(FieldType element) -> range(of(element), element.bytes());
            case FieldType.Rows(FieldType.Struct row) -> rows(of(row), row.bytes());
            case FieldType.Unordered _ -> throw new IllegalArgumentException("an unordered pair is a field of a key only: " + type);
        };
    }

    /** A name or text ready to be copied; halves of surrogate pairs become question marks, for there is no UTF-8 for them. */
    static SerializableString quoted(String text) {
        return new SerializedString(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    static void unsigned(JsonOutput out, long value) throws IOException {
        if (value >= 0) {
            out.generator().writeNumber(value);
        } else {
            out.scratch().unsigned(value);
            out.number();
        }
    }

    static void time(JsonOutput out, long nanos) throws IOException {
        ScalarText.time(out.scratch(), nanos);
        out.plainString();
    }

    private static void real(JsonOutput out, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.generator().writeNumber(value);
        } else {
            out.generator().writeNull();
        }
    }

    private static Value plain(FieldType type) {
        final TextValues.Value text = TextValues.of(type);
        return (out, record, address) -> {
            text.write(out.scratch(), record, address);
            out.plainString();
        };
    }

    private static Value orNull(Value value) {
        return (out, record, address) -> {
            if (ScalarText.hasIp(address)) {
                value.write(out, record, address);
            } else {
                out.generator().writeNull();
            }
        };
    }

    private static Value enumeration(FieldType.Enumeration type) {
        final Map<Long, SerializableString> names = new HashMap<>();
        type.names().forEach(name -> names.putIfAbsent(name.value(), quoted(name.name())));
        final int bytes = type.bytes();
        return (out, _, address) -> {
            final long value = ScalarText.loadUnsigned(address, bytes);
            final SerializableString name = names.get(value);
            if (name == null) {
                unsigned(out, value);
            } else {
                out.generator().writeString(name);
            }
        };
    }

    private static Value object(List<JsonMembers.Member> members) {
        final JsonMembers.Member[] inOrder = members.toArray(JsonMembers.Member[]::new);
        return (out, record, address) -> {
            out.generator().writeStartObject();
            for (final JsonMembers.Member member : inOrder) {
                member.write(out, record, address);
            }
            out.generator().writeEndObject();
        };
    }

    private static Value maybe(Value inner) {
        return (out, record, address) -> {
            if (Memory.u8(address) == 0) {
                out.generator().writeNull();
            } else {
                inner.write(out, record, address + 1);
            }
        };
    }

    private static Value range(Value element, int elementBytes) {
        return (out, record, address) -> {
            out.generator().writeStartArray();
            element.write(out, record, address);
            element.write(out, record, address + elementBytes);
            out.generator().writeEndArray();
        };
    }

    private static Value rows(Value row, int rowBytes) {
        return (out, record, address) -> {
            final JsonGenerator generator = out.generator();
            final long count = Memory.u32(address + COUNT_OFFSET);
            final long first = record + Memory.u32(address + FIRST_ROW_OFFSET);
            generator.writeStartArray();
            for (long i = 0; i < count; i++) {
                row.write(out, record, first + i * rowBytes);
            }
            generator.writeEndArray();
        };
    }
}
