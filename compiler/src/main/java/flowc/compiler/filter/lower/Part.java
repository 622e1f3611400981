package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.Node;
import flowc.compiler.filter.graph.Successors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes of one method. {@code entries}: those that another part leads to, or the filter's first. */
record Part(List<Node> entries, Set<Node> members) {
    /** Cuts a graph into parts of at most {@code mostNodes} nodes, each before those it leads to. */
    static List<Part> of(Node entry, int mostNodes) {
        final List<Node> order = Successors.inOrder(entry, node -> !(node instanceof Node.End));
        if (order.size() <= mostNodes) {
            return List.of(new Part(List.of(entry), new HashSet<>(order)));
        }
        final int[] firstSources = firstSources(order);
        final int[] crossings = crossings(firstSources);
        final List<Part> parts = new ArrayList<>();
        int start = 0;
        while (start < order.size()) {
            final int end = order.size() - start <= mostNodes ? order.size() : quietest(crossings, start + mostNodes / 2, start + mostNodes);
            parts.add(part(order, firstSources, start, end));
            start = end;
        }
        return parts;
    }

    private static Part part(List<Node> order, int[] firstSources, int start, int end) {
        final List<Node> entries = new ArrayList<>();
        for (int i = start; i < end; i++) {
            if (firstSources[i] < start) {
                entries.add(order.get(i));
            }
        }
        return new Part(List.copyOf(entries), new HashSet<>(order.subList(start, end)));
    }

    /** The place of the first node that leads to each; -1 for the first of all. */
    private static int[] firstSources(List<Node> order) {
        final Map<Node, Integer> places = new HashMap<>();
        final int[] first = new int[order.size()];
        for (int i = 0; i < order.size(); i++) {
            places.put(order.get(i), i);
            first[i] = i == 0 ? -1 : Integer.MAX_VALUE;
        }
        for (int i = 0; i < order.size(); i++) {
            for (final Node successor : Successors.of(order.get(i))) {
                final Integer place = places.get(successor);
                if (place != null) {
                    first[place] = Math.min(first[place], i);
                }
            }
        }
        return first;
    }

    /** How many nodes from a place on are reached from before it. */
    private static int[] crossings(int[] firstSources) {
        final int[] changes = new int[firstSources.length + 1];
        for (int i = 0; i < firstSources.length; i++) {
            changes[firstSources[i] + 1]++;
            changes[i + 1]--;
        }
        for (int i = 1; i < changes.length; i++) {
            changes[i] += changes[i - 1];
        }
        return changes;
    }

    private static int quietest(int[] crossings, int from, int to) {
        int best = to;
        for (int i = to; i > from; i--) {
            if (crossings[i] < crossings[best]) {
                best = i;
            }
        }
        return best;
    }
}
