package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Type;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What checking found out, by node of the syntax tree. Nodes are told apart by identity, because two equal records may stand in two places. */
public final class Typing {
    private final Map<Expression, Type> types = new IdentityHashMap<>();
    private final Map<Expression, Binding> bindings = new IdentityHashMap<>();
    private final Map<Expression, Set<Guard>> guards = new IdentityHashMap<>();
    private final Map<Object, LocalSymbol> locals = new IdentityHashMap<>();

    public Type type(Expression expression) {
        return types.get(expression);
    }

    /** Null for an expression that needs none, as literals and operators do. */
    public Binding binding(Expression expression) {
        return bindings.get(expression);
    }

    /** What an optional expression or a condition's atom must ask for before it is evaluated. */
    public Set<Guard> guards(Expression expression) {
        return guards.getOrDefault(expression, Set.of());
    }

    /** The local that a {@code let}, {@code var}, {@code for} or {@code if let} introduces. */
    public LocalSymbol local(Object introducer) {
        return locals.get(introducer);
    }

    /** Names that {@code let}, {@code var} and {@code if let} introduce. */
    Stream<LocalSymbol> names() {
        return locals.values().stream().filter(local -> local.kind() == LocalSymbol.Kind.LET || local.kind() == LocalSymbol.Kind.VAR || local.kind() == LocalSymbol.Kind.REFERENCE);
    }

    Collection<Binding> bindings() {
        return bindings.values();
    }

    void type(Expression expression, Type type) {
        types.put(expression, type);
    }

    void binding(Expression expression, Binding binding) {
        bindings.put(expression, binding);
    }

    void guards(Expression expression, Set<Guard> required) {
        guards.put(expression, Set.copyOf(required));
    }

    void local(Statement introducer, LocalSymbol symbol) {
        locals.put(introducer, symbol);
    }

    void local(Statement.Condition introducer, LocalSymbol symbol) {
        locals.put(introducer, symbol);
    }
}
