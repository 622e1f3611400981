package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Expression;

/** Names that cannot be read any more where another of the same name stands nearer. */
final class HiddenNames {
    private final Session session;

    HiddenNames(Session session) {
        this.session = session;
    }

    /** Warns of a local that hides the state of a row, or what the same file declares. {@code rows} is the table of whose rows one is at hand, or null. */
    void warn(String name, Span span, TableSymbol rows, ModuleScope module) {
        final Declaration.Field state = rows == null ? null : rows.declaredField(name);
        final Symbol symbol = module.values().get(name);
        if (!session.isOwn(span) || state == null && symbol == null) {
            return;
        }
        final String what = state != null ? "the state '" + name + "' of a row of '" + rows.name() + "'" : kind(symbol) + " '" + name + "'";
        session.diagnostics.warning(Code.HIDDEN_NAME, span, "this '%s' hides %s", name, what).note(state != null ? state.span() : symbol.span(), "what it hides")
                .hint("choose another name for one of them");
    }

    private static String kind(Symbol symbol) {
        return switch (symbol) {
            case Symbol.Param _ -> "the param";
            case Symbol.Table _ -> "the table";
            case Symbol.Header _ -> "the header";
            case Symbol.Layer _ -> "the layer";
            case Symbol.Function _, Symbol.Parser _, Symbol.Defined _ -> "the definition of";
        };
    }

    /** Adds to an error about a name that it is not the header of this name, if there is one: false where there is none. */
    boolean explain(Diagnostic error, Expression expression, Scope scope) {
        if (!(expression instanceof Expression.Name name) || !session.headers.containsKey(name.name()) && !session.layers.containsKey(name.name())) {
            return false;
        }
        final Span declared = switch (scope.typing().binding(name)) {
            case Binding.Local local -> local.symbol().span();
            case Binding.State state -> state.table().declaredField(name.name()).span();
            case Binding.Table table -> table.table().declaration().nameSpan();
            case Binding.Param param -> param.symbol().span();
            case null, default -> null;
        };
        if (declared == null) {
            return false;
        }
        error.note(declared, "it hides the header '%s'", name.name()).hint("choose another name for your own '%s'", name.name());
        return true;
    }
}
