package flowc.compiler.analysis;

import flowc.compiler.types.Type;
import java.util.List;
import java.util.stream.Collectors;

/** Prints what checking found out: types of params, keys and state, and what packets of each table are known to have. */
public final class AnalysisPrinter {
    private final StringBuilder out = new StringBuilder();

    private AnalysisPrinter() {}

    public static String print(Analysis analysis) {
        final AnalysisPrinter printer = new AnalysisPrinter();
        printer.line("tracker " + analysis.tracker().name());
        analysis.params().forEach(param -> printer.line("param " + param.name() + ": " + param.type().text()));
        if (analysis.input() != null) {
            printer.line("input proves " + guards(analysis.input().required()));
        }
        analysis.tables().forEach(printer::table);
        return printer.out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String guards(java.util.Collection<Guard> guards) {
        return guards.isEmpty() ? "nothing" : guards.stream().map(Guard::text).sorted().distinct().collect(Collectors.joining(", "));
    }

    private void table(TableSymbol table) {
        line("table " + table.name());
        line("  key " + table.key().type().parts().stream().map(AnalysisPrinter::part).collect(Collectors.joining(", ")));
        if (!table.key().isTyped()) {
            line("    needs " + guards(table.key().required()));
        }
        if (table.where() != null) {
            line("  where proves " + guards(table.where().required()));
        }
        table.state().forEach(field -> line("  " + field.name() + ": " + field.type().text()));
        table.everies().forEach(every -> variables(every.variables()));
    }

    private void variables(List<TableSymbol.IntervalVariable> variables) {
        variables.forEach(variable -> line("  every var " + variable.symbol().name() + ": " + variable.symbol().type().text()));
    }

    private static String part(Type.Part part) {
        return switch (part) {
            case Type.Part.Single single -> single.name() + ": " + single.type().text();
            case Type.Part.Unordered pair -> "unordered(" + pair.firstName() + ", " + pair.secondName() + "): " + pair.type().text();
        };
    }
}
