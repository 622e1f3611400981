package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.Node;
import flowc.compiler.filter.graph.Successors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The nodes of a graph and of the rounds in it. */
final class AllNodes {
    private AllNodes() {}

    static List<Node> of(Node entry) {
        return of(entry, _ -> true);
    }

    /** The same without what lies behind nodes that are not {@code inside}, and without those. */
    static List<Node> of(Node entry, Predicate<Node> inside) {
        final List<Node> all = new ArrayList<>(Successors.inOrder(entry, inside));
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Node.Repeat repeat) {
                all.addAll(Successors.inOrder(repeat.round()));
            }
        }
        return all;
    }
}
