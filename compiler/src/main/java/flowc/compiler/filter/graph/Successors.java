package flowc.compiler.filter.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Walks graphs. */
public final class Successors {
    private Successors() {}

    /** Where a node leads, likeliest last; rounds of a Repeat are a graph of their own. */
    public static List<Node> of(Node node) {
        return switch (node) {
            case Node.End _ -> List.of();
            case Node.Branch branch -> List.of(branch.yes(), branch.no());
            case Node.Assign assign -> List.of(assign.next());
            case Node.Repeat repeat -> List.of(repeat.next());
        };
    }

    /** All nodes from {@code entry} on, each before those it leads to; rounds of a Repeat aside. */
    public static List<Node> inOrder(Node entry) {
        return inOrder(entry, _ -> true);
    }

    /** The same without what lies behind nodes that are not {@code inside}, and without those. */
    public static List<Node> inOrder(Node entry, Predicate<Node> inside) {
        final List<Node> finished = new ArrayList<>();
        final Set<Node> seen = new HashSet<>();
        final Deque<Visit> open = new ArrayDeque<>();
        seen.add(entry);
        open.push(new Visit(entry));
        while (!open.isEmpty()) {
            final Visit visit = open.peek();
            final List<Node> successors = of(visit.node);
            if (visit.next == successors.size()) {
                finished.add(open.pop().node);
            } else {
                // the first successor is finished last, and so comes right behind its node
                final Node successor = successors.get(successors.size() - 1 - visit.next++);
                if (inside.test(successor) && seen.add(successor)) {
                    open.push(new Visit(successor));
                }
            }
        }
        Collections.reverse(finished);
        return finished;
    }

    private static final class Visit {
        final Node node;
        int next;

        Visit(Node node) {
            this.node = node;
        }
    }
}
