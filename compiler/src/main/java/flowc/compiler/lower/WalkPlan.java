package flowc.compiler.lower;

import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.layout.SlotLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which headers a tracker must walk, and in which order: those that it reads and all that lead to them. Headers that can follow each other in a
 * circle are one group; groups are in order, parents first (Tarjan 1972).
 */
final class WalkPlan {
    private final Set<HeaderSymbol> needed;
    private final List<List<HeaderSymbol>> groups = new ArrayList<>();
    private final Map<HeaderSymbol, Integer> indexes = new HashMap<>();
    private final Map<HeaderSymbol, Integer> lows = new HashMap<>();
    private final Deque<HeaderSymbol> open = new ArrayDeque<>();

    WalkPlan(Collection<HeaderSymbol> headers, SlotLayout slots) {
        this.needed = new LinkedHashSet<>(headers.stream().filter(slots::uses).toList());
        final Deque<HeaderSymbol> pending = new ArrayDeque<>(needed);
        while (!pending.isEmpty()) {
            pending.pop().edges().stream().map(HeaderSymbol.Edge::parent).filter(needed::add).forEach(pending::push);
        }
        headers.stream().filter(needed::contains).filter(header -> !indexes.containsKey(header)).forEach(this::visit);
    }

    /** Visits parents first, so that groups come out in the order of packets. */
    private void visit(HeaderSymbol header) {
        indexes.put(header, indexes.size());
        lows.put(header, indexes.get(header));
        open.push(header);
        for (HeaderSymbol.Edge edge : header.edges()) {
            final HeaderSymbol parent = edge.parent();
            if (!indexes.containsKey(parent)) {
                visit(parent);
                lows.merge(header, lows.get(parent), Math::min);
            } else if (open.contains(parent)) {
                lows.merge(header, indexes.get(parent), Math::min);
            }
        }
        if (lows.get(header).equals(indexes.get(header))) {
            groups.add(close(header));
        }
    }

    private List<HeaderSymbol> close(HeaderSymbol root) {
        final List<HeaderSymbol> group = new ArrayList<>();
        HeaderSymbol member;
        do {
            member = open.pop();
            group.add(member);
        } while (member != root);
        return List.copyOf(group.reversed());
    }

    Set<HeaderSymbol> needed() {
        return needed;
    }

    List<List<HeaderSymbol>> groups() {
        return groups;
    }

    /** Whether a header can follow itself, by way of others or not. */
    static boolean circles(List<HeaderSymbol> group) {
        return group.size() > 1 || group.getFirst().follows(group.getFirst());
    }
}
