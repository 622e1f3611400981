package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Structs and keys in print lines: {@code {lo=1 hi=9}}, {@code 10.0.0.1:1234 <-> 10.0.0.2:443 udp vlan=7}. In a key, unordered pairs stand first
 * speaker first, and a named value of an enumeration stands without its part's name, as does a key's only part.
 */
final class TextParts {
    private TextParts() {}

    static TextValues.Value struct(List<FieldType.Field> fields) {
        final TextValues.Value[] parts = fields.stream().map(field -> at(field.offset(), named(field.name(), TextValues.of(field.type())))).toArray(TextValues.Value[]::new);
        return (out, record, address) -> {
            out.put('{');
            join(parts, out, record, address);
            out.put('}');
        };
    }

    static TextValues.Value key(List<FieldType.Field> fields) {
        final List<TextValues.Value> parts = new ArrayList<>();
        for (final FieldType.Field field : fields) {
            parts.add(switch (field.type()) {
                case FieldType.Unordered pair -> pair(pair, field.offset());
                case FieldType.Enumeration enumeration -> at(field.offset(), enumeration(field.name(), enumeration));
                default -> at(field.offset(), fields.size() == 1 ? TextValues.of(field.type()) : named(field.name(), TextValues.of(field.type())));
            });
        }
        final TextValues.Value[] inOrder = parts.toArray(TextValues.Value[]::new);
        return (out, record, address) -> join(inOrder, out, record, address);
    }

    private static void join(TextValues.Value[] parts, TextBuffer out, long record, long address) {
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                out.put(' ');
            }
            parts[i].write(out, record, address);
        }
    }

    private static TextValues.Value at(int offset, TextValues.Value value) {
        return (out, record, address) -> value.write(out, record, address + offset);
    }

    private static TextValues.Value named(String name, TextValues.Value value) {
        final byte[] prefix = (name + '=').getBytes(StandardCharsets.UTF_8);
        return (out, record, address) -> {
            out.put(prefix, 0, prefix.length);
            value.write(out, record, address);
        };
    }

    private static TextValues.Value enumeration(String partName, FieldType.Enumeration type) {
        final Map<Long, byte[]> names = TextValues.names(type);
        final TextValues.Value bare = TextValues.of(type);
        final TextValues.Value named = named(partName, bare);
        return (out, record, address) -> {
            final boolean hasName = names.containsKey(ScalarText.loadUnsigned(address, type.bytes()));
            (hasName ? bare : named).write(out, record, address);
        };
    }

    private static TextValues.Value pair(FieldType.Unordered pair, int offset) {
        final TextValues.Value element = TextValues.of(pair.element());
        final int elementBytes = pair.element().bytes();
        final int orientationOffset = pair.orientationOffset();
        return (out, record, address) -> {
            final int swap = Memory.u8(address + orientationOffset) == 0 ? 0 : elementBytes;
            element.write(out, record, address + offset + swap);
            out.put(" <-> ");
            element.write(out, record, address + offset + elementBytes - swap);
        };
    }
}
