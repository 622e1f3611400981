package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Nearest;
import flowc.compiler.source.Source;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.FlowParser;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Module;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads a tracker's file, what it imports and the prelude, each once. */
final class ModuleGraph {
    private static final List<String> PRELUDE = List.of("std", "prelude");

    private final ModuleLoader loader;
    private final Diagnostics diagnostics;
    private final Map<String, ModuleScope> byName = new LinkedHashMap<>();
    private final Deque<String> loading = new ArrayDeque<>();

    private ModuleGraph(ModuleLoader loader, Diagnostics diagnostics) {
        this.loader = loader;
        this.diagnostics = diagnostics;
    }

    /** All modules, each after what it imports; the tracker's own is last. */
    static List<ModuleScope> load(Module tracker, ModuleLoader loader, Diagnostics diagnostics) {
        final ModuleGraph graph = new ModuleGraph(loader, diagnostics);
        final List<ModuleScope> prelude = graph.prelude();
        final ModuleScope own = graph.enter("", tracker);
        for (ModuleScope scope : graph.byName.values()) {
            if (!prelude.contains(scope)) {
                scope.open().addAll(prelude);
            }
        }
        own.open().remove(own);
        return List.copyOf(graph.byName.values());
    }

    private List<ModuleScope> prelude() {
        final Optional<Source> source = loader.standard(PRELUDE);
        if (source.isEmpty()) {
            return List.of();
        }
        enter("std.prelude", FlowParser.parse(source.get(), diagnostics));
        final List<ModuleScope> all = List.copyOf(byName.values());
        all.forEach(module -> module.open().addAll(all));
        return all;
    }

    private ModuleScope enter(String name, Module module) {
        final ModuleScope scope = new ModuleScope(name, module);
        loading.push(name);
        for (Declaration declaration : module.declarations()) {
            if (declaration instanceof Declaration.Import imported) {
                load(imported, scope);
            }
        }
        loading.pop();
        byName.put(name, scope);
        return scope;
    }

    private void load(Declaration.Import imported, ModuleScope importer) {
        final boolean file = imported.path().isEmpty();
        final String name = file ? imported.file() : String.join(".", imported.path());
        final String shortName = file ? baseName(imported.file()) : imported.path().getLast();
        if (loading.contains(name)) {
            diagnostics.error(Code.IMPORT_CYCLE, imported.span(), "'%s' imports itself by way of others", name);
            return;
        }
        ModuleScope scope = byName.get(name);
        if (scope == null) {
            final Optional<Source> source = file ? loader.file(importer.module().source(), imported.file()) : standard(imported.path());
            if (source.isEmpty()) {
                unknown(imported.span(), name, file);
                return;
            }
            scope = enter(name, FlowParser.parse(source.get(), diagnostics));
        }
        importer.imports().put(shortName, scope);
    }

    private Optional<Source> standard(List<String> path) {
        return path.getFirst().equals("std") ? loader.standard(path) : Optional.empty();
    }

    private void unknown(Span span, String name, boolean file) {
        if (file) {
            diagnostics.error(Code.UNKNOWN_MODULE, span, "cannot read '%s'", name).hint("the path is relative to the file that imports it");
            return;
        }
        final List<String> known = loader.standardNames().stream().map(n -> "std." + n).toList();
        diagnostics.error(Code.UNKNOWN_MODULE, span, "there is no module '%s'", name)
                .hint(Nearest.of(name, known).map(n -> "did you mean '" + n + "'?").orElse("modules: " + String.join(", ", known)));
    }

    private static String baseName(String path) {
        final String file = path.substring(path.lastIndexOf('/') + 1);
        return file.endsWith(".flow") ? file.substring(0, file.length() - ".flow".length()) : file;
    }
}
