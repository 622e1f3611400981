package flowc.compiler.filter.graph;

import java.util.List;

/**
 * How many bytes must be captured, at least, wherever a packet that reaches a node is accepted. To ask for them at the node instead of later
 * changes no outcome: a packet that has fewer is rejected on every way, by a load beyond its end if by nothing else.
 */
final class Needs {
    /** No way leads to acceptance. */
    static final long NEVER = Long.MAX_VALUE;

    /** By the nodes' numbers: {@link Threading} asks at every step of every way. */
    private final long[] needs;

    /** {@code order}: every node before those it leads to. */
    Needs(List<Node> order) {
        needs = new long[order.stream().mapToInt(Node::id).max().orElse(0) + 1];
        for (int i = order.size() - 1; i >= 0; i--) {
            final Node node = order.get(i);
            needs[node.id()] = switch (node) {
                case Node.End(int _, Node.Outcome outcome) -> outcome == Node.Outcome.REJECT ? NEVER : 0L;
                case Node.Branch branch -> branch(branch);
                case Node.Assign assign -> of(assign.next());
                case Node.Repeat repeat -> of(repeat.next());
            };
        }
    }

    private long branch(Node.Branch branch) {
        final long yes = branch.condition() instanceof Condition.Captured(Term index, long bytes) && index == null
            ? Math.max(bytes, of(branch.yes())) : of(branch.yes());
        return Math.min(yes, of(branch.no()));
    }

    long of(Node node) {
        return needs[node.id()];
    }
}
