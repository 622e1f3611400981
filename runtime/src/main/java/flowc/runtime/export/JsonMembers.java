package flowc.runtime.export;

import com.fasterxml.jackson.core.SerializableString;
import flowc.runtime.memory.Memory;
import java.io.IOException;
import java.util.List;

/** Makes what writes the members of a JSON object: names with their values. In keys an endpoint is two members. */
final class JsonMembers {
    /** Writes one field's members; {@code holder} is where the struct, key or record begins that holds the field. */
    @FunctionalInterface
    interface Member {
        void write(JsonOutput out, long record, long holder) throws IOException;
    }

    private JsonMembers() {}

    static List<Member> ofStruct(List<FieldType.Field> fields) {
        return fields.stream().map(field -> at(field.offset(), named(field.name(), field.type()))).toList();
    }

    static List<Member> ofKey(List<FieldType.Field> fields) {
        return fields.stream().map(JsonMembers::keyPart).toList();
    }

    private static Member keyPart(FieldType.Field field) {
        if (!(field.type() instanceof FieldType.Unordered pair)) {
            return at(field.offset(), part(field.name(), field.type()));
        }
        final JsonValues.Value first = part(pair.firstName(), pair.element());
        final JsonValues.Value second = part(pair.secondName(), pair.element());
        final int elementBytes = pair.element().bytes();
        final int orientationOffset = pair.orientationOffset();
        final int offset = field.offset();
        return (out, record, holder) -> {
            final int swap = Memory.u8(holder + orientationOffset) == 0 ? 0 : elementBytes;
            first.write(out, record, holder + offset + swap);
            second.write(out, record, holder + offset + elementBytes - swap);
        };
    }

    private static Member at(int offset, JsonValues.Value value) {
        return (out, record, holder) -> value.write(out, record, holder + offset);
    }

    private static JsonValues.Value part(String name, FieldType type) {
        return switch (type) {
            case FieldType.Endpoint _ -> endpoint(name, 0);
            case FieldType.Maybe(FieldType.Endpoint _) -> optionalEndpoint(name);
            default -> named(name, type);
        };
    }

    private static JsonValues.Value named(String name, FieldType type) {
        final SerializableString quoted = JsonValues.quoted(name);
        final JsonValues.Value value = JsonValues.of(type);
        return (out, record, address) -> {
            out.generator().writeFieldName(quoted);
            value.write(out, record, address);
        };
    }

    /** The address under the part's name, its port under {@code name_port}, null without one. */
    private static JsonValues.Value endpoint(String name, int offset) {
        final JsonValues.Value address = named(name, new FieldType.Ip());
        final SerializableString portName = JsonValues.quoted(name + "_port");
        return (out, record, at) -> {
            address.write(out, record, at + offset);
            out.generator().writeFieldName(portName);
            if (ScalarText.hasPort(at + offset)) {
                out.generator().writeNumber((int) ScalarText.port(at + offset));
            } else {
                out.generator().writeNull();
            }
        };
    }

    private static JsonValues.Value optionalEndpoint(String name) {
        final SerializableString quoted = JsonValues.quoted(name);
        final SerializableString portName = JsonValues.quoted(name + "_port");
        final JsonValues.Value present = endpoint(name, 1);
        return (out, record, address) -> {
            if (Memory.u8(address) != 0) {
                present.write(out, record, address);
            } else {
                out.generator().writeFieldName(quoted);
                out.generator().writeNull();
                out.generator().writeFieldName(portName);
                out.generator().writeNull();
            }
        };
    }
}
