package flowc.compiler;

import flowc.compiler.analysis.ModuleLoader;
import flowc.compiler.source.Source;
import flowc.compiler.testing.GoldenCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The standard library, and the files beside the cases, named without the path to them. */
final class CaseModules implements ModuleLoader {
    private static final Path FOLDER = GoldenCases.folder("diagnostics");

    private final ModuleLoader library = new Modules();

    @Override
    public Optional<Source> standard(List<String> path) {
        return library.standard(path);
    }

    @Override
    public Optional<Source> file(Source importer, String path) {
        final Path beside = Path.of(importer.name()).getParent();
        final Path name = beside == null ? Path.of(path) : beside.resolve(path);
        final Path file = FOLDER.resolve(name);
        try {
            return Files.isRegularFile(file) ? Optional.of(new Source(name.normalize().toString(), Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> standardNames() {
        return library.standardNames();
    }
}
