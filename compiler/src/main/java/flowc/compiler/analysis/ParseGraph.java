package flowc.compiler.analysis;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which header can follow which, and so which headers a packet must have to have another. */
final class ParseGraph {
    private final Map<HeaderSymbol, Set<HeaderSymbol>> children = new HashMap<>();
    private final Set<HeaderSymbol> roots = new LinkedHashSet<>();
    private final Collection<HeaderSymbol> headers;
    private final Collection<LayerSymbol> layers;
    private final Map<HeaderSymbol, Set<Guard>> implied = new HashMap<>();
    private final Map<HeaderSymbol, Set<HeaderSymbol>> below = new HashMap<>();

    ParseGraph(Collection<HeaderSymbol> headers, Collection<LayerSymbol> layers) {
        this.headers = headers;
        this.layers = layers;
    }

    void root(HeaderSymbol header) {
        roots.add(header);
    }

    void edge(HeaderSymbol parent, HeaderSymbol child) {
        children.computeIfAbsent(parent, _ -> new LinkedHashSet<>()).add(child);
    }

    /** Everything that a packet with {@code header} has as well, {@code header} included: what lies on every way from a link to it. */
    Set<Guard> implied(HeaderSymbol header) {
        return implied.computeIfAbsent(header, this::findImplied);
    }

    /** What a packet with a member of {@code layer} has whichever member it is. */
    Set<Guard> implied(LayerSymbol layer) {
        Set<Guard> common = null;
        for (HeaderSymbol member : layer.members()) {
            if (common == null) {
                common = new LinkedHashSet<>(implied(member));
            } else {
                common.retainAll(implied(member));
            }
        }
        final Set<Guard> result = common == null ? new LinkedHashSet<>() : common;
        result.add(new Guard.LayerPresent(layer));
        return result;
    }

    /** Whether some packet has it. */
    boolean isPossible(Guard guard) {
        return members(guard).stream().anyMatch(reached(roots, Set.of())::contains);
    }

    /** Whether no packet has both: a packet's headers are one way from a link, and no way has both. */
    boolean exclude(Guard left, Guard right) {
        final Set<HeaderSymbol> ones = members(left);
        final Set<HeaderSymbol> others = members(right);
        return ones.stream().noneMatch(one -> others.stream().anyMatch(other -> one == other || below(one).contains(other) || below(other).contains(one)));
    }

    private static Set<HeaderSymbol> members(Guard guard) {
        return switch (guard) {
            case Guard.HeaderPresent present -> Set.of(present.header());
            case Guard.LayerPresent present -> Set.copyOf(present.layer().members());
            case Guard.PartPresent part -> Set.of(part.header());
            case Guard.BytesAhead ahead -> Set.of(ahead.header());
        };
    }

    /** All headers that can stand behind one. */
    private Set<HeaderSymbol> below(HeaderSymbol header) {
        return below.computeIfAbsent(header, above -> reached(children.getOrDefault(above, Set.of()), Set.of()));
    }

    /** {@code from} and all that can stand behind them, but for {@code without} and what is behind these alone. */
    private Set<HeaderSymbol> reached(Collection<HeaderSymbol> from, Set<HeaderSymbol> without) {
        final Set<HeaderSymbol> found = new HashSet<>();
        final Deque<HeaderSymbol> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            final HeaderSymbol next = open.pop();
            if (!without.contains(next) && found.add(next)) {
                open.addAll(children.getOrDefault(next, Set.of()));
            }
        }
        return found;
    }

    private Set<Guard> findImplied(HeaderSymbol header) {
        final Set<Guard> result = new LinkedHashSet<>();
        for (HeaderSymbol other : headers) {
            if (other == header || !reachable(header, Set.of(other))) {
                result.add(new Guard.HeaderPresent(other));
            }
        }
        for (LayerSymbol layer : layers) {
            if (layer.members().contains(header) || !reachable(header, new HashSet<>(layer.members()))) {
                result.add(new Guard.LayerPresent(layer));
            }
        }
        return result;
    }

    private boolean reachable(HeaderSymbol target, Set<HeaderSymbol> without) {
        return reached(roots, without).contains(target);
    }

    /** Headers that nothing leads to, directly or by way of others. */
    List<HeaderSymbol> unreachable() {
        final Set<HeaderSymbol> reached = reached(roots, Set.of());
        return headers.stream().filter(header -> !reached.contains(header)).toList();
    }
}
