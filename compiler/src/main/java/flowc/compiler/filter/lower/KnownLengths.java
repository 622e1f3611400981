package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.Condition;
import flowc.compiler.filter.graph.Node;
import flowc.compiler.filter.graph.Successors;
import flowc.compiler.filter.graph.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many bytes are known to be captured wherever a node is reached. */
final class KnownLengths {
    private final Map<Node, Long> lengthByNode = new HashMap<>();

    /** {@code order}: every node before those it leads to; {@code atEntry} holds at the first. */
    KnownLengths(List<Node> order, long atEntry) {
        if (!order.isEmpty()) {
            lengthByNode.put(order.getFirst(), atEntry);
        }
        for (final Node node : order) {
            final long length = lengthByNode.get(node);
            if (node instanceof Node.Branch(int _, Condition.Captured(Term index, long bytes), Node yes, Node no) && index == null) {
                lengthByNode.merge(yes, Math.max(length, bytes), Math::min);
                lengthByNode.merge(no, length, Math::min);
            } else {
                Successors.of(node).forEach(successor -> lengthByNode.merge(successor, length, Math::min));
            }
        }
    }

    long at(Node node) {
        return lengthByNode.get(node);
    }
}
