package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Source;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what a tracker declares and nothing reads or writes: locals, params, state. */
final class UnusedNames {
    private final Session session;
    /** Symbols of locals and params, {@link StateName}s of state. */
    private final Set<Object> used;

    private UnusedNames(Session session) {
        this.session = session;
        this.used = new HashSet<>(session.used);
        session.typing.bindings().forEach(this::use);
    }

    /** A field of a table's rows. */
    record StateName(TableSymbol table, String name) {}

    private record Unused(String name, Span span, String hint) {}

    /** Warns of names in {@code source}, the tracker's own file; to be called for right trackers only. */
    static void warn(Session session, Source source) {
        new UnusedNames(session).all().filter(unused -> unused.span().source() == source && !unused.name().startsWith("_"))
                .sorted(Comparator.comparingInt(unused -> unused.span().start()))
                .forEach(unused -> session.diagnostics.warning(Code.UNUSED, unused.span(), "'%s' is never used", unused.name()).hint(unused.hint()));
    }

    private void use(Binding binding) {
        switch (binding) {
            case Binding.Local local -> used.add(local.symbol());
            case Binding.State state -> used.add(new StateName(state.table(), state.field().name()));
            case Binding.RowState state -> used.add(new StateName(state.table(), state.field().name()));
            default -> { }
        }
    }

    private Stream<Unused> all() {
        final Stream<Unused> locals = session.typing.names().filter(local -> !used.contains(local))
                .map(local -> new Unused(local.name(), local.span(), "a name that begins with '_' may be unused"));
        final Stream<Unused> params = session.params.values().stream().filter(param -> !used.contains(param))
                .map(param -> new Unused(param.name(), param.span(), "leave it out: '--" + param.name() + "' would change nothing"));
        return Stream.of(locals, params, session.tables.values().stream().flatMap(this::state)).flatMap(unused -> unused);
    }

    private Stream<Unused> state(TableSymbol table) {
        return table.declaration().fields().stream().filter(field -> !used.contains(new StateName(table, field.name())))
                .map(field -> new Unused(field.name(), field.span(), "leave it out: each row of '" + table.name() + "' has room for it"));
    }
}
