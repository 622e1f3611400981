package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names that one module declares, each kind in its own name space, and the modules it imports. */
final class ModuleScope {
    private final Module module;
    private final Map<String, Symbol> values = new LinkedHashMap<>();
    private final Map<String, Declaration> types = new LinkedHashMap<>();
    private final Map<String, ModuleScope> imports = new LinkedHashMap<>();
    private final List<ModuleScope> open = new ArrayList<>();
    private boolean incomplete;

    ModuleScope(Module module) {
        this.module = module;
    }

    Module module() {
        return module;
    }

    Map<String, Symbol> values() {
        return values;
    }

    Map<String, Declaration> types() {
        return types;
    }

    Map<String, ModuleScope> imports() {
        return imports;
    }

    /** Modules whose names are seen without their module's name: the prelude's. */
    List<ModuleScope> open() {
        return open;
    }

    /** Whether some of the names seen here may be missing, because an import failed. */
    boolean isIncomplete() {
        return incomplete;
    }

    void setIncomplete() {
        incomplete = true;
    }

    Symbol value(String symbol) {
        final Symbol own = values.get(symbol);
        return own != null ? own : open.stream().map(m -> m.values.get(symbol)).filter(java.util.Objects::nonNull).findFirst().orElse(null);
    }

    /** The module that declares a type by this name, seen from here; null without one. */
    ModuleScope typeOwner(String type) {
        if (types.containsKey(type)) {
            return this;
        }
        return open.stream().filter(m -> m.types.containsKey(type)).findFirst().orElse(null);
    }
}
