package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Nearest;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Declaration.Handler;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks tables: first what others see of them (state, key, settings), then their handlers. */
final class TableChecker {
    private final Session session;
    private final EveryChecker everies;
    private final ModuleScope module;
    private final Facts input;
    private final Map<TableSymbol, Set<TableSymbol>> createdAtEnd = new HashMap<>();

    TableChecker(Session session, ModuleScope module, Facts input) {
        this.session = session;
        this.module = module;
        this.input = input;
        this.everies = new EveryChecker(session);
    }

    void state(TableSymbol table) {
        for (Declaration.Field field : table.declaration().fields()) {
            final Declaration.Field first = table.declaredField(field.name());
            if (first != field) {
                session.error(Code.DUPLICATE_NAME, field.span(), "table '%s' has two fields '%s'", table.name(), field.name()).note(first.span(), "first declared here");
            } else if (Declarations.RESERVED.contains(field.name()) && !field.name().equals("time") && !field.name().equals("record")) {
                session.error(Code.RESERVED_NAME, field.span(), "'%s' has a meaning of its own in handlers", field.name()).hint("choose another name");
            }
            final Type type = session.types.storable(session.types.resolve(field.type(), module), field.type().span());
            if (Declarations.RESERVED_IN_HANDLERS.contains(field.name())) {
                continue;
            }
            TypedExpression initial = null;
            if (field.value() != null) {
                initial = session.definitions.typed(field.value(), session.scope(module, Scope.Place.SETTING), type);
            }
            table.state().add(new TableSymbol.StateField(field.name(), type, initial));
        }
    }

    void settings(TableSymbol table) {
        final Declaration.Table declared = table.declaration();
        table.key(session.keys.keyOf(table, module));
        table.idle(setting(declared.idle(), Type.Simple.DURATION));
        table.active(setting(declared.active(), Type.Simple.DURATION));
        if (declared.limit() instanceof Expression.SizeLiteral size) {
            session.error(Code.TYPE_MISMATCH, size.span(), "a limit counts rows, not bytes").hint("write '1M' for a million rows; '--memory' bounds the bytes of all tables together");
        }
        table.limit(setting(declared.limit(), Integers.U64));
        later(declared.window(), "window");
        later(declared.step(), "step");
        later(declared.persist(), "persist");
        if (declared.close() != null) {
            session.error(Code.NOT_YET, declared.span().head(), "'close %s' is not there yet", declared.close()).hint("a flow ends by 'idle' and 'active', or by 'expire' in a handler");
        }
        if (declared.where() != null) {
            final Scope scope = Scope.of(site(table, Scope.Place.MATCH), input);
            table.where(session.expressions.typedCondition(declared.where(), scope));
        }
        noRows(table);
        final Declaration.Eviction evict = declared.evict();
        if (evict != null && evict.by() != null) {
            rank(table, evict.by());
        }
    }

    /** Warns where no packet meets the key and what the table or the tracker asks for besides. */
    private void noRows(TableSymbol table) {
        if (table.key() == null) {
            return;
        }
        final Facts key = Facts.NONE.with(table.key().required(), session.graph);
        final Facts where = table.where() == null ? Facts.NONE : Facts.NONE.with(table.where().required(), session.graph);
        session.certainties.together(table.declaration().key().span(), where.and(input), key, "'" + table.name() + "' gets no rows", "make the key of what the packets have");
    }

    private void later(Expression setting, String word) {
        if (setting != null) {
            session.error(Code.NOT_YET, setting.span(), "'%s' is not there yet", word);
        }
    }

    private TypedExpression setting(Expression expression, Type type) {
        if (expression == null) {
            return null;
        }
        final TypedExpression setting = session.definitions.typed(expression, session.scope(module, Scope.Place.SETTING), type);
        Constants.evaluate(expression, setting.typing()).filter(value -> value.signum() <= 0 && Types.assignable(setting.typing().type(expression), type))
                .ifPresent(value -> session.error(Code.VALUE_OUT_OF_RANGE, expression.span(), "this must be more than 0"));
        return setting;
    }

    private void rank(TableSymbol table, Expression by) {
        final Scope scope = Scope.of(site(table, Scope.Place.RANK), Facts.NONE);
        final Type type = session.expressions.value(by, scope, null);
        if (!Types.isNumber(type) && type != Type.Simple.TIME && type != Type.Simple.DURATION && type != Type.Simple.ERROR) {
            session.error(Code.TYPE_MISMATCH, by.span(), "rows are ranked by a number, not %s", type.text());
        }
        table.rank(new TypedExpression(by, scope.typing(), type, Set.of()));
    }

