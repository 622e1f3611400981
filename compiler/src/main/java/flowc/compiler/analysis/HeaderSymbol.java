package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A header: where it follows what, and its sections. A section is a run of fields at fixed bits from the section's start; a new one begins
 * after bytes of variable length and with every optional part.
 */
public final class HeaderSymbol {
    private final Declaration.Header declaration;
    private final ModuleScope module;
    private final Map<String, HeaderField> fields = new LinkedHashMap<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<java.lang.Integer> links = new ArrayList<>();
    private TypedExpression ends;

    HeaderSymbol(Declaration.Header declaration, ModuleScope module) {
        this.declaration = declaration;
        this.module = module;
    }

    /** A field of a header. */
    public sealed interface HeaderField {
        String name();
    }

    /** {@code bit} is counted from the section's start, most significant bit of the first byte first. Big-endian unless {@code littleEndian}. */
    public record WireField(String name, Type type, int section, int bit, int bits, boolean littleEndian) implements HeaderField {}

    /** Bytes of variable length: all of section {@code section}. */
    public record SizedField(String name, int section) implements HeaderField {}

    public record ComputedField(String name, TypedExpression value) implements HeaderField {}

    /**
     * Either {@code bits} fixed bits or, where {@code size} is set, that many bytes. {@code condition} is set for an optional part, absent otherwise;
     * both may be null.
     */
    public record Section(int bits, TypedExpression size, TypedExpression condition) {
        public int bytes() {
            return bits / Byte.SIZE;
        }
    }

    /** {@code where}: may be asked once section {@code afterSection} is there. */
    public record Check(TypedExpression condition, int afterSection) {}

    /** This header follows {@code parent} where {@code condition}, in the parent's scope, holds; {@code condition} may be null. */
    public record Edge(HeaderSymbol parent, TypedExpression condition) {}

    public String name() {
        return declaration.name();
    }

    public Declaration.Header declaration() {
        return declaration;
    }

    ModuleScope module() {
        return module;
    }

    public Map<String, HeaderField> fields() {
        return fields;
    }

    public List<Section> sections() {
        return sections;
    }

    public List<Check> checks() {
        return checks;
    }

    public List<Edge> edges() {
        return edges;
    }

    /** Whether this header may come right behind {@code parent}. */
    public boolean follows(HeaderSymbol parent) {
        return edges.stream().anyMatch(edge -> edge.parent() == parent);
    }

    /** Link types whose packets begin with this header. */
    public List<java.lang.Integer> links() {
        return links;
    }

    /** Length of header and payload in bytes; null without a bound of its own. */
    public TypedExpression ends() {
        return ends;
    }

    void ends(TypedExpression value) {
        this.ends = value;
    }

    @Override
    public String toString() {
        return "header " + name();
    }
}
