package flowc.compiler.filter.graph;

import flowc.compiler.filter.predicate.Predicate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several filters as a tree: where {@code test} accepts, the filters in {@code accepted} (a bit each) do, and the children are asked. A test that
 * many filters begin with stands once. The order of a conjunction's parts can be chosen: whichever part rejects the packet, for whatever reason,
 * the filter does.
 */
public record TestTree(Predicate test, long accepted, List<TestTree> children) {
    /** Filter i of {@code filters} has bit i; at most 64. */
    public static TestTree of(List<Predicate> filters) {
        final Map<Integer, Set<Predicate>> partsByFilter = new LinkedHashMap<>();
        for (int i = 0; i < filters.size(); i++) {
            partsByFilter.put(i, parts(filters.get(i)));
        }
        return tree(new Predicate.Always(), partsByFilter);
    }

    private static TestTree tree(Predicate test, Map<Integer, Set<Predicate>> left) {
        long accepted = 0;
        final Map<Integer, Set<Predicate>> open = new LinkedHashMap<>();
        for (Map.Entry<Integer, Set<Predicate>> filter : left.entrySet()) {
            if (filter.getValue().isEmpty()) {
                accepted |= 1L << filter.getKey();
            } else {
                open.put(filter.getKey(), filter.getValue());
            }
        }
        final List<TestTree> children = new ArrayList<>();
        while (!open.isEmpty()) {
            children.add(child(open));
        }
        return new TestTree(test, accepted, List.copyOf(children));
    }

    /** Takes the filters that share the commonest part out of {@code open}, or one filter whole when nothing is shared. */
    private static TestTree child(Map<Integer, Set<Predicate>> open) {
        final Map<Predicate, Integer> counts = new HashMap<>();
        open.values().forEach(parts -> parts.forEach(part -> counts.merge(part, 1, Integer::sum)));
        final Map.Entry<Integer, Set<Predicate>> first = open.entrySet().iterator().next();
        final Predicate common = first.getValue().stream().max(java.util.Comparator.comparingInt(counts::get)).orElseThrow();
        if (counts.get(common) == 1) {
            open.remove(first.getKey());
            return new TestTree(first.getValue().stream().reduce(Predicate.And::new).orElseThrow(), 1L << first.getKey(), List.of());
        }
        final Map<Integer, Set<Predicate>> sharing = new LinkedHashMap<>();
        open.forEach((filter, parts) -> {
            if (parts.contains(common)) {
                final Set<Predicate> rest = new LinkedHashSet<>(parts);
                rest.remove(common);
                sharing.put(filter, rest);
            }
        });
        open.keySet().removeAll(sharing.keySet());
        return tree(common, sharing);
    }

    /** What must hold together; one part where registers carry something from test to test. */
    private static Set<Predicate> parts(Predicate filter) {
        final Set<Predicate> parts = new LinkedHashSet<>();
        if (setsRegisters(filter)) {
            parts.add(filter);
        } else {
            addParts(filter, parts);
        }
        return parts;
    }

    private static void addParts(Predicate filter, Set<Predicate> parts) {
        switch (filter) {
            case Predicate.And(Predicate left, Predicate right) -> {
                addParts(left, parts);
                addParts(right, parts);
            }
            case Predicate.Always() -> {
                // Asks nothing.
            }
            default -> parts.add(filter);
        }
    }

    private static boolean setsRegisters(Predicate filter) {
        return switch (filter) {
            case Predicate.Always(), Predicate.Never(), Predicate.Test _ -> false;
            case Predicate.And(Predicate left, Predicate right) -> setsRegisters(left) || setsRegisters(right);
            case Predicate.Or(Predicate left, Predicate right) -> setsRegisters(left) || setsRegisters(right);
            case Predicate.Not(Predicate operand) -> setsRegisters(operand);
            case Predicate.Set _, Predicate.Repeat _ -> true;
        };
    }

    /** Tests of the whole tree. */
    public int size() {
        return size(test) + children.stream().mapToInt(TestTree::size).sum();
    }

    /** Tests of a filter. */
    public static int size(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Always(), Predicate.Never(), Predicate.Test _, Predicate.Set _ -> 1;
            case Predicate.And(Predicate left, Predicate right) -> size(left) + size(right);
            case Predicate.Or(Predicate left, Predicate right) -> size(left) + size(right);
            case Predicate.Not(Predicate operand) -> size(operand);
            case Predicate.Repeat(Predicate round, int _) -> 1 + size(round);
        };
    }
}
