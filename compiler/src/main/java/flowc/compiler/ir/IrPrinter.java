package flowc.compiler.ir;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a program as text for readers: one statement a line, blocks indented. */
public final class IrPrinter {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    private final Set<IrLocal> declared = new HashSet<>();
    private final IrNames names;
    private final IrExpressionPrinter expressions;
    private int depth;

    private IrPrinter(IrNames names) {
        this.names = names;
        this.expressions = new IrExpressionPrinter(names);
    }

    public static String print(IrProgram program) {
        final StringBuilder text = new StringBuilder("program " + program.className() + " from " + program.sourceFile() + "\n");
        for (IrObject object : program.objects()) {
            final String index = object.index() < 0 ? "" : Integer.toString(object.index());
            text.append(INDENT + String.format(Locale.ROOT, "object %s: %s = %s(%s)\n", object.field(), object.type().getSimpleName(), object.accessor(), index));
        }
        for (IrMethod method : program.methods()) {
            text.append('\n').append(print(method));
        }
        return text.toString();
    }

    public static String print(IrMethod method) {
        return new IrPrinter(IrNames.of(method)).method(method);
    }

    private String method(IrMethod method) {
        final String parameters = method.parameters().stream().map(p -> names.of(p) + ": " + names.of(p.type())).collect(Collectors.joining(", "));
        final String result = method.result().map(type -> " -> " + names.of(type)).orElse("");
        declared.addAll(method.parameters());
        line((method.overrides() ? "public " : "") + method.name() + "(" + parameters + ")" + result + " {");
        body(method.body());
        line("}");
        return text.toString();
    }

    private void line(String line) {
        text.append(INDENT.repeat(depth)).append(line).append('\n');
    }

    private void body(List<IrStatement> body) {
        depth++;
        body.forEach(this::statement);
        depth--;
    }

    private void statement(IrStatement statement) {
        switch (statement) {
            case IrStatement.Assign assign -> line(declared.add(assign.local())
                    ? names.of(assign.local()) + ": " + names.of(assign.local().type()) + " = " + expressions.print(assign.value())
                    : names.of(assign.local()) + " = " + expressions.print(assign.value()));
            case IrStatement.Store store -> line(expressions.memory(store.access(), store.address()) + " = " + expressions.print(store.value()));
            case IrStatement.Copy copy -> line(String.format(Locale.ROOT, "copy %s <- %s, %s bytes", expressions.address(copy.destination()), expressions.address(copy.source()),
                    expressions.print(copy.bytes())));
            case IrStatement.Zero zero -> line(String.format(Locale.ROOT, "zero %s, %s bytes", expressions.address(zero.address()), expressions.print(zero.bytes())));
            case IrStatement.Invoke invoke -> line(expressions.call(invoke.callee(), invoke.arguments()));
            case IrStatement.If branch -> branch(branch);
            case IrStatement.Block block -> nested("block " + names.of(block.label()), block.body());
            case IrStatement.Loop loop -> nested("loop " + names.of(loop.label()), loop.body());
            case IrStatement.Break exit -> line("break " + names.of(exit.label()));
            case IrStatement.Continue next -> line("continue " + names.of(next.label()));
            case IrStatement.Return end -> line("return" + end.value().map(value -> " " + expressions.print(value)).orElse(""));
            case IrStatement.Line line -> line("# line " + line.line());
        }
    }

    private void branch(IrStatement.If branch) {
        line("if " + expressions.print(branch.condition()) + " {");
        body(branch.then());
        if (!branch.otherwise().isEmpty()) {
            line("} else {");
            body(branch.otherwise());
        }
        line("}");
    }

    private void nested(String head, List<IrStatement> body) {
        line(head + " {");
        body(body);
        line("}");
    }
}
