package flowc.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ClassUpgradeTest {
    private final Map<String, byte[]> picocli = classesOfJarWith(CommandLine.class);
    private final ClassUpgrade upgrade = new ClassUpgrade(picocli);

    @Test
    void everyOldClassBecomesOneThatTheJvmVerifiesWithStackMaps() {
        final List<VerifyError> errors = new ArrayList<>();
        int old = 0;
        for (byte[] before : picocli.values()) {
            old += major(before) < ClassFile.JAVA_6_VERSION ? 1 : 0;
            final byte[] after = upgrade.upgrade(before);
            assertTrue(major(after) >= ClassFile.JAVA_6_VERSION, () -> "major version " + major(after));
            errors.addAll(ClassFile.of().verify(after));
        }
        assertTrue(old > 100, "picocli no longer has old classes, the upgrade has no more purpose: " + old);
        // Classes of other libraries, which the verifier cannot see here, are all that it may complain of.
        assertEquals(List.of(), errors.stream().filter(error -> !error.getMessage().contains("Could not resolve class")).toList());
    }

    @Test
    void upgradedClassDoesWhatItDid() throws ReflectiveOperationException {
        final ClassLoader loader = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                final byte[] before = picocli.get(name.replace('.', '/') + ".class");
                if (before == null) {
                    throw new ClassNotFoundException(name);
                }
                final byte[] bytes = upgrade.upgrade(before);
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        final Class<?> spec = loader.loadClass("picocli.CommandLine$Model$CommandSpec");
        final Object named = spec.getMethod("name", String.class).invoke(spec.getMethod("create").invoke(null), "sample");
        final Class<?> type = loader.loadClass("picocli.CommandLine");
        final Object commandLine = type.getConstructor(Object.class).newInstance(named);
        assertEquals("Usage: sample" + System.lineSeparator(), type.getMethod("getUsageMessage").invoke(commandLine));
    }

    @Test
    void newClassIsLeftAlone() throws IOException {
        try (InputStream in = ClassUpgradeTest.class.getResourceAsStream("ClassUpgradeTest.class")) {
            final byte[] ours = in.readAllBytes();
            assertSame(ours, upgrade.upgrade(ours));
        }
    }

    private static int major(byte[] classFile) {
        return ClassFile.of().parse(classFile).majorVersion();
    }

    private static Map<String, byte[]> classesOfJarWith(Class<?> type) {
        final Map<String, byte[]> classes = new HashMap<>();
        try (JarFile jar = new JarFile(Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.getName().endsWith(".class") && !entry.getName().equals("module-info.class") && !entry.getName().startsWith("META-INF/")) {
                    classes.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }
}
