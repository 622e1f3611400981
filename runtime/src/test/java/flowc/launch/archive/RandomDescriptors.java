package flowc.launch.archive;

import flowc.runtime.export.FieldType;
import flowc.runtime.program.TrackerDescriptor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Descriptors of all that their types allow, sense or not: a component or alternative that is new is filled too. */
final class RandomDescriptors {
    private static final Set<String> MAY_BE_NULL = Set.of("doc", "text", "written", "relaxed", "key");
    private static final int DEEPEST = 8;
    private static final String[] TEXTS = {"", "packets", "Größe über alles", "\u0000\uFFFF", "\uD83E\uDD80 of\na sea"};

    private final Random random;

    RandomDescriptors(Random random) {
        this.random = random;
    }

    TrackerDescriptor next() {
        return (TrackerDescriptor) record(TrackerDescriptor.class, 0);
    }

    private Object record(Class<?> type, int depth) {
        final RecordComponent[] components = type.getRecordComponents();
        final Object[] values = Stream.of(components)
                .map(component -> MAY_BE_NULL.contains(component.getName()) && random.nextInt(3) == 0 ? null : value(component.getGenericType(), depth + 1)).toArray();
        try {
            return type.getDeclaredConstructor(Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new)).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " is made of its components", e);
        }
    }

    private Object value(Type type, int depth) {
        return switch (type) {
            case ParameterizedType list -> list(list.getActualTypeArguments()[0], depth);
            case Class<?> c when c == int.class || c == Integer.class -> random.nextInt() >> random.nextInt(Integer.SIZE);
            case Class<?> c when c == long.class -> random.nextLong() >> random.nextInt(Long.SIZE);
            case Class<?> c when c == boolean.class -> random.nextBoolean();
            case Class<?> c when c == String.class -> TEXTS[random.nextInt(TEXTS.length)];
            case Class<?> c when c.isEnum() -> c.getEnumConstants()[random.nextInt(c.getEnumConstants().length)];
            case Class<?> c when c == FieldType.class && depth > DEEPEST -> new FieldType.Bool();
            case Class<?> c when c.isSealed() -> record(c.getPermittedSubclasses()[random.nextInt(c.getPermittedSubclasses().length)], depth);
            case Class<?> c -> record(c, depth);
            default -> throw new AssertionError("a type of another kind: " + type);
        };
    }

    private List<Object> list(Type element, int depth) {
        final List<Object> values = new ArrayList<>();
        for (int i = depth > DEEPEST ? 0 : random.nextInt(4); i > 0; i--) {
            values.add(value(element, depth + 1));
        }
        return values;
    }
}
