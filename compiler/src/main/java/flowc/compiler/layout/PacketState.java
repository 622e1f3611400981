package flowc.compiler.layout;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.Typing;
import flowc.compiler.syntax.ast.Declaration.Event;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Nodes;
import flowc.compiler.syntax.ast.Statement;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What packets use of rows' state: whatever stands in an {@code on packet} handler, of the table itself or of another one, and is not for new flows only. The rest, which flows use when
 * they begin and end and when marks come, may lie apart.
 */
final class PacketState {
    private final Typing typing;
    private final Set<StateLayout.Part> used = new HashSet<>();

    private PacketState(Typing typing) {
        this.typing = typing;
    }

    static Set<StateLayout.Part> of(Analysis analysis) {
        final PacketState state = new PacketState(analysis.typing());
        analysis.tables().stream().flatMap(table -> table.handlers().stream()).filter(handler -> handler.declaration().event() == Event.PACKET).forEach(state::handler);
        return state.used;
    }

    private void handler(TableSymbol.CheckedHandler handler) {
        if (handler.where() != null) {
            if (handler.where().typing().binding(handler.where().expression()) == Binding.Builtin.IS_NEW) {
                return;
            }
            Nodes.expressions(handler.where().expression()).forEach(expression -> use(expression, handler.where().typing()));
        }
        final Set<Statement> forNewFlows = Collections.newSetFromMap(new IdentityHashMap<>());
        Nodes.statements(handler.declaration().body()).filter(statement -> statement instanceof Statement.If branch && asksForNew(branch))
                .flatMap(statement -> Nodes.statements(((Statement.If) statement).then())).forEach(forNewFlows::add);
        Nodes.statements(handler.declaration().body()).filter(statement -> !forNewFlows.contains(statement)).forEach(this::statement);
    }

    private boolean asksForNew(Statement.If branch) {
        return branch.condition() instanceof Statement.Condition.Test test && typing.binding(test.expression()) == Binding.Builtin.IS_NEW;
    }

    private void statement(Statement statement) {
        Nodes.own(statement).forEach(expression -> use(expression, typing));
        if (statement instanceof Statement.Assign assign && typing.binding(assign.target()) instanceof Binding.Lookup lookup && assign.value() instanceof Expression.RecordLiteral literal) {
            literal.fields().forEach(field -> use(lookup.table(), lookup.table().stateField(field.name())));
        }
    }

    private void use(Expression expression, Typing typing) {
        switch (typing.binding(expression)) {
            case Binding.State state -> use(state.table(), state.field());
            case Binding.RowState state -> use(state.table(), state.field());
            case null, default -> { }
        }
    }

    /** Deltas are for marks, so what a counter had at the last pass is nothing that packets use. */
    private void use(TableSymbol table, TableSymbol.StateField field) {
        used.add(new StateLayout.Part(table, field, false));
    }
}
