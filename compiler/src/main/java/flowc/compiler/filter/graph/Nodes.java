package flowc.compiler.filter.graph;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes nodes, each only once, so that equal tails of a filter are shared. */
final class Nodes {
    private final Map<Node.Outcome, Node> ends = new EnumMap<>(Node.Outcome.class);
    private final Map<Object, Node> nodeByKey = new HashMap<>();
    private int count;

    Nodes() {
        for (final Node.Outcome outcome : Node.Outcome.values()) {
            ends.put(outcome, new Node.End(count++, outcome));
        }
    }

    Node end(Node.Outcome outcome) {
        return ends.get(outcome);
    }

    Node reject() {
        return end(Node.Outcome.REJECT);
    }

    /** The branch, or where it leads when the condition does not matter. */
    Node branch(Condition condition, Node yes, Node no) {
        if (yes == no) {
            return yes;
        }
        return switch (condition) {
            case Condition.Equal(Term left, Term right) -> equal(left, right, yes, no);
            case Condition.Below(Term left, Term right) -> below(left, right, yes, no);
            case Condition.Captured(Term index, long bytes) -> captured(index, bytes, yes, no);
            case Condition.Match _, Condition.EitherLane _, Condition.Any _ -> make(condition, yes, no);
        };
    }

    private Node equal(Term left, Term right, Node yes, Node no) {
        if (left == right) {
            return yes;
        }
        if (left.isConstant() && right.isConstant()) {
            return no;
        }
        if (left.isConstant()) {
            return equal(right, left, yes, no);
        }
        if (right.isConstant() && (right.constant() & ~left.bits() & 0xffff_ffffL) != 0) {
            return no;
        }
        return make(new Condition.Equal(left, right), yes, no);
    }

    private Node below(Term left, Term right, Node yes, Node no) {
        if (left == right || right.highest() == 0) {
            return no;
        }
        if (left.isConstant() && right.isConstant()) {
            return left.constant() < right.constant() ? yes : no;
        }
        if (right.isConstant() && left.highest() < right.constant()) {
            return yes;
        }
        if (left.isConstant() && right.highest() <= left.constant()) {
            return no;
        }
        return make(new Condition.Below(left, right), yes, no);
    }

    private Node captured(Term index, long bytes, Node yes, Node no) {
        if (index != null && index.isConstant()) {
            return captured(null, index.constant() + bytes, yes, no);
        }
        if (bytes > 0xffff_ffffL) {
            return no;
        }
        return bytes <= 0 && index == null ? yes : make(new Condition.Captured(index, bytes), yes, no);
    }

    private Node make(Condition condition, Node yes, Node no) {
        return once(List.of(condition, yes, no), () -> new Node.Branch(count++, condition, yes, no));
    }

    Node assign(int register, Term value, Node next) {
        return once(List.of(register, value, next), () -> new Node.Assign(count++, register, value, next));
    }

    Node repeat(Node round, int limit, Node next) {
        return once(List.of(round, limit, next), () -> new Node.Repeat(count++, round, limit, next));
    }

    private Node once(Object key, Supplier<Node> maker) {
        final Node known = nodeByKey.get(key);
        if (known != null) {
            return known;
        }
        final Node made = maker.get();
        nodeByKey.put(key, made);
        return made;
    }

    /** Nodes made so far. */
    int count() {
        return count;
    }
}
