package flowc.compiler.syntax;

import static java.util.stream.Collectors.joining;

import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Declaration.Field;
import flowc.compiler.syntax.ast.Declaration.HeaderItem;
import flowc.compiler.syntax.ast.Declaration.NamePart;
import flowc.compiler.syntax.ast.Declaration.Parameter;
import flowc.compiler.syntax.ast.Declaration.Parent;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.syntax.ast.TypeName;
import java.util.List;
import java.util.Locale;

/** Prints declarations. */
final class DeclarationPrinter {
    private final Lines lines;
    private final StatementPrinter statements;

    DeclarationPrinter(Lines lines) {
        this.lines = lines;
        this.statements = new StatementPrinter(lines);
    }

    void declaration(Declaration declaration) {
        switch (declaration) {
            case Declaration.Tracker d -> lines.doc(d.doc()).line("tracker " + d.name());
            case Declaration.Import d -> lines.line("import " + (d.file() == null ? String.join(".", d.path()) : LiteralPrinter.text(d.file())));
            case Declaration.Param d -> lines.doc(d.doc()).line("param " + d.name() + typed(d.type()) + assigned(d.value()));
            case Declaration.Const d -> lines.doc(d.doc()).line("const " + d.name() + typed(d.type()) + assigned(d.value()));
            case Declaration.Value d -> lines.doc(d.doc()).line("let " + d.name() + typed(d.type()) + assigned(d.value()));
            case Declaration.Header d -> header(d);
            case Declaration.Layer d -> layer(d);
            case Declaration.Parser d -> {
                lines.doc(d.doc()).open("parser " + d.name() + parameters(d.parameters()) + " yields " + ExpressionPrinter.type(d.yields()) + " max "
                        + ExpressionPrinter.sum(d.max()));
                statements.close(d.body(), "");
            }
            case Declaration.Struct d -> {
                lines.doc(d.doc()).open("struct " + d.name());
                d.fields().forEach(this::field);
                lines.close("");
            }
            case Declaration.Enumeration d -> {
                lines.doc(d.doc()).open("enum " + d.name() + typed(d.type()));
                d.members().forEach(member -> lines.line(member.name() + assigned(member.value())));
                lines.close("");
            }
            case Declaration.Key d -> lines.doc(d.doc()).line("key " + d.name() + " = " + KeyPrinter.key(d.key()));
            case Declaration.Function d -> function(d);
            case Declaration.Input d -> lines.line("input where " + ExpressionPrinter.print(d.condition()));
            case Declaration.Ring d -> lines.line("ring " + ExpressionPrinter.print(d.size()));
            case Declaration.Lookup d -> lines.doc(d.doc()).line(String.format(Locale.ROOT, "lookup %s: %s(%s -> %s) from %s", d.name(), d.kind(),
                    ExpressionPrinter.type(d.from()), ExpressionPrinter.type(d.to()), ExpressionPrinter.print(d.file())));
            case Declaration.Table d -> new TablePrinter(lines, this, statements).table(d);
            case Declaration.Test d -> test(d);
        }
    }

    private void header(Declaration.Header header) {
        lines.doc(header.doc()).open("header " + header.name() + " on " + header.parents().stream().map(this::parent).collect(joining(", ")));
        header.items().forEach(this::item);
        lines.close("");
    }

    private String parent(Parent parent) {
        if (parent.parent() == null) {
            return "link " + parent.link();
        }
        return parent.parent() + (parent.condition() == null ? "" : " when " + ExpressionPrinter.print(parent.condition()));
    }

    private void item(HeaderItem item) {
        switch (item) {
            case HeaderItem.Fields i -> lines.doc(i.doc()).line(i.names().stream().map(NamePart::name).collect(joining(", ")) + typed(i.type()));
            case HeaderItem.Computed i -> lines.doc(i.doc()).line("let " + i.name() + assigned(i.value()));
            case HeaderItem.Part i -> {
                lines.open("if " + ExpressionPrinter.print(i.condition()));
                i.items().forEach(this::item);
                lines.close("");
            }
            case HeaderItem.Requirement i -> lines.line("where " + ExpressionPrinter.print(i.condition()));
            case HeaderItem.Ends i -> lines.line("ends at " + ExpressionPrinter.print(i.length()));
        }
    }

    private void layer(Declaration.Layer layer) {
        final String head = "layer " + (layer.last() ? "last " : "") + layer.name() + " = "
                + layer.members().stream().map(NamePart::name).collect(joining(" | "));
        lines.doc(layer.doc());
        if (layer.fields().isEmpty()) {
            lines.line(head);
            return;
        }
        lines.open(head);
        layer.fields().forEach(field -> lines.line(field.name() + assigned(field.value())));
        lines.close("");
    }

    private void function(Declaration.Function function) {
        final String head = "fn " + function.name() + parameters(function.parameters());
        final boolean isExpression = function.body().statements().size() == 1
                && function.body().statements().getFirst() instanceof Statement.Return result && result.span().equals(function.body().span());
        lines.doc(function.doc());
        if (isExpression) {
            final Expression value = ((Statement.Return) function.body().statements().getFirst()).value();
            lines.line(head + typed(function.result()) + assigned(value));
            return;
        }
        lines.open(head + (function.result() == null ? "" : " -> " + ExpressionPrinter.type(function.result())));
        statements.close(function.body(), "");
    }

    private String parameters(List<Parameter> parameters) {
        return parameters.stream().map(p -> p.name() + typed(p.type())).collect(joining(", ", "(", ")"));
    }

    void field(Field field) {
        final boolean isAggregate = field.value() instanceof Expression.Aggregate aggregate
                && field.type().span().start() == aggregate.span().start();
        lines.doc(field.doc()).line(isAggregate ? field.name() + ": " + ExpressionPrinter.print(field.value())
                : field.name() + typed(field.type()) + assigned(field.value()));
    }

    private void test(Declaration.Test test) {
        lines.open("test " + LiteralPrinter.text(test.name()));
        for (final Declaration.TestRun run : test.runs()) {
            final String expectations = run.expectations().stream().map(ExpressionPrinter::print).collect(joining(", "));
            lines.line("run " + run.tracker() + " on " + LiteralPrinter.text(run.file()) + (expectations.isEmpty() ? "" : " expect " + expectations));
        }
        lines.close("");
    }

    private static String typed(TypeName type) {
        return type == null ? "" : ": " + ExpressionPrinter.type(type);
    }

    private static String assigned(Expression value) {
        return value == null ? "" : " = " + ExpressionPrinter.print(value);
    }
}
