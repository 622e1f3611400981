package flowc.compiler.layout;

import flowc.compiler.source.CompilerBug;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import flowc.runtime.export.FieldType;
import java.util.ArrayList;
import java.util.List;

/** Tells exporters how the compiler's types lie in a record. */
public final class FieldTypes {
    private FieldTypes() {}

    public static FieldType of(Type type) {
        return switch (type) {
            case Type.Integer range -> Integers.storage(range).mayBeNegative() ? new FieldType.Signed(Integers.bytes(range)) : new FieldType.Unsigned(Integers.bytes(range));
            case Type.Enumeration enumeration -> new FieldType.Enumeration(TypeLayout.enumerationBytes(enumeration),
                    enumeration.members().stream().map(m -> new FieldType.EnumName(m.value(), m.name())).toList());
            case Type.Bytes bytes -> new FieldType.Bytes(bytes.maximum());
            case Type.Struct struct -> struct(struct);
            case Type.Key key -> key(key);
            case Type.Maybe maybe -> new FieldType.Maybe(of(maybe.inner()));
            case Type.Range range -> new FieldType.Range(of(range.element()));
            case Type.Top top -> new FieldType.Rows(struct(top.row()));
            case Type.Simple simple -> simple(simple);
            case Type.Either _, Type.Row _, Type.Presence _ -> throw new CompilerBug("cannot be written: " + type.text());
        };
    }

    private static FieldType simple(Type.Simple simple) {
        return switch (simple) {
            case BOOL -> new FieldType.Bool();
            case FLOAT -> new FieldType.Float64();
            case TIME -> new FieldType.Time();
            case DURATION -> new FieldType.Duration();
            case MAC -> new FieldType.Mac();
            case IP4 -> new FieldType.Ip4();
            case IP6 -> new FieldType.Ip6();
            case IP -> new FieldType.Ip();
            case ENDPOINT -> new FieldType.Endpoint();
            case COUNTER -> new FieldType.Unsigned(Long.BYTES);
            case VIEW, TEXT, NETWORK, ERROR, NOTHING -> throw new CompilerBug("cannot be written: " + simple.text());
        };
    }

    public static FieldType.Struct struct(Type.Struct struct) {
        final List<FieldType.Field> fields = new ArrayList<>();
        for (int i = 0; i < struct.fields().size(); i++) {
            fields.add(new FieldType.Field(struct.fields().get(i).name(), of(struct.fields().get(i).type()), TypeLayout.fieldOffset(struct, i)));
        }
        return new FieldType.Struct(TypeLayout.bytes(struct), List.copyOf(fields));
    }

    private static FieldType key(Type.Key key) {
        final KeyLayout layout = KeyLayout.of(key);
        final List<FieldType.Field> fields = new ArrayList<>();
        for (int i = 0; i < key.parts().size(); i++) {
            final int offset = layout.partOffsets().get(i);
            fields.add(switch (key.parts().get(i)) {
                case Type.Part.Single single -> new FieldType.Field(single.name(), of(single.type()), offset);
                case Type.Part.Unordered pair -> new FieldType.Field(pair.firstName(), new FieldType.Unordered(pair.firstName(), pair.secondName(), of(pair.type()),
                        layout.orientationOffsets().get(KeyLayout.orientationIndex(key, i))), offset);
            });
        }
        return new FieldType.Key(layout.bytes(), List.copyOf(fields));
    }
}
