package flowc.cli.kept;

import flowc.compiler.analysis.ModuleLoader;
import flowc.compiler.source.Source;
import flowc.compiler.source.UnreadableSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers which files a compilation was given. The standard library is part of the program. For one thread. */
final class Imports implements ModuleLoader {
    private final ModuleLoader modules;
    private final List<Imported> found = new ArrayList<>();

    Imports(ModuleLoader modules) {
        this.modules = modules;
    }

    /** An import as it was asked for, and what came. */
    record Imported(String importer, String path, String name, String text) {
        /** Whether {@code modules} would give the same today. */
        boolean isSame(ModuleLoader modules) {
            try {
                final Source file = modules.file(new Source(importer, ""), path);
                return file.name().equals(name) && file.text().equals(text);
            } catch (UnreadableSource _) {
                return false;
            }
        }
    }

    List<Imported> found() {
        return List.copyOf(found);
    }

    @Override
    public Optional<Source> standard(List<String> path) {
        return modules.standard(path);
    }

    @Override
    public Source file(Source importer, String path) throws UnreadableSource {
        final Source file = modules.file(importer, path);
        found.add(new Imported(importer.name(), path, file.name(), file.text()));
        return file;
    }

    @Override
    public List<String> standardNames() {
        return modules.standardNames();
    }
}
