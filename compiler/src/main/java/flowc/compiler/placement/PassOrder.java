package flowc.compiler.placement;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.LocalSymbol;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TableSymbol.CheckedEvery;
import flowc.compiler.analysis.Typing;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Nodes;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Type;
import flowc.runtime.program.TrackerDescriptor.Merge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an {@code every} block comes to the same whatever the order of rows. It does when {@code each} changes the block's variables in ways that do
 * not depend on order, reads none that it changes, and no part looks rows up.
 */
final class PassOrder {
    private final TableSymbol table;
    private final CheckedEvery every;
    private final Typing typing;
    private final Map<LocalSymbol, Merge> merges = new IdentityHashMap<>();
    private final Set<Expression> harmless = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<LocalSymbol> blamed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Cause> causes = new ArrayList<>();

    private PassOrder(TableSymbol table, CheckedEvery every, Typing typing) {
        this.table = table;
        this.every = every;
        this.typing = typing;
    }

    static Placement.Pass of(TableSymbol table, CheckedEvery every, Typing typing) {
        return new PassOrder(table, every, typing).pass();
    }

    private Placement.Pass pass() {
        for (RowUses.Use use : RowUses.of(table, every.declaration(), typing)) {
            causes.add(new Cause(use.index().span(), use.where() + " uses rows of '" + use.used().name() + "' by the key " + use.key(), "keep what it needs in the row while packets come"));
        }
        if (every.declaration().each() != null) {
            each(every.declaration().each());
        }
        final List<LocalSymbol> tops = every.variables().stream().map(TableSymbol.IntervalVariable::symbol).filter(symbol -> symbol.type() instanceof Type.Top).toList();
        final List<Placement.Variable> variables = every.variables().stream().map(TableSymbol.IntervalVariable::symbol).filter(symbol -> !(symbol.type() instanceof Type.Top))
                .map(symbol -> new Placement.Variable(symbol, merges.getOrDefault(symbol, Merge.KEEP))).toList();
        final boolean endsRows = every.declaration().each() != null && Nodes.statements(every.declaration().each()).anyMatch(Statement.Expire.class::isInstance);
        return new Placement.Pass(table, every, variables, tops, endsRows, List.copyOf(causes));
    }

    private void each(Statement.Block each) {
        Nodes.statements(each).forEach(statement -> {
            if (statement instanceof Statement.Assign assign) {
                assignment(assign);
            } else if (statement instanceof Statement.Evaluate evaluate && evaluate.expression() instanceof Expression.Call call && typing.binding(call) instanceof Binding.TopAdd) {
                harmless.add(((Expression.Member) call.target()).target());
            }
        });
        Nodes.expressions(each).filter(expression -> !harmless.contains(expression)).forEach(this::read);
    }

    private void assignment(Statement.Assign assign) {
        final LocalSymbol variable = variable(root(assign.target()));
        if (variable == null) {
            return;
        }
        harmless.add(root(assign.target()));
        final Optional<Update> update = root(assign.target()) == assign.target() ? Update.of(assign, variable, typing) : Optional.empty();
        if (update.isEmpty()) {
            depends(assign, variable);
            return;
        }
        if (update.get().before() != null) {
            harmless.add(update.get().before());
        }
        final Merge merge = update.get().merge();
        final Merge other = merges.putIfAbsent(variable, merge);
        if (other != null && other != merge && blamed.add(variable)) {
            causes.add(new Cause(assign.span(), "'each' changes '" + variable.name() + "' in two ways, so its result depends on the order of rows", "use a variable for each"));
        }
    }

    /** The variable of which an assignment changes a part. */
    private static Expression root(Expression target) {
        return target instanceof Expression.Member member ? root(member.target()) : target;
    }

    /** The interval variable that an expression names; null when it is none. */
    private LocalSymbol variable(Expression expression) {
        return typing.binding(expression) instanceof Binding.Local local && every.variables().stream().anyMatch(known -> known.symbol() == local.symbol()) ? local.symbol() : null;
    }

    private void depends(Statement.Assign assign, LocalSymbol variable) {
        if (merges.put(variable, Merge.KEEP) == Merge.KEEP || !blamed.add(variable)) {
            return;
        }
        final boolean isFloat = variable.type() == Type.Simple.FLOAT;
        final String change = isFloat && assign.operator() != null ? "'each' sums the f64 '" + variable.name() + "', whose rounding depends on the order of rows"
                : "'each' assigns '" + variable.name() + "', so its result depends on the order of rows";
        causes.add(new Cause(assign.span(), change, isFloat ? "sum whole numbers and divide in 'finish'"
                : "change it by '+=', '-=', '|=', '&=', '^=', 'x = max(x, …)' or 'x = min(x, …)', which are the same in any order"));
    }

    private void read(Expression expression) {
        final LocalSymbol variable = variable(expression);
        if (variable != null && (merges.containsKey(variable) || variable.type() instanceof Type.Top) && blamed.add(variable)) {
            causes.add(new Cause(expression.span(), "'each' reads '" + variable.name() + "' while it is being made, so its result depends on the order of rows",
                    "read it in 'finish'; for the largest or smallest write '" + variable.name() + " = max(" + variable.name() + ", …)'"));
        }
    }
}
