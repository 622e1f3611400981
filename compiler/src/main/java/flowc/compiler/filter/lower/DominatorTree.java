package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.Node;
import flowc.compiler.filter.graph.Successors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which node of a graph without cycles stands on every way to another. Ends are no part of it: each is reached from many places. */
final class DominatorTree {
    private final List<Node> order = new ArrayList<>();
    private final Map<Node, Integer> placeByNode = new HashMap<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Integer> entries = new ArrayList<>();
    private final Map<Node, List<Node>> childrenByNode = new HashMap<>();

    /** Of what is reached from {@code entry} through nodes that are {@code inside}. */
    DominatorTree(Node entry, Predicate<Node> inside) {
        for (final Node node : Successors.inOrder(entry, node -> !(node instanceof Node.End) && inside.test(node))) {
            placeByNode.put(node, order.size());
            order.add(node);
            parents.add(null);
            entries.add(0);
        }
        order.forEach(this::settle);
    }

    /** All that lead to {@code node} come before it, so its parent is known; now it tells those behind it. */
    private void settle(Node node) {
        final int place = placeByNode.get(node);
        final Integer parent = parents.get(place);
        if (parent != null) {
            childrenByNode.computeIfAbsent(order.get(parent), _ -> new ArrayList<>()).add(node);
        }
        for (final Node successor : Successors.of(node)) {
            final Integer to = placeByNode.get(successor);
            if (to != null) {
                entries.set(to, entries.get(to) + 1);
                parents.set(to, parents.get(to) == null ? place : common(parents.get(to), place));
            }
        }
    }

    private int common(int left, int right) {
        int a = left;
        int b = right;
        while (a != b) {
            if (a > b) {
                a = parents.get(a);
            } else {
                b = parents.get(b);
            }
        }
        return a;
    }

    /** The last node on every way to both. */
    Node common(Node left, Node right) {
        return order.get(common((int) placeByNode.get(left), (int) placeByNode.get(right)));
    }

    /** Every node before those it leads to. */
    List<Node> order() {
        return order;
    }

    /** What {@code node} is the last to stand before, in order. */
    List<Node> children(Node node) {
        return childrenByNode.getOrDefault(node, List.of());
    }

    /** The child of {@code ancestor} that stands before {@code node}, or is it. */
    Node childTowards(Node ancestor, Node node) {
        final int stop = placeByNode.get(ancestor);
        int at = placeByNode.get(node);
        while (parents.get(at) != stop) {
            at = parents.get(at);
        }
        return order.get(at);
    }

    /** Whether more than one way leads directly to {@code node}. */
    boolean isJoin(Node node) {
        return entries.get(placeByNode.get(node)) > 1;
    }
}
