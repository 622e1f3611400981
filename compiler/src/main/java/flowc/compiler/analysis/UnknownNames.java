package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Nearest;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/** What to say of a name that means nothing where it stands: often it means something elsewhere. */
final class UnknownNames {
    private final Session session;

    UnknownNames(Session session) {
        this.session = session;
    }

    /** Says nothing where the place is {@code expected} to be something that was reported already. */
    Type report(String name, Span span, Scope scope, Type expected) {
        final Type wanted = expected instanceof Type.Maybe maybe ? maybe.inner() : expected;
        if (wanted == Type.Simple.ERROR || scope.module().isIncomplete() && Nearest.of(name, candidates(scope)).isEmpty()) {
            return Type.Simple.ERROR;
        }
        if (wanted instanceof Type.Enumeration enumeration) {
            final List<String> members = enumeration.members().stream().map(Type.Member::name).toList();
            final var near = Nearest.of(name, members);
            if (near.isPresent() || Nearest.of(name, candidates(scope)).isEmpty()) {
                return reportMember(name, span, enumeration, near.map(n -> "did you mean '" + n + "'?").orElse("it has: " + String.join(", ", members)));
            }
        }
        final TableSymbol owner = stateOwner(name, span, scope);
        if (owner != null) {
            return noRow(name, span, owner, scope);
        }
        session.error(Code.UNKNOWN_NAME, span, "unknown name '%s'", name).hint(hint(name, scope));
        return Type.Simple.ERROR;
    }

    /** Says what there is to call instead; nothing where a module with the function may be missing. */
    Type reportFunction(Expression.Call call, String name, Scope scope) {
        final List<String> functions = functions(scope);
        final var near = Nearest.of(name, functions);
        if (scope.module().isIncomplete() && near.isEmpty()) {
            return Type.Simple.ERROR;
        }
        final boolean reads = CallChecker.cursorNames().contains(name) && call.arguments().isEmpty();
        session.error(Code.UNKNOWN_NAME, call.target().span(), "there is no function '%s'", name)
                .hint("%s", reads ? "reads such as '" + name + "()' belong in parsers" : near.map(n -> "did you mean '" + n + "'?").orElseGet(() -> ForeignNames.function(name, call.arguments().size() == 1)));
        return Type.Simple.ERROR;
    }

    private static List<String> functions(Scope scope) {
        final List<String> functions = new ArrayList<>(CallChecker.FUNCTIONS);
        scope.module().values().values().stream().filter(UnknownNames::isFunction).forEach(symbol -> functions.add(symbol.name()));
        scope.module().open().forEach(module -> module.values().values().stream().filter(UnknownNames::isFunction).forEach(symbol -> functions.add(symbol.name())));
        return functions;
    }

    private static boolean isFunction(Symbol symbol) {
        return symbol instanceof Symbol.Defined defined && (defined.declaration() instanceof Declaration.Function || defined.declaration() instanceof Declaration.Parser);
    }

    private Type reportMember(String name, Span span, Type.Enumeration enumeration, String hint) {
        session.error(Code.UNKNOWN_NAME, span, "'%s' has no '%s'", enumeration.name(), name).hint("%s", hint);
        return Type.Simple.ERROR;
    }

    private String hint(String name, Scope scope) {
        final ModuleScope module = scope.module().imports().get(name);
        if (module != null && !module.values().isEmpty()) {
            return "it is a module: its names are '" + name + "." + module.values().keySet().stream().sorted().findFirst().orElseThrow() + "' and others";
        }
        final var near = Nearest.of(name, candidates(scope));
        final String elsewhere = ForeignNames.value(name);
        if (near.isPresent() && !ForeignNames.meansNothingElse(name)) {
            return "did you mean '" + near.get() + "'?";
        }
        if (elsewhere != null) {
            return elsewhere;
        }
        return CallChecker.cursorNames().contains(name) ? "reads such as '" + name + "()' belong in parsers" : "";
    }

    /** The table whose rows have a field of this name: if there are several, the one whose key or setting it stands in. */
    private TableSymbol stateOwner(String name, Span span, Scope scope) {
        final TableSymbol own = scope.site().table();
        if (own != null) {
            return own.declaredField(name) == null ? null : own;
        }
        final List<TableSymbol> owners = session.tables.values().stream().filter(t -> t.declaredField(name) != null).toList();
        return owners.stream().filter(t -> contains(t.declaration().span(), span)).findFirst().orElse(owners.isEmpty() ? null : owners.getFirst());
    }

    private static boolean contains(Span whole, Span part) {
        return whole.source().equals(part.source()) && whole.start() <= part.start() && part.end() <= whole.end();
    }

    private Type noRow(String name, Span span, TableSymbol owner, Scope scope) {
        session.error(Code.WRONG_CONTEXT, span, "'%s' is kept for each row of '%s', and there is no row here", name, owner.name())
                .note(owner.declaredField(name).span(), "declared here")
                .hint(switch (scope.site().place()) {
                    case FINISH, INIT -> "add it up in 'each', in a variable of 'init'";
                    case FUNCTION, PARSER -> "pass it as an argument";
                    case MATCH -> scope.site().table() == null ? "" : "ask in the handler: 'on packet where …'";
                    default -> "";
                });
        return Type.Simple.ERROR;
    }

    private List<String> candidates(Scope scope) {
        final Scope.Site site = scope.site();
        final List<String> candidates = new ArrayList<>(scope.localNames().toList());
        if (site.table() != null && site.place().hasRow()) {
            site.table().state().forEach(f -> candidates.add(f.name()));
        }
        if (site.header() != null) {
            candidates.addAll(site.header().fields().keySet());
        }
        if (site.layer() != null) {
            site.layer().declaration().fields().forEach(f -> candidates.add(f.name()));
        }
        candidates.addAll(scope.module().values().keySet());
        scope.module().open().forEach(m -> candidates.addAll(m.values().keySet()));
        candidates.addAll(session.headers.keySet());
        candidates.addAll(session.layers.keySet());
        candidates.addAll(List.of("now", "isNew", "dir", "reason", "elapsed", "pkt", "key", "min", "max", "abs", "true", "false"));
        candidates.addAll(scope.module().imports().keySet());
        return candidates;
    }
}
