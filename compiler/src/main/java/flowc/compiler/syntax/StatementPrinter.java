package flowc.compiler.syntax;

import static java.util.stream.Collectors.joining;

import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.syntax.ast.Statement.Block;
import flowc.compiler.syntax.ast.Statement.Condition;
import flowc.compiler.syntax.ast.TypeName;

/** Prints statements, one a line. */
final class StatementPrinter {
    private final Lines lines;

    StatementPrinter(Lines lines) {
        this.lines = lines;
    }

    /** The statements of a block whose opening line is there, and its end. */
    void close(Block block, String tail) {
        block.statements().forEach(this::statement);
        lines.close(tail);
    }

    private void statement(Statement statement) {
        switch (statement) {
            case Block s -> {
                lines.open("");
                close(s, "");
            }
            case Statement.Let s -> lines.line("let " + s.name() + typed(s.type()) + " = " + ExpressionPrinter.print(s.value()));
            case Statement.Var s -> lines.line("var " + s.name() + typed(s.type())
                    + (s.value() == null ? "" : " = " + ExpressionPrinter.print(s.value())));
            case Statement.Assign s -> lines.line(ExpressionPrinter.place(s.target()) + " " + (s.operator() == null ? "" : s.operator().symbol())
                    + "= " + ExpressionPrinter.print(s.value()));
            case Statement.If s -> conditional(s);
            case Statement.For s -> {
                lines.open("for " + s.variable() + " in " + ExpressionPrinter.print(s.source()));
                close(s.body(), "");
            }
            case Statement.Loop s -> {
                lines.open("loop");
                close(s.body(), "");
            }
            case Statement.Match s -> match(s);
            case Statement.Emit s -> lines.line("emit " + s.record() + " " + ExpressionPrinter.record(s.fields()));
            case Statement.Export s -> lines.line("export " + s.format() + " to " + ExpressionPrinter.print(s.collector()) + " "
                    + ExpressionPrinter.record(s.fields()));
            case Statement.Print s -> lines.line("print " + ExpressionPrinter.list(s.values()));
            case Statement.Dump s -> lines.line(dump(s));
            case Statement.Expire _ -> lines.line("expire");
            case Statement.Return s -> lines.line(s.value() == null ? "return" : "return " + ExpressionPrinter.print(s.value()));
            case Statement.Yield s -> lines.line("yield " + ExpressionPrinter.record(s.fields()));
            case Statement.Break _ -> lines.line("break");
            case Statement.Continue _ -> lines.line("continue");
            case Statement.Evaluate s -> lines.line(ExpressionPrinter.place(s.expression()));
        }
    }

    private void conditional(Statement.If statement) {
        String head = "";
        Statement rest = statement;
        while (rest instanceof Statement.If branch) {
            if (head.isEmpty()) {
                lines.open("if " + condition(branch.condition()));
            } else {
                lines.close(head + "if " + condition(branch.condition()) + " {").indent();
            }
            branch.then().statements().forEach(this::statement);
            head = " else ";
            rest = branch.otherwise();
        }
        if (rest instanceof Block otherwise) {
            lines.close(" else {").indent();
            close(otherwise, "");
        } else {
            lines.close("");
        }
    }

    private static String condition(Condition condition) {
        return switch (condition) {
            case Condition.Test c -> ExpressionPrinter.print(c.expression());
            case Condition.Bind c -> "let " + c.name() + " = " + ExpressionPrinter.print(c.value())
                    + (c.where() == null ? "" : " where " + ExpressionPrinter.print(c.where()));
        };
    }

    private void match(Statement.Match match) {
        lines.open("match " + ExpressionPrinter.print(match.subject()));
        for (final Statement.Arm arm : match.arms()) {
            lines.open(arm.patterns().stream().map(ExpressionPrinter::range).collect(joining(", ")) + " =>");
            close(arm.body(), "");
        }
        if (match.otherwise() != null) {
            lines.open("else =>");
            close(match.otherwise(), "");
        }
        lines.close("");
    }

    private static String dump(Statement.Dump dump) {
        final String subject = dump.filter() != null ? "filter " + ExpressionPrinter.print(dump.filter())
                : "[" + ExpressionPrinter.list(dump.keys()) + "]";
        return "dump " + subject + option("last", dump.last()) + option("for", dump.during()) + (dump.untilIdle() ? " until idle" : "")
                + option("limit", dump.limit());
    }

    private static String option(String word, Expression value) {
        return value == null ? "" : " " + word + " " + ExpressionPrinter.sum(value);
    }

    private static String typed(TypeName type) {
        return type == null ? "" : ": " + ExpressionPrinter.type(type);
    }
}
