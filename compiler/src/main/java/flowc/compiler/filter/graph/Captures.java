package flowc.compiler.filter.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the conditions on all ways to a node say is captured there. */
public final class Captures {
    private final Map<Node, State> stateByNode = new HashMap<>();

    private record State(long length, Map<Term, Long> reached) {
        State with(Term index, long bytes) {
            if (index == null) {
                return new State(Math.max(length, bytes), reached);
            }
            final Map<Term, Long> more = new HashMap<>(reached);
            more.merge(index, bytes, Math::max);
            return new State(length, more);
        }

        State meet(State other) {
            final Map<Term, Long> both = new HashMap<>();
            reached.forEach((index, bytes) -> {
                if (other.reached.containsKey(index)) {
                    both.put(index, Math.min(bytes, other.reached.get(index)));
                }
            });
            return new State(Math.min(length, other.length), both);
        }
    }

    /** {@code order}: every node before those it leads to; at the first {@code lengthAtEntry} bytes are captured. */
    public Captures(List<Node> order, long lengthAtEntry) {
        stateByNode.put(order.getFirst(), new State(lengthAtEntry, Map.of()));
        order.forEach(this::leave);
    }

    private void leave(Node node) {
        final State state = stateByNode.get(node);
        switch (node) {
            case Node.Branch(int _, Condition.Captured(Term index, long bytes), Node yes, Node no) -> {
                stateByNode.merge(yes, state.with(index, bytes), State::meet);
                stateByNode.merge(no, state, State::meet);
            }
            case Node.Branch _, Node.End _ -> Successors.of(node).forEach(successor -> stateByNode.merge(successor, state, State::meet));
            // registers may change, and with them what an index means
            case Node.Assign _, Node.Repeat _ ->
                Successors.of(node).forEach(successor -> stateByNode.merge(successor, new State(state.length, Map.of()), State::meet));
        }
    }

    /** Bytes from the packet's first on. */
    public long length(Node node) {
        return stateByNode.get(node).length;
    }

    /** Whether {@code bytes} bytes from {@code index} on, or from the packet's first on where it is null, are captured. */
    public boolean reach(Node node, Term index, long bytes) {
        return bytes <= (index == null ? length(node) : stateByNode.get(node).reached.getOrDefault(index, 0L));
    }

    /** Whether {@code term} can be computed at {@code node}, whatever is tested on the way from there to where it is read. */
    public boolean canCompute(Node node, Term term) {
        return switch (term.shape()) {
            case Shape.Load(int bytes, Term index, long offset) -> reach(node, index, offset + bytes) && (index == null || canCompute(node, index));
            case Shape.Binary binary -> switch (binary.operator()) {
                case DIVIDE, REMAINDER -> false;
                default -> canCompute(node, binary.left()) && canCompute(node, binary.right());
            };
            case Shape.Constant _, Shape.WireLength _ -> true;
            case Shape.Register _ -> false;
        };
    }
}
