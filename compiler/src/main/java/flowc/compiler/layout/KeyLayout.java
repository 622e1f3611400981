package flowc.compiler.layout;

import flowc.compiler.types.Type;
import flowc.runtime.memory.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * A key in memory: its parts, then one byte for the orientation of every unordered part, then zeros up to a multiple of 8.
 * In a table's row and in the hash the orientation bytes are 0, and the row's header holds them as bits, in the order of {@code orientationOffsets}.
 * <pre> 0      parts      partsBytes    + unordered parts    bytes
 *       | part | part | ... | orientation | ... | zeros ... | </pre>
 */
public record KeyLayout(List<Integer> partOffsets, int partsBytes, List<Integer> orientationOffsets, int bytes) {
    /** Orientation bits that a row has room for. */
    public static final int MAX_ORIENTATIONS = 16;

    public static KeyLayout of(Type.Key key) {
        final List<Integer> offsets = new ArrayList<>();
        int offset = 0;
        for (Type.Part part : key.parts()) {
            offsets.add(offset);
            offset += partBytes(part);
        }
        final List<Integer> orientations = new ArrayList<>();
        int end = offset;
        for (Type.Part part : key.parts()) {
            if (part instanceof Type.Part.Unordered) {
                orientations.add(end++);
            }
        }
        final int bytes = (int) Memory.align(end, Long.BYTES);
        for (int i = 0; i < key.parts().size(); i++) {
            nested(key.parts().get(i), offsets.get(i), orientations);
        }
        return new KeyLayout(List.copyOf(offsets), offset, List.copyOf(orientations), bytes);
    }

    private static int partBytes(Type.Part part) {
        return switch (part) {
            case Type.Part.Single single -> TypeLayout.bytes(single.type());
            case Type.Part.Unordered pair -> 2 * TypeLayout.bytes(pair.type());
        };
    }

    /** Keys inside of keys have orientation bytes of their own. */
    private static void nested(Type.Part part, int offset, List<Integer> orientations) {
        switch (part) {
            case Type.Part.Single single -> within(single.type(), offset, orientations);
            case Type.Part.Unordered pair -> {
                within(pair.type(), offset, orientations);
                within(pair.type(), offset + TypeLayout.bytes(pair.type()), orientations);
            }
        }
    }

    /** Adds the places of all orientation bytes in a value of {@code type} at {@code offset}. */
    public static void within(Type type, int offset, List<Integer> orientations) {
        switch (type) {
            case Type.Key key -> of(key).orientationOffsets().forEach(o -> orientations.add(offset + o));
            case Type.Maybe maybe -> within(maybe.inner(), offset + TypeLayout.MAYBE_VALUE_OFFSET, orientations);
            case Type.Struct struct -> {
                for (int i = 0; i < struct.fields().size(); i++) {
                    within(struct.fields().get(i).type(), offset + TypeLayout.fieldOffset(struct, i), orientations);
                }
            }
            default -> { }
        }
    }

    /** Index into the orientation bits of the key's unordered part {@code part}. */
    public static int orientationIndex(Type.Key key, int part) {
        return (int) key.parts().subList(0, part).stream().filter(Type.Part.Unordered.class::isInstance).count();
    }
}
