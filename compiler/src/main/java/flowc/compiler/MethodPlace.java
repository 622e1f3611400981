package flowc.compiler;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TableSymbol.CheckedHandler;
import flowc.compiler.lower.TableLowering;
import flowc.compiler.source.Span;
import java.util.Optional;

/** What of a tracker's text a generated method was made of. */
final class MethodPlace {
    private MethodPlace() {}

    static String what(Analysis analysis, String method) {
        return handler(analysis, method).map(_ -> "this handler").or(() -> table(analysis, method).map(table -> "a handler of '" + table.name() + "'"))
                .orElse("code of this tracker ('" + method + "')");
    }

    static Span span(Analysis analysis, String method) {
        return handler(analysis, method).map(handler -> handler.declaration().span().head()).or(() -> table(analysis, method).map(table -> table.declaration().nameSpan()))
                .orElse(analysis.tracker().nameSpan());
    }

    private static Optional<TableSymbol> table(Analysis analysis, String method) {
        final String owner = method.contains("$") ? method.substring(0, method.indexOf('$')) : "";
        return analysis.tables().stream().filter(table -> table.name().equals(owner)).findFirst();
    }

    private static Optional<CheckedHandler> handler(Analysis analysis, String method) {
        return table(analysis, method).flatMap(table -> table.handlers().stream().filter(handler -> TableLowering.bodyName(table, handler).equals(method)).findFirst());
    }
}
