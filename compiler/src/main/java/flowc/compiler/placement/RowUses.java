package flowc.compiler.placement;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.Typing;
import flowc.compiler.syntax.ast.Declaration.Handler;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Nodes;
import flowc.compiler.syntax.ast.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which rows beside its own a table's code uses: those it looks up by key. Functions, keys and conditions before a row cannot. */
final class RowUses {
    private RowUses() {}

    /** {@code where}, with its article, says where the use stands: "handlers of 'flow'". */
    record Use(TableSymbol used, Expression.Index index, String where) {
        String key() {
            return index.arguments().stream().map(argument -> argument.span().text()).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    static List<Use> of(TableSymbol table, Typing typing) {
        final List<Use> uses = new ArrayList<>();
        for (TableSymbol.CheckedHandler handler : table.handlers()) {
            final String where = switch (handler.declaration().event()) {
                case NEW -> "'on new' of '";
                case PACKET -> "'on packet' of '";
                case EXPIRE -> "'on expire' of '";
            };
            final Stream<Expression> condition = handler.where() == null ? Stream.empty() : Nodes.expressions(handler.where().expression());
            add(uses, Stream.concat(condition, Nodes.expressions(handler.declaration().body())), typing, where + table.name() + "'");
        }
        for (TableSymbol.CheckedEvery every : table.everies()) {
            uses.addAll(of(table, every.declaration(), typing));
        }
        return uses;
    }

    static List<Use> of(TableSymbol table, Handler.Every every, Typing typing) {
        final List<Use> uses = new ArrayList<>();
        add(uses, block(every.init()), typing, "'init' of '" + table.name() + "'");
        add(uses, block(every.each()), typing, "'each' of '" + table.name() + "'");
        add(uses, block(every.finish()), typing, "'finish' of '" + table.name() + "'");
        return uses;
    }

    private static Stream<Expression> block(Statement.Block block) {
        return Stream.ofNullable(block).flatMap(Nodes::expressions);
    }

    private static void add(List<Use> uses, Stream<Expression> expressions, Typing typing, String where) {
        expressions.map(expression -> expression instanceof Expression.Index index && typing.binding(index) instanceof Binding.Lookup lookup ? new Use(lookup.table(), index, where) : null)
                .filter(Objects::nonNull).forEach(uses::add);
    }
}
