package flowc.compiler.jar;

import flowc.launch.TrackerArchive;
import flowc.runtime.program.TrackerDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes {@code java -jar}-able trackers. The same tracker and the same runtime give the same bytes: entries are sorted, have one time
 * in no time zone, and are stored, because another zlib compresses to other bytes.
 */
public final class TrackerJar {
    // The very first moment that a zip can say stands for all before it, and gets a second time stamp, in the time zone at hand.
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

    private TrackerJar() {}

    /**
     * Writes the jar of one tracker; an existing file is replaced when all is written, and left alone when something fails. A link stays, and what it leads to is
     * written; so do pipes and devices, which are written as they are.
     *
     * @throws IOException when the runtime's classes cannot be read or the file cannot be written
     */
    public static void write(Path target, TrackerDescriptor descriptor, byte[] classBytes) throws IOException {
        final Map<String, byte[]> entries = new TreeMap<>(RuntimeClasses.collect());
        entries.put(TrackerArchive.DESCRIPTOR, TrackerArchive.encode(descriptor));
        entries.put(descriptor.className().replace('.', '/') + ".class", classBytes);
        if (Files.isRegularFile(target)) {
            replace(target.toRealPath(), entries);
        } else if (Files.exists(target) || Files.isSymbolicLink(target)) {
            writeEntries(target, entries);
        } else {
            replace(target.toAbsolutePath(), entries);
        }
    }

    private static void replace(Path target, Map<String, byte[]> entries) throws IOException {
        final Path partial = Files.createTempFile(target.getParent(), ".flowc", ".jar");
        try {
            writeEntries(partial, entries);
            makeReadable(partial);
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    // A temporary file is its owner's only; a jar is for whoever may read its folder.
    private static void makeReadable(Path file) {
        if (!file.toFile().setReadable(true, false)) {
            throw new IllegalStateException("a file just written can be made readable: file=" + file);
        }
    }

    private static void writeEntries(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            store(zip, JarFile.MANIFEST_NAME, manifest());
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                store(zip, entry.getKey(), entry.getValue());
            }
        }
    }

    // FlatJar, which makes the distribution, has the same: it runs from source before this class is compiled.
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

    private static byte[] manifest() throws IOException {
        final Manifest manifest = new Manifest();
        final Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, TrackerArchive.MAIN_CLASS);
        attributes.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        attributes.put(new Attributes.Name("Add-Exports"), "java.base/jdk.internal.misc");
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }
}
