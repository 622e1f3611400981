package flowc.compiler.placement;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables in groups: those whose code uses one another's rows, directly or by way of others. */
final class Groups {
    private final Analysis analysis;
    private final List<Placement.Pass> passes;

    private Groups(Analysis analysis, List<Placement.Pass> passes) {
        this.analysis = analysis;
        this.passes = passes;
    }

    static List<Placement.Group> of(Analysis analysis, List<Placement.Pass> passes) {
        return new Groups(analysis, passes).all();
    }

    private List<Placement.Group> all() {
        return together(analysis.tables(), true).stream().map(this::group).toList();
    }

    /** Tables that belong together because one listens to another or, where {@code lookups} count, looks its rows up. */
    private List<List<TableSymbol>> together(List<TableSymbol> tables, boolean lookups) {
        final int[] leader = IntStream.range(0, analysis.tables().size()).toArray();
        for (TableSymbol table : tables) {
            if (lookups) {
                RowUses.of(table, analysis.typing()).forEach(use -> join(leader, table, use.used()));
            }
            table.handlers().stream().filter(handler -> handler.declaration().table() != null).forEach(handler -> join(leader, table, named(handler.declaration().table())));
        }
        return tables.stream().filter(table -> leader[table.index()] == table.index())
                .map(table -> tables.stream().filter(other -> leader[other.index()] == table.index()).toList()).toList();
    }

    private TableSymbol named(String name) {
        return analysis.tables().stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
    }

    /** A group's leader is its first table. */
    private static void join(int[] leader, TableSymbol left, TableSymbol right) {
        final int first = Math.min(leader[left.index()], leader[right.index()]);
        final int second = Math.max(leader[left.index()], leader[right.index()]);
        for (int i = 0; i < leader.length; i++) {
            leader[i] = leader[i] == second ? first : leader[i];
        }
    }

    private Placement.Group group(List<TableSymbol> tables) {
        final List<Cause> causes = new ArrayList<>();
        tables.forEach(table -> lookups(table, causes));
        causes.addAll(withoutLookups(tables));
        if (causes.isEmpty() && tables.getFirst().key().isTyped()) {
            causes.add(new Cause(tables.getFirst().declaration().key().span(), "no packet touches '" + tables.getFirst().name() + "': its key is made of types", ""));
        }
        return new Placement.Group(tables, causes.isEmpty() && Conversations.keeps(tables.getFirst().key()), List.copyOf(causes), causes.isEmpty() ? Optional.empty() : relaxed(tables));
    }

    /** What else keeps tables that packets touch together at one worker. */
    private List<Cause> withoutLookups(List<TableSymbol> tables) {
        final List<Cause> causes = new ArrayList<>();
        final Set<Span> lookups = tables.stream().flatMap(table -> RowUses.of(table, analysis.typing()).stream()).map(use -> use.index().span()).collect(Collectors.toSet());
        tables.forEach(table -> listeners(table, causes));
        passes.stream().filter(pass -> tables.contains(pass.table())).flatMap(pass -> pass.causes().stream()).filter(cause -> !lookups.contains(cause.span())).forEach(causes::add);
        return causes;
    }

    /** Rows that are looked up can be shared where packets do not touch their table; all else must be as in a group that is spread. */
    private Optional<Placement.Relaxed> relaxed(List<TableSymbol> tables) {
        final List<TableSymbol> shared = tables.stream().filter(table -> table.key().isTyped()).toList();
        final List<TableSymbol> touched = tables.stream().filter(table -> !table.key().isTyped()).toList();
        final boolean looksUpTouched = tables.stream().flatMap(table -> RowUses.of(table, analysis.typing()).stream()).anyMatch(use -> !use.used().key().isTyped());
        final boolean isBound = passes.stream().anyMatch(pass -> shared.contains(pass.table()) || touched.contains(pass.table()) && !pass.isInAnyOrder());
        if (touched.isEmpty() || shared.isEmpty() || looksUpTouched || isBound || !withoutLookups(touched).isEmpty()) {
            return Optional.empty();
        }
        final List<Placement.Group> spread = together(touched, false).stream()
                .map(group -> new Placement.Group(group, Conversations.keeps(group.getFirst().key()), List.of(), Optional.empty())).toList();
        return Optional.of(new Placement.Relaxed(spread, shared));
    }

    private void lookups(TableSymbol table, List<Cause> causes) {
        final Set<TableSymbol> seen = new HashSet<>();
        for (RowUses.Use use : RowUses.of(table, analysis.typing())) {
            if (seen.add(use.used())) {
                final String rows = use.used() == table ? "other rows of its table" : "rows of '" + use.used().name() + "'";
                causes.add(new Cause(use.index().span(), use.where() + " uses " + rows + " by the key " + use.key() + ", which may be any worker's", remedy(table, use)));
            }
        }
    }

    private static String remedy(TableSymbol table, RowUses.Use use) {
        return use.used() == table || use.used().key().isTyped() ? "" : "where the row of the same packet is meant, give both tables one key and write 'on packet of " + use.used().name() + "'";
    }

    private void listeners(TableSymbol table, List<Cause> causes) {
        for (TableSymbol.CheckedHandler handler : table.handlers()) {
            if (handler.declaration().table() == null) {
                continue;
            }
            final TableSymbol other = named(handler.declaration().table());
            if (!SameValue.of(table.key(), other.key())) {
                causes.add(new Cause(handler.declaration().tableSpan(), "'" + table.name() + "' listens to '" + other.name() + "', whose key is not the same",
                        "give both the same key"));
            } else if (!Lanes.areSame(table, other)) {
                causes.add(new Cause(handler.declaration().tableSpan(), "'" + table.name() + "' listens to '" + other.name() + "', whose limit may give it other lanes",
                        "give both the same limit"));
            }
        }
    }
}
