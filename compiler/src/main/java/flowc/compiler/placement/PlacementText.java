package flowc.compiler.placement;

import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.analysis.KeySymbol;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.source.Span;
import flowc.runtime.program.TrackerDescriptor.Merge;
import flowc.runtime.table.TableSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains to the user where a tracker's rows are with several workers, why, and what would change it. */
public final class PlacementText {
    private final StringBuilder text = new StringBuilder();
    private final int workers;

    private PlacementText(int workers) {
        this.workers = workers;
    }

    /** Lines of about 120 characters; {@code workers} is at least 1. */
    public static String print(String tracker, Placement placement, int workers) {
        final PlacementText printer = new PlacementText(workers);
        printer.line(0, "%s, %s", tracker, workers == 1 ? "one worker; with several:" : workers + " workers");
        placement.groups().forEach(group -> printer.group(group, placement.passes().stream().filter(pass -> group.tables().contains(pass.table())).toList()));
        return printer.text.toString();
    }

    private void line(int indent, String format, Object... arguments) {
        text.append("  ".repeat(indent)).append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String names(List<TableSymbol> tables) {
        return (tables.size() == 1 ? "table " : "tables ") + tables.stream().map(table -> "'" + table.name() + "'").collect(Collectors.joining(", "));
    }

    private void group(Placement.Group group, List<Placement.Pass> passes) {
        text.append('\n');
        if (group.isSpread()) {
            spread(group);
        } else {
            oneOwner(group);
        }
        passes.forEach(pass -> pass(pass, group));
    }

    private void spread(Placement.Group group) {
        final TableSymbol first = group.tables().getFirst();
        if (Lanes.isOne(group)) {
            line(0, "%s: one owner", names(group.tables()));
            line(1, "With a limit of %s there is one lane: one worker has all rows and handles their packets in the order they came.", words(first.limit().expression().span()));
            line(2, "→ from a limit of %,d rows on there are %d lanes, which are spread over the workers", TableSettings.LANES_FROM_LIMIT, TableSettings.MANY_LANES);
            allPrepare();
        } else {
            line(0, "%s: spread over the workers", names(group.tables()));
            line(1, "The hash of a packet's key, %s, says in which lane its row is.", words(first.declaration().key().span()));
            lanes(Lanes.of(first), first);
            line(1, "All workers parse packets and hash keys, then hand each packet to its lane's owner. No handler uses a row but");
            line(1, "%s, so there are no locks.", group.tables().size() == 1 ? "the packet's own" : "those of one key, which are in one lane of each table");
        }
        queues(group);
    }

    private void queues(Placement.Group group) {
        if (group.keepsConversations()) {
            line(1, "A source whose queues keep conversations together needs no hand-over: packets of one key have the same addresses,");
            line(1, "ports and protocol.");
            return;
        }
        final KeySymbol key = group.tables().getFirst().key();
        final Optional<HeaderSymbol> ports = Conversations.withOwnPorts(key);
        if (Conversations.isCrossed(key)) {
            line(1, "Packets that a source has cut into queues are handed over too: the key does not tell which port is whose, so it is");
            line(1, "that of two conversations, A:1 with B:2 and A:2 with B:1, which may come by different queues.");
            line(2, "→ an unordered part of both endpoints, as 'unordered(src, dst)', tells it, and needs no hand-over");
        } else if (ports.isPresent()) {
            line(1, "Packets that a source has cut into queues are handed over too: '%s' may lie behind other ports, as in a tunnel, and", ports.get().name());
            line(1, "those are what a source cuts by. So packets of one key may come by any queue.");
            line(2, "→ the outermost ports and the protocol, 'src', 'dst' and 'proto' as in 'flow5', need no hand-over");
        } else {
            line(1, "Packets that a source has cut into queues are handed over too: those of one key may differ in addresses, ports or");
            line(1, "protocol, and so come by any queue.");
        }
    }

    private void lanes(Optional<Integer> lanes, TableSymbol table) {
        if (lanes.isEmpty()) {
            line(1, "There are %d lanes when the limit, %s, is %,d rows or more; else one, whose owner has all rows.", TableSettings.MANY_LANES, words(table.limit().expression().span()),
                    TableSettings.LANES_FROM_LIMIT);
        } else if (workers == 1) {
            line(1, "There are %d lanes, which the workers share.", lanes.get());
        } else {
            line(1, "There are %d lanes: with --workers %d a worker owns %s.", lanes.get(), workers, share(lanes.get()));
        }
    }

    private static String words(Span span) {
        return span.text().replaceAll("\\s+", " ");
    }

    private String share(int lanes) {
        final int least = lanes / workers;
        final int most = (lanes + workers - 1) / workers;
        return least == most ? String.valueOf(least) : least + " or " + most;
    }

    private void oneOwner(Placement.Group group) {
        line(0, "%s: one owner", names(group.tables()));
        String said = "";
        for (Cause cause : group.causes()) {
            line(1, "%s", cause.located());
            if (!cause.remedy().equals(said) && !cause.remedy().isEmpty()) {
                line(2, "→ %s", cause.remedy());
            }
            said = cause.remedy();
        }
        if (group.tables().stream().anyMatch(table -> !table.key().isTyped())) {
            line(1, "So one worker has all rows and handles their packets in the order they came.");
            allPrepare();
        }
        group.relaxed().ifPresent(this::relaxed);
    }

    private void allPrepare() {
        line(1, workers == 1 ? "All workers parse packets and hash keys." : "All %d workers parse packets and hash keys.", workers);
    }

    private void relaxed(Placement.Relaxed relaxed) {
        final List<TableSymbol> spread = relaxed.tablesInLanes();
        if (!spread.isEmpty()) {
            line(1, "→ with --relaxed-order %s would be spread, and workers would use %s one at a time;", names(spread), names(relaxed.shared()));
            line(2, "what records say would then depend on timing where the order of packets of different rows matters");
        }
        final List<TableSymbol> whole = relaxed.tablesOfOneLane();
        if (!whole.isEmpty()) {
            line(1, "→ --relaxed-order does not spread %s, whose limit makes one lane: from a limit of %,d rows on there", names(whole), TableSettings.LANES_FROM_LIMIT);
            line(2, "are %d, which it would spread", TableSettings.MANY_LANES);
        }
    }

    private void pass(Placement.Pass pass, Placement.Group group) {
        final boolean isSpread = group.isSpread() && !Lanes.isOne(group);
        final Map<String, String> merges = isSpread ? merges(pass) : Map.of();
        line(1, "every %s (line %d): %s%s", words(pass.every().declaration().period().span()), pass.every().declaration().span().line(),
                isSpread ? "each worker runs it for its own rows" : "the owner runs it", merges.isEmpty() ? "" : "; 'finish' then runs once, with");
        merges.forEach((how, names) -> line(2, "%s: %s", names, how));
    }

    /** Names of variables and tops by how they become one. */
    private static Map<String, String> merges(Placement.Pass pass) {
        final Map<String, String> merges = new LinkedHashMap<>();
        pass.variables().forEach(variable -> merges.merge(how(variable.merge()), variable.symbol().name(), (left, right) -> left + ", " + right));
        pass.tops().forEach(top -> merges.merge("the largest of all workers'", top.name(), (left, right) -> left + ", " + right));
        return merges;
    }

    private static String how(Merge merge) {
        return switch (merge) {
            case KEEP -> "the same on all workers";
            case SUM -> "the sum over all workers";
            case AND -> "what all workers have, bit by bit";
            case OR -> "what some worker has, bit by bit";
            case XOR -> "the exclusive or of all workers'";
            case MIN_SIGNED, MIN_UNSIGNED -> "the smallest of all workers'";
            case MAX_SIGNED, MAX_UNSIGNED -> "the largest of all workers'";
        };
    }
}
