package flowc.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatternSwitchesTest {
    private final ClassUpgrade upgrade = new ClassUpgrade(Map.of());

    /** What is rewritten: guards make a switch go on from the label after, null and constants have labels of their own kind. */
    public static final class Sample {
        private Sample() { }

        public static String of(Object value) {
            return switch (value) {
                case null -> "null";
                case Integer number when number > 10 -> "large";
                case Integer _ -> "number";
                case CharSequence text when text.isEmpty() -> "empty";
                case String text -> "string " + text;
                case List<?> list when list.size() > 1 -> "list of " + of(list.getFirst());
                case Object[] array -> "array of " + array.length;
                default -> "other";
            };
        }

        public static String constant(Object value) {
            return switch (value) {
                case String text when text.length() > 3 -> "long";
                case String _ -> "short";
                default -> "none";
            };
        }
    }

    /** An interface's static method, which is called in another way. */
    public interface Shape {
        static int corners(Object shape) {
            return switch (shape) {
                case String _ -> 1;
                case Integer _ -> 2;
                default -> 3;
            };
        }
    }

    @Test
    void aSwitchDoesWhatItDid() throws ReflectiveOperationException {
        final Class<?> rewritten = load(Sample.class);
        for (Object value : new Object[] {11, 10, "", "a", new StringBuilder(), List.of("x", "y"), List.of(), new Object[3], new int[2], null}) {
            assertEquals(Sample.of(value), rewritten.getMethod("of", Object.class).invoke(null, value), () -> "of " + value);
        }
        for (Object value : new Object[] {"abcd", "abc", 1}) {
            assertEquals(Sample.constant(value), rewritten.getMethod("constant", Object.class).invoke(null, value));
        }
        final Class<?> shape = load(Shape.class);
        for (Object value : new Object[] {"", 1, 2L}) {
            assertEquals(Shape.corners(value), shape.getMethod("corners", Object.class).invoke(null, value));
        }
    }

    @Test
    void noneIsLeftAndTheJvmVerifiesTheClass() {
        for (Class<?> type : List.of(Sample.class, Shape.class)) {
            assertTrue(hasSwitches(bytes(type)), "the test needs a class with switches: " + type);
            final byte[] rewritten = upgrade.upgrade(bytes(type));
            assertFalse(hasSwitches(rewritten));
            assertEquals(List.of(), ClassFile.of().verify(rewritten));
        }
    }

    @Test
    void aClassWithoutSwitchesStaysAsItIs() {
        final byte[] before = bytes(Runnable.class);
        assertSame(before, upgrade.upgrade(before));
    }

    private static boolean hasSwitches(byte[] classFile) {
        return ClassFile.of().parse(classFile).methods().stream().filter(method -> method.code().isPresent())
            .anyMatch(method -> method.code().get().elementStream()
                .anyMatch(element -> element instanceof InvokeDynamicInstruction call && call.bootstrapMethod().methodName().equals("typeSwitch")));
    }

    private Class<?> load(Class<?> type) throws ClassNotFoundException {
        return new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) {
                final byte[] bytes = upgrade.upgrade(bytes(type));
                return defineClass(name, bytes, 0, bytes.length);
            }
        }.loadClass(type.getName());
    }

    private static byte[] bytes(Class<?> type) {
        try (InputStream file = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
