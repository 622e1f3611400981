package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.syntax.ast.Declaration.Handler;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks {@code every} blocks: {@code init} opens an interval and declares its variables, {@code each} sees every row, {@code finish} closes it. */
final class EveryChecker {
    private final Session session;
    private final Map<String, Handler.Every> deltaOwners = new HashMap<>();
    private int count;

    EveryChecker(Session session) {
        this.session = session;
    }

    void check(TableSymbol table, Handler.Every every, ModuleScope module) {
        if (every.wallClock()) {
            session.error(Code.NOT_YET, every.span().head(), "'on clock wall' is not there yet").hint("without it, the block runs on the capture clock");
        }
        final Scope settings = session.scope(module, Scope.Place.SETTING);
        final TypedExpression period = session.definitions.typed(every.period(), settings, Type.Simple.DURATION);
        Constants.evaluate(every.period(), period.typing()).filter(value -> value.signum() <= 0 && period.typing().type(every.period()) == Type.Simple.DURATION)
                .ifPresent(_ -> session.error(Code.VALUE_OUT_OF_RANGE, every.period().span(), "this must be more than 0"));
        final List<TableSymbol.IntervalVariable> variables = new ArrayList<>();
        final Scope init = scope(table, module, Scope.Place.INIT);
        if (every.init() != null) {
            every.init().statements().forEach(statement -> variable(statement, table, init, variables));
        }
        final Set<String> deltas = new LinkedHashSet<>();
        session.deltas = deltas;
        part(every.each(), scope(table, module, Scope.Place.EACH), variables);
        part(every.finish(), scope(table, module, Scope.Place.FINISH), variables);
        session.deltas = null;
        own(table, every, deltas);
        table.everies().add(new TableSymbol.CheckedEvery(every, count++, period, List.copyOf(variables), Set.copyOf(deltas)));
    }

    private Scope scope(TableSymbol table, ModuleScope module, Scope.Place place) {
        return Scope.of(new Scope.Site(place, module, session.typing, table, null, null), Facts.NONE);
    }

    private void part(Statement.Block block, Scope scope, List<TableSymbol.IntervalVariable> variables) {
        if (block != null) {
            variables.forEach(variable -> scope.declare(variable.symbol()));
            session.statements.body(block, scope, Type.Simple.NOTHING);
        }
    }

    private void own(TableSymbol table, Handler.Every every, Set<String> deltas) {
        for (String counter : deltas) {
            final Handler.Every before = deltaOwners.putIfAbsent(table.name() + "." + counter, every);
            if (before != null) {
                session.error(Code.DELTA_TWICE, every.period().span(), "the delta of '%s' belongs to another every block", counter)
                        .note(before.period().span(), "this one").hint("keep a second counter: each block gives its own delta");
            }
        }
    }

    private void variable(Statement statement, TableSymbol table, Scope scope, List<TableSymbol.IntervalVariable> variables) {
        if (!(statement instanceof Statement.Var variable)) {
            session.error(Code.WRONG_CONTEXT, statement.span(), "'init' declares the interval's variables: 'var n = 0'");
            return;
        }
        final Type type = variable.value() instanceof Expression.Aggregate aggregate ? top(aggregate, table, scope) : session.statements.variableType(variable, scope);
        final LocalSymbol before = scope.local(variable.name());
        if (before != null) {
            session.error(Code.DUPLICATE_NAME, variable.nameSpan(), "'%s' is declared already", variable.name()).note(before.span(), "here");
        }
        session.hidden.warn(variable.name(), variable.nameSpan(), table, scope.module());
        final LocalSymbol symbol = new LocalSymbol(variable.name(), variable.nameSpan(), type, LocalSymbol.Kind.INTERVAL);
        scope.typing().local(variable, symbol);
        scope.declare(symbol);
        variables.add(new TableSymbol.IntervalVariable(symbol));
    }

    private Type top(Expression.Aggregate aggregate, TableSymbol table, Scope scope) {
        if (!aggregate.name().equals("top")) {
            return session.types.resolve(new flowc.compiler.syntax.ast.TypeName.Applied(aggregate.span(), aggregate.name(), aggregate.arguments(), null), scope.module());
        }
        if (aggregate.arguments().size() != 1 || aggregate.by() == null) {
            return session.wrong(Code.NOT_CALLABLE, aggregate.span(), "write 'top(n) by column { column: type, … }'");
        }
        session.expressions.require(aggregate.arguments().getFirst(), Integers.I64, session.scope(scope.module(), Scope.Place.SETTING));
        final List<Type.Field> columns = new ArrayList<>();
        for (Expression.Column column : aggregate.columns()) {
            columns.add(new Type.Field(column.name(), column(column, table, scope)));
        }
        return ordered(aggregate, new Type.Struct("top", List.copyOf(columns)));
    }

    private Type column(Expression.Column column, TableSymbol table, Scope scope) {
        if (column.type() != null) {
            return session.types.storable(session.types.resolve(column.type(), scope.module()), column.type().span());
        }
        if (column.name().equals("key") && table.key() != null) {
            return table.key().type();
        }
        final TableSymbol.StateField field = table.stateField(column.name());
        if (field != null) {
            return field.type() == Type.Simple.COUNTER ? Integers.U64 : field.type();
        }
        return session.wrong(Code.UNKNOWN_FIELD, column.span(), "the column '%s' needs a type", column.name());
    }

    private Type ordered(Expression.Aggregate aggregate, Type.Struct row) {
        if (row.fields().stream().anyMatch(f -> f.type() == Type.Simple.ERROR)) {
            return Type.Simple.ERROR;
        }
        for (int i = 0; i < row.fields().size(); i++) {
            if (aggregate.by() instanceof Expression.Name name && row.fields().get(i).name().equals(name.name())) {
                final Type type = row.fields().get(i).type();
                return Types.isNumber(type) || type == Type.Simple.DURATION || type == Type.Simple.TIME ? new Type.Top(row, i)
                        : session.wrong(Code.TYPE_MISMATCH, aggregate.by().span(), "'top' is ordered by a number, not %s", type.text());
            }
        }
        return session.wrong(Code.UNKNOWN_FIELD, aggregate.by().span(), "'by' names one of the columns");
    }
}
