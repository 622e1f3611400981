package flowc.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Several jars as one: class path order decides, service files are joined, licences are kept apart by jar, versioned entries stand
 * where the running JDK would find them. The same jars give the same bytes, in any time zone: the very first moment that a zip can say gets a second,
 * local time stamp, so entries are of the day after. The compiler's TrackerJar stores entries likewise, but is not there yet when this class runs: it
 * makes the compiler's own jar.
 */
final class FlatJar {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String SERVICES = "META-INF/services/";
    private static final String LICENCES = "META-INF/licenses/";
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

    private final Map<String, byte[]> entries = new TreeMap<>();
    private final Attributes attributes = new Attributes();

    private FlatJar() { }

    /** @param jars in class path order; the first gives the name and version that the manifest tells */
    static FlatJar of(List<Path> jars) throws IOException {
        final FlatJar flat = new FlatJar();
        for (Path jar : jars) {
            flat.add(jar);
        }
        return flat;
    }

    private void add(Path path) throws IOException {
        // Opened with the runtime's version, a multi-release jar shows each entry once and as this JDK sees it.
        try (JarFile jar = new JarFile(path.toFile(), true, JarFile.OPEN_READ, Runtime.version())) {
            keepTitleAndVersion(jar.getManifest());
            final Map<String, byte[]> own = new LinkedHashMap<>();
            for (var entry : (Iterable<JarEntry>) jar.versionedStream()::iterator) {
                if (!entry.isDirectory()) {
                    own.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
                }
            }
            own.forEach((name, bytes) -> put(name, bytes, path.getFileName().toString()));
        }
    }

    private void keepTitleAndVersion(Manifest manifest) {
        if (attributes.isEmpty() && manifest != null) {
            for (Attributes.Name name : List.of(Attributes.Name.IMPLEMENTATION_TITLE, Attributes.Name.IMPLEMENTATION_VERSION)) {
                if (manifest.getMainAttributes().containsKey(name)) {
                    attributes.put(name, manifest.getMainAttributes().get(name));
                }
            }
        }
    }

    private void put(String name, byte[] bytes, String jar) {
        if (isOfOneJarOnly(name)) {
            return;
        }
        if (name.startsWith(SERVICES)) {
            entries.merge(name, bytes, FlatJar::joinLines);
        } else if (isLicence(name)) {
            entries.put(LICENCES + jar + "/" + name.substring(name.lastIndexOf('/') + 1), bytes);
        } else {
            entries.putIfAbsent(name, bytes);
        }
    }

    private static boolean isOfOneJarOnly(String name) {
        return name.equals(MANIFEST) || name.endsWith("module-info.class") || name.startsWith("META-INF/maven/")
            || name.startsWith("META-INF/versions/") || name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }

    private static boolean isLicence(String name) {
        return name.startsWith("META-INF/") && name.matches("(?i).*/(licen[cs]e|notice|dependencies)[^/]*");
    }

    private static byte[] joinLines(byte[] first, byte[] second) {
        final ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.write('\n');
        joined.writeBytes(second);
        return joined.toByteArray();
    }

    /** Rewrites classes that the AOT cache would skip. */
    FlatJar upgraded() {
        final ClassUpgrade upgrade = new ClassUpgrade(entries);
        entries.replaceAll((name, bytes) -> name.endsWith(".class") ? upgrade.upgrade(bytes) : bytes);
        return this;
    }

    /** Adds a class that no jar holds. */
    FlatJar with(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    /** Writes the jar, entries stored and not deflated: they are read once per start, and reading is what start-up waits for. */
    void write(Path target, String mainClass) throws IOException {
        try (OutputStream out = Files.newOutputStream(target); ZipOutputStream zip = new ZipOutputStream(out)) {
            store(zip, MANIFEST, manifest(mainClass));
            for (var entry : entries.entrySet()) {
                store(zip, entry.getKey(), entry.getValue());
            }
        }
    }

    // TrackerJar has the same: the launcher runs this from source before there is anything to import.
    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        final CRC32 checksum = new CRC32();
        checksum.update(bytes);
        final ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(ENTRY_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private byte[] manifest(String mainClass) throws IOException {
        final Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        // Said here and not on the command line: there it would have to be the same in training and in use.
        manifest.getMainAttributes().put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        manifest.getMainAttributes().put(new Attributes.Name("Add-Exports"), "java.base/jdk.internal.misc");
        manifest.getMainAttributes().putAll(attributes);
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }
}
