package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Headers that share fields. */
public final class LayerSymbol {
    private final Declaration.Layer declaration;
    private final ModuleScope module;
    private final List<HeaderSymbol> members = new ArrayList<>();
    private final Map<String, LayerField> fields = new LinkedHashMap<>();

    LayerSymbol(Declaration.Layer declaration, ModuleScope module) {
        this.declaration = declaration;
        this.module = module;
    }

    /** A field by what it is in each member, in the members' order; {@code type} is common to all. */
    public static final class LayerField {
        private final Map<HeaderSymbol, TypedExpression> values = new LinkedHashMap<>();
        private Type type;

        public Type type() {
            return type;
        }

        void type(Type value) {
            this.type = value;
        }

        public Map<HeaderSymbol, TypedExpression> values() {
            return values;
        }
    }

    public String name() {
        return declaration.name();
    }

    /** Whether the innermost member counts, not the outermost. */
    public boolean last() {
        return declaration.last();
    }

    public Declaration.Layer declaration() {
        return declaration;
    }

    ModuleScope module() {
        return module;
    }

    public List<HeaderSymbol> members() {
        return members;
    }

    public Map<String, LayerField> fields() {
        return fields;
    }

    @Override
    public String toString() {
        return "layer " + name();
    }
}
