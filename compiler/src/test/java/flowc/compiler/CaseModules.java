package flowc.compiler;

import flowc.compiler.analysis.ModuleLoader;
import flowc.compiler.source.Source;
import flowc.compiler.source.UnreadableSource;
import flowc.compiler.testing.GoldenCases;
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
    public Source file(Source importer, String path) throws UnreadableSource {
        final Path beside = Path.of(importer.name()).getParent();
        final Path name = beside == null ? Path.of(path) : beside.resolve(path);
        final Path file = FOLDER.resolve(name);
        return FlowText.read(file, name.normalize().toString());
    }

    @Override
    public List<String> standardNames() {
        return library.standardNames();
    }
}
