package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/** A table: key, state, settings, handlers, checked. */
public final class TableSymbol {
    private final Declaration.Table declaration;
    private final int index;
    private final List<StateField> state = new ArrayList<>();
    private final List<CheckedHandler> handlers = new ArrayList<>();
    private final List<CheckedEvery> everies = new ArrayList<>();
    private KeySymbol key;
    private TypedExpression where;
    private TypedExpression idle;
    private TypedExpression active;
    private TypedExpression limit;
    private TypedExpression rank;

    TableSymbol(Declaration.Table declaration, int index) {
        this.declaration = declaration;
        this.index = index;
    }

    /** {@code initial} may be null: zeros. */
    public record StateField(String name, Type type, TypedExpression initial) {}

    /** {@code where} may be null. */
    public record CheckedHandler(Declaration.Handler.On declaration, TypedExpression where) {}

    /** An {@code every} block; {@code index} counts over the tracker; {@code deltas} are the counters whose delta it takes. */
    public record CheckedEvery(Declaration.Handler.Every declaration, int index, TypedExpression period, List<IntervalVariable> variables,
            java.util.Set<String> deltas) {}

    /** A {@code var} of an {@code init} block. */
    public record IntervalVariable(LocalSymbol symbol) {}

    public String name() {
        return declaration.name();
    }

    public int index() {
        return index;
    }

    public Declaration.Table declaration() {
        return declaration;
    }

    public List<StateField> state() {
        return state;
    }

    public StateField stateField(String name) {
        return state.stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
    }

    /** The first field of this name in the text, checked or not; null without one. */
    Declaration.Field declaredField(String name) {
        return declaration.fields().stream().filter(field -> field.name().equals(name)).findFirst().orElse(null);
    }

    public List<CheckedHandler> handlers() {
        return handlers;
    }

    public List<CheckedEvery> everies() {
        return everies;
    }

    public KeySymbol key() {
        return key;
    }

    void key(KeySymbol value) {
        this.key = value;
    }

    public TypedExpression where() {
        return where;
    }

    void where(TypedExpression value) {
        this.where = value;
    }

    public TypedExpression idle() {
        return idle;
    }

    void idle(TypedExpression value) {
        this.idle = value;
    }

    public TypedExpression active() {
        return active;
    }

    void active(TypedExpression value) {
        this.active = value;
    }

    public TypedExpression limit() {
        return limit;
    }

    void limit(TypedExpression value) {
        this.limit = value;
    }

    public TypedExpression rank() {
        return rank;
    }

    void rank(TypedExpression value) {
        this.rank = value;
    }

    @Override
    public String toString() {
        return "table " + name();
    }
}
