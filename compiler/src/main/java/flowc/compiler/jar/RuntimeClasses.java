package flowc.compiler.jar;

import com.fasterxml.jackson.core.JsonFactory;
import flowc.launch.TrackerArchive;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The class files that every tracker needs to run, taken from where this process has its own: folders, jars, or one jar with everything. */
final class RuntimeClasses {
    private static final List<String> PACKAGES = List.of("flowc/runtime/", "flowc/launch/", "picocli/", "com/fasterxml/jackson/core/");
    private static final List<Class<?>> ONE_OF_EACH = List.of(TrackerArchive.class, CommandLine.class, JsonFactory.class);

    private RuntimeClasses() {}

    /** Entry names to bytes. */
    static Map<String, byte[]> collect() throws IOException {
        final Map<String, byte[]> entries = new TreeMap<>();
        for (Path source : sources()) {
            if (Files.isDirectory(source)) {
                addFolder(source, entries);
            } else {
                addJar(source, entries);
            }
        }
        return entries;
    }

    private static Set<Path> sources() throws IOException {
        final Set<Path> sources = new LinkedHashSet<>();
        for (Class<?> type : ONE_OF_EACH) {
            try {
                sources.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
            } catch (URISyntaxException e) {
                throw new IOException("the classes of " + type.getPackageName() + " lie in no file", e);
            }
        }
        return sources;
    }

    private static void addFolder(Path folder, Map<String, byte[]> entries) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                final String name = folder.relativize(file).toString().replace('\\', '/');
                if (belongs(name)) {
                    entries.putIfAbsent(name, Files.readAllBytes(file));
                }
            }
        }
    }

    private static void addJar(Path path, Map<String, byte[]> entries) throws IOException {
        // Opened for the running Java, a multi-release jar shows each class once, in the form that suits it.
        try (JarFile jar = new JarFile(path.toFile(), false, JarFile.OPEN_READ, Runtime.version())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.versionedStream()::iterator) {
                final String name = entry.getName();
                if (!entry.isDirectory() && (belongs(name) || isLicence(name))) {
                    entries.putIfAbsent(belongs(name) ? name : licenceName(name, path), jar.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    private static boolean belongs(String name) {
        return PACKAGES.stream().anyMatch(name::startsWith);
    }

    // A jar with everything already keeps its licences apart; those of what stays behind do no harm.
    private static boolean isLicence(String name) {
        return name.startsWith("META-INF/") && name.matches("(?i).*/(licen[cs]e|notice)[^/]*");
    }

    private static String licenceName(String name, Path jar) {
        return name.startsWith("META-INF/licenses/") ? name : "META-INF/licenses/" + jar.getFileName() + "/" + name.substring(name.lastIndexOf('/') + 1);
    }
}