    private Scope.Site site(TableSymbol table, Scope.Place place) {
        return new Scope.Site(place, module, session.typing, table, null, null);
    }

    /** What every packet that touches the table has. */
    private Facts proven(TableSymbol table) {
        Facts facts = input;
        if (table.where() != null) {
            facts = facts.with(table.where().required(), session.graph);
        }
        return table.key() == null ? facts : facts.with(table.key().required(), session.graph);
    }

    void handlers(TableSymbol table) {
        final Set<TableSymbol> created = new LinkedHashSet<>();
        for (Handler handler : table.declaration().handlers()) {
            switch (handler) {
                case Handler.On on -> on(table, on, created);
                case Handler.Every every -> {
                    session.creations = created;
                    everies.check(table, every, module);
                    session.creations = null;
                }
            }
        }
        createdAtEnd.put(table, created);
    }

    private void on(TableSymbol table, Handler.On on, Set<TableSymbol> created) {
        final boolean expire = on.event() == Declaration.Event.EXPIRE;
        Facts facts = expire ? Facts.NONE : proven(table);
        if (on.table() != null) {
            final TableSymbol other = session.tables.get(on.table());
            if (!listens(table, on, other)) {
                return;
            }
            facts = facts.and(proven(other));
        } else if (!expire && table.key() != null && table.key().isTyped()) {
            session.error(Code.WRONG_CONTEXT, on.span().head(), "no packet touches '%s': its key is made of types", table.name())
                    .note(table.declaration().key().span(), "its key").hint("handlers of other tables fill it by '%s[…] = { … }'", table.name());
            return;
        }
        final Scope scope = Scope.of(site(table, expire ? Scope.Place.EXPIRE : Scope.Place.PACKET), facts);
        final TypedExpression where = on.where() == null ? null : session.expressions.typedCondition(on.where(), scope);
        final Scope body = where == null ? scope : scope.knowing(Facts.NONE.with(where.required(), session.graph));
        session.creations = expire ? created : null;
        session.statements.body(on.body(), body, Type.Simple.NOTHING);
        session.creations = null;
        table.handlers().add(new TableSymbol.CheckedHandler(on, where));
    }

    private boolean listens(TableSymbol table, Handler.On on, TableSymbol other) {
        if (other == null) {
            session.error(Code.UNKNOWN_NAME, on.tableSpan(), "there is no table '%s'", on.table())
                    .hint(Nearest.of(on.table(), session.tables.keySet()).map(n -> "did you mean '" + n + "'?").orElse(""));
            return false;
        }
        if (on.event() == Declaration.Event.EXPIRE) {
            session.error(Code.NOT_YET, on.span().head(), "'on expire of' another table is not there yet")
                    .hint("in '%s', write 'on expire { … }' and change rows of '%s' by key", on.table(), table.name());
            return false;
        }
        if (other == table) {
            session.error(Code.WRONG_CONTEXT, on.tableSpan(), "a table does not listen to itself").hint("write 'on %s { … }'", on.event().name().toLowerCase(java.util.Locale.ROOT));
            return false;
        }
        for (TableSymbol touched : List.of(table, other)) {
            if (touched.key() != null && touched.key().isTyped()) {
                session.error(Code.WRONG_CONTEXT, on.span().head(), "no packet touches '%s': its key is made of types", touched.name()).note(touched.declaration().key().span(), "its key");
                return false;
            }
        }
        return table.key() != null && other.key() != null;
    }

    /** A row that ends must not, by way of other ends, make rows in its own table: it could go on for ever. */
    void endsDoNotCircle() {
        for (TableSymbol table : createdAtEnd.keySet()) {
            final Set<TableSymbol> reached = new LinkedHashSet<>();
            final List<TableSymbol> open = new ArrayList<>(createdAtEnd.get(table));
            while (!open.isEmpty()) {
                final TableSymbol next = open.removeLast();
                if (reached.add(next)) {
                    open.addAll(createdAtEnd.getOrDefault(next, Set.of()));
                }
            }
            if (reached.contains(table)) {
                session.error(Code.RECURSION, table.declaration().nameSpan(), "rows of '%s' make rows of '%s' when they end", table.name(), table.name())
                        .hint("fill '%s' from 'on packet' instead", table.name());
            }
        }
    }
}
