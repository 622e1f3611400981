package flowc.dist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlatJarTest {
    @TempDir
    private Path folder;

    @Test
    void firstJarOfTheClassPathWins() throws IOException {
        final Path flat = flat(jar("a.jar", Map.of("x/y.txt", "first")), jar("b.jar", Map.of("x/y.txt", "second", "x/z.txt", "only")));
        assertEquals("first", text(flat, "x/y.txt"));
        assertEquals("only", text(flat, "x/z.txt"));
    }

    @Test
    void serviceFilesAreJoined() throws IOException {
        final Path flat = flat(jar("a.jar", Map.of("META-INF/services/s.S", "a.A")), jar("b.jar", Map.of("META-INF/services/s.S", "b.B\n")));
        assertEquals(List.of("a.A", "b.B"), text(flat, "META-INF/services/s.S").lines().toList());
    }

    @Test
    void licencesOfSeveralJarsAreKeptApart() throws IOException {
        final Path flat = flat(jar("a.jar", Map.of("META-INF/LICENSE", "of a")), jar("b.jar", Map.of("META-INF/LICENSE.txt", "of b")));
        assertEquals("of a", text(flat, "META-INF/licenses/a.jar/LICENSE"));
        assertEquals("of b", text(flat, "META-INF/licenses/b.jar/LICENSE.txt"));
    }

    @Test
    void versionedEntriesStandWhereThisJdkWouldFindThem() throws IOException {
        final Path flat = flat(jar("a.jar", Map.of("x.txt", "old", "META-INF/versions/11/x.txt", "eleven", "META-INF/versions/21/x.txt", "twenty-one",
            "META-INF/versions/999/x.txt", "future")));
        assertEquals("twenty-one", text(flat, "x.txt"));
        assertNull(text(flat, "META-INF/versions/11/x.txt"));
    }

    @Test
    void signaturesAndModulesOfOneJarAreLeftOut() throws IOException {
        final Path flat = flat(jar("a.jar", Map.of("META-INF/KEY.SF", "s", "META-INF/KEY.RSA", "r", "module-info.class", "m", "META-INF/maven/g/a/pom.xml", "p")));
        assertNull(text(flat, "META-INF/KEY.SF"));
        assertNull(text(flat, "META-INF/KEY.RSA"));
        assertNull(text(flat, "module-info.class"));
        assertNull(text(flat, "META-INF/maven/g/a/pom.xml"));
    }

    @Test
    void manifestNamesTheProgramAndTheFirstJarsVersion() throws IOException {
        try (JarFile jar = new JarFile(flat(jar("a.jar", Map.of())).toFile())) {
            final Attributes attributes = jar.getManifest().getMainAttributes();
            assertEquals("p.Main", attributes.getValue(Attributes.Name.MAIN_CLASS));
            assertEquals("1.2.3 of a.jar", attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
            assertEquals("ALL-UNNAMED", attributes.getValue("Enable-Native-Access"));
        }
    }

    @Test
    void sameJarsGiveTheSameBytes() throws IOException {
        final Path jar = jar("a.jar", Map.of("x.txt", "x", "y.txt", "y", "z.txt", "z"));
        assertArrayEquals(Files.readAllBytes(flat(jar)), Files.readAllBytes(flat(jar)));
    }

    private Path flat(Path... jars) throws IOException {
        final Path flat = Files.createTempFile(folder, "flat", ".jar");
        FlatJar.of(List.of(jars)).upgraded().write(flat, "p.Main");
        return flat;
    }

    private Path jar(String name, Map<String, String> entries) throws IOException {
        final Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3 of " + name);
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        final Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    /** An entry's text, or null. */
    private static String text(Path path, String name) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            final ZipEntry entry = jar.getEntry(name);
            return entry == null ? null : new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
