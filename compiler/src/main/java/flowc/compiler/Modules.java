package flowc.compiler;

import flowc.compiler.analysis.ModuleLoader;
import flowc.compiler.source.Source;
import flowc.compiler.source.UnreadableSource;
import flowc.compiler.source.UnreadableSource.Why;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Modules as users have them: the standard library among the program's resources, other files beside the file that imports them. Any thread. */
public final class Modules implements ModuleLoader {
    private static final String FOLDER = "flowc/stdlib/";
    private static final String SUFFIX = ".flow";

    private final Set<Path> files = ConcurrentHashMap.newKeySet();
    /** What a file was called first, by its real path: paths to it may differ. */
    private final Map<Path, String> names = new ConcurrentHashMap<>();

    /** The files beside trackers that were read so far. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    @Override
    public Optional<Source> standard(List<String> path) {
        final String name = String.join("/", path.subList(1, path.size()));
        try (InputStream resource = Modules.class.getClassLoader().getResourceAsStream(FOLDER + name + SUFFIX)) {
            return resource == null || name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Source("std/" + name + SUFFIX, new String(resource.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public Source file(Source importer, String path) throws UnreadableSource {
        final Path folder = FlowText.path(importer.name()).getParent();
        final Path file = folder == null ? FlowText.path(path) : folder.resolve(FlowText.path(path));
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new UnreadableSource(Why.KIND, "is no regular file");   // what comes of a pipe comes once, and imports are read again
        }
        final Source source = FlowText.read(file, name(file));
        files.add(file);
        return source;
    }

    /** What a file that is not there is called is never seen. */
    private String name(Path file) {
        try {
            return names.computeIfAbsent(file.toRealPath(), _ -> file.normalize().toString());
        } catch (IOException _) {
            return file.normalize().toString();
        }
    }

    /** Lists the folder or jar in which the prelude lies; needed for a hint only. */
    @Override
    public List<String> standardNames() {
        final URL prelude = Modules.class.getClassLoader().getResource(FOLDER + "prelude" + SUFFIX);
        if (prelude == null) {
            return List.of();
        }
        try {
            final String place = prelude.toString();
            return place.startsWith("jar:") ? inJar(Path.of(new URI(place.substring("jar:".length(), place.indexOf("!/"))))) : inFolder(Path.of(prelude.toURI()).getParent());
        } catch (IOException | URISyntaxException _) {
            return List.of();
        }
    }

    private static List<String> inJar(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return names(jar.stream().map(entry -> entry.getName()).filter(name -> name.startsWith(FOLDER)).map(name -> name.substring(FOLDER.length())));
        }
    }

    private static List<String> inFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return names(files.map(file -> file.getFileName().toString()));
        }
    }

    private static List<String> names(Stream<String> files) {
        return files.filter(name -> name.endsWith(SUFFIX)).map(name -> name.substring(0, name.length() - SUFFIX.length())).sorted().toList();
    }
}
