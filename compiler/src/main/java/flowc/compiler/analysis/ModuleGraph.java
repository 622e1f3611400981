package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Nearest;
import flowc.compiler.source.Source;
import flowc.compiler.source.Span;
import flowc.compiler.source.UnreadableSource;
import flowc.compiler.syntax.FlowParser;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Module;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Loads a tracker's file, what it imports and the prelude, each once. */
final class ModuleGraph {
    private static final List<String> PRELUDE = List.of("std", "prelude");

    private final ModuleLoader loader;
    private final Diagnostics diagnostics;
    /** A file by the name of its {@link Source}, in quotes, which no name of the library has. */
    private final Map<String, ModuleScope> byName = new LinkedHashMap<>();
    private final Deque<String> loading = new ArrayDeque<>();
    private final Set<Module> broken = Collections.newSetFromMap(new IdentityHashMap<>());

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
        final boolean unusable = broken.contains(module);
        final ModuleScope scope = new ModuleScope(unusable ? new Module(module.source(), List.of()) : module);
        if (unusable) {
            scope.setIncomplete();
        }
        loading.push(name);
        for (Declaration declaration : scope.module().declarations()) {
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
        final String written = file ? imported.file() : String.join(".", imported.path());
        final String shortName = file ? baseName(imported.file()) : imported.path().getLast();
        final Optional<Source> source = file ? file(imported, importer) : standard(imported);
        if (source.isEmpty()) {
            missing(shortName, importer);
            return;
        }
        final String name = file ? '"' + source.get().name() + '"' : written;
        if (loading.contains(name)) {
            diagnostics.error(Code.IMPORT_CYCLE, imported.span(), "'%s' imports itself by way of others", written)
                    .hint("move what both need to a file of its own");
            missing(shortName, importer);
            return;
        }
        ModuleScope scope = byName.get(name);
        if (scope == null) {
            scope = enter(name, parse(source.get()));
        }
        final ModuleScope before = importer.imports().putIfAbsent(shortName, scope);
        if (before != null && before != scope) {
            diagnostics.error(Code.DUPLICATE_NAME, imported.span(), "two modules are called '%s' here", shortName)
                    .hint("rename one of the files: a module is called what its file is");
        }
        if (scope.isIncomplete()) {
            importer.setIncomplete();
        }
    }

    /** Stands for a module that cannot be had: nothing is said of the names in it. */
    private static void missing(String shortName, ModuleScope importer) {
        final ModuleScope missing = new ModuleScope(new Module(importer.module().source(), List.of()));
        missing.setIncomplete();
        importer.setIncomplete();
        importer.imports().put(shortName, missing);
    }

    /** An imported file; one that cannot be read as Flow counts as empty, so that nothing follows from it. */
    private Module parse(Source source) {
        final Diagnostics own = new Diagnostics();
        final Module module = FlowParser.parse(source, own);
        diagnostics.addAll(own);
        own.all().stream().filter(d -> d.severity() == Diagnostic.Severity.ERROR).findFirst().ifPresent(_ -> broken.add(module));
        for (Declaration declaration : module.declarations()) {
            final String what = ofTrackers(declaration);
            if (what != null && !own.hasErrors()) {
                own.error(Code.WRONG_CONTEXT, declaration.span().head(), "an imported file cannot have %s", what)
                        .hint("keep what several trackers share (headers, keys, structs, functions, parsers) in a file without a tracker");
                diagnostics.addAll(own);
                broken.add(module);
            }
        }
        return module;
    }

    /** What only the tracker's own file can have; null for what is shared. */
    private static String ofTrackers(Declaration declaration) {
        return switch (declaration) {
            case Declaration.Tracker _ -> "a tracker";
            case Declaration.Table _ -> "a table";
            case Declaration.Param _ -> "a param";
            case Declaration.Input _ -> "'input where'";
            case Declaration.Ring _ -> "a ring";
            default -> null;
        };
    }

    /** Empty after an error, as is what {@link #standard} gives. */
    private Optional<Source> file(Declaration.Import imported, ModuleScope importer) {
        try {
            return Optional.of(loader.file(importer.module().source(), imported.file()));
        } catch (UnreadableSource e) {
            final Diagnostic error = diagnostics.error(Code.UNKNOWN_MODULE, imported.span(), "'%s' %s", imported.file(), e.getMessage());
            if (e.why() == UnreadableSource.Why.MISSING) {
                error.hint("the path is relative to the file that imports it");
            }
            return Optional.empty();
        }
    }

    private Optional<Source> standard(Declaration.Import imported) {
        final Optional<Source> source = imported.path().getFirst().equals("std") ? loader.standard(imported.path()) : Optional.empty();
        if (source.isEmpty()) {
            unknown(imported.span(), String.join(".", imported.path()));
        }
        return source;
    }

    private void unknown(Span span, String name) {
        final List<String> known = loader.standardNames();
        final String last = name.substring(name.lastIndexOf('.') + 1);
        final Optional<String> near = known.contains(last) ? Optional.of(last) : Nearest.of(last, known);
        diagnostics.error(Code.UNKNOWN_MODULE, span, "there is no module '%s'", name)
                .hint(near.map(n -> "did you mean 'std." + n + "'?").orElse("modules: " + String.join(", ", known.stream().map(n -> "std." + n).toList())));
    }

    private static String baseName(String path) {
        final String file = path.substring(path.lastIndexOf('/') + 1);
        return file.endsWith(".flow") ? file.substring(0, file.length() - ".flow".length()) : file;
    }
}
