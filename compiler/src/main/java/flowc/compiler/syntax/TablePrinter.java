package flowc.compiler.syntax;

import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Declaration.Handler;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement.Block;
import java.util.Locale;

/** Prints tables. */
final class TablePrinter {
    private final Lines lines;
    private final DeclarationPrinter declarations;
    private final StatementPrinter statements;

    TablePrinter(Lines lines, DeclarationPrinter declarations, StatementPrinter statements) {
        this.lines = lines;
        this.declarations = declarations;
        this.statements = statements;
    }

    void table(Declaration.Table table) {
        final StringBuilder head = new StringBuilder("table ").append(table.name()).append(" key ").append(KeyPrinter.key(table.key()));
        if (table.where() != null) {
            head.append(" where ").append(ExpressionPrinter.print(table.where()));
        }
        setting(head, "idle", table.idle());
        setting(head, "active", table.active());
        head.append(table.close() == null ? "" : " close " + table.close());
        setting(head, "limit", table.limit());
        if (table.evict() != null) {
            head.append(" evict ").append(table.evict().policy());
            setting(head, "by", table.evict().by());
        }
        setting(head, "window", table.window());
        setting(head, "step", table.step());
        setting(head, "persist", table.persist());
        lines.doc(table.doc()).open(head.toString());
        table.fields().forEach(declarations::field);
        table.handlers().forEach(this::handler);
        lines.close("");
    }

    private static void setting(StringBuilder head, String word, Expression value) {
        if (value != null) {
            head.append(' ').append(word).append(' ').append(ExpressionPrinter.sum(value));
        }
    }

    private void handler(Handler handler) {
        switch (handler) {
            case Handler.On on -> {
                // "of" also where it was not written: a table may be called "of" or "where".
                lines.open("on " + on.event().name().toLowerCase(Locale.ROOT) + (on.table() == null ? "" : " of " + on.table())
                        + (on.where() == null ? "" : " where " + ExpressionPrinter.print(on.where())));
                statements.close(on.body(), "");
            }
            case Handler.Every every -> {
                lines.open("every " + ExpressionPrinter.sum(every.period()) + (every.wallClock() ? " on clock wall" : ""));
                part("init", every.init());
                part("each", every.each());
                part("finish", every.finish());
                lines.close("");
            }
        }
    }

    private void part(String word, Block block) {
        if (block != null) {
            lines.open(word);
            statements.close(block, "");
        }
    }
}
