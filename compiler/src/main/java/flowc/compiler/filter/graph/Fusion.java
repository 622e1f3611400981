package flowc.compiler.filter.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one test of several where they lead to the same places: of bytes near each other by one wide load, of alternatives without jumps between.
 * Runs last; nothing looks into what it makes.
 */
final class Fusion {
    private static final int MOST_PARTS = 4;
    private static final long ETHERTYPE_IP4 = 0x0800;

    private final Nodes nodes;
    private final Captures captures;
    private final Map<Node, Node> fused = new HashMap<>();
    /** Nodes that ask for another way to where the node before leads: such are joined with it, rather than with what follows. */
    private final Set<Node> alternatives = new HashSet<>();

    private Fusion(List<Node> order, long length, Nodes nodes) {
        this.nodes = nodes;
        this.captures = new Captures(order, length);
        for (final Node node : order) {
            if (node instanceof Node.Branch(int _, Condition _, Node yes, Node.Branch next) && next.yes() == yes) {
                alternatives.add(next);
            }
        }
    }

    /** The same graph with fewer tests; {@code length} bytes are captured at its entry. */
    static Node run(Node entry, long length, Nodes nodes) {
        final List<Node> order = Successors.inOrder(entry);
        final Fusion fusion = new Fusion(order, length, nodes);
        for (int i = order.size() - 1; i >= 0; i--) {
            fusion.fused.put(order.get(i), fusion.rebuild(order.get(i)));
        }
        return fusion.fused.get(entry);
    }

    private Node rebuild(Node node) {
        return switch (node) {
            case Node.End _ -> node;
            case Node.Assign assign -> nodes.assign(assign.register(), assign.value(), fused.get(assign.next()));
            case Node.Repeat repeat -> nodes.repeat(run(repeat.round(), captures.length(repeat), nodes), repeat.limit(), fused.get(repeat.next()));
            case Node.Branch(int _, Condition condition, Node yes, Node no) -> branch(node, condition, fused.get(yes), fused.get(no));
        };
    }

    private Node branch(Node place, Condition condition, Node yes, Node no) {
        if (condition instanceof Condition.Captured captured) {
            return captured(captured, yes, no);
        }
        if (isOtherThanIp4(condition) && no instanceof Node.Branch(int _, Condition second, Node then, Node otherwise) && isIp4(condition, second)) {
            return nodes.branch(second, then, branch(place, condition, yes, otherwise));
        }
        if (!alternatives.contains(place) && yes instanceof Node.Branch(int _, Condition second, Node then, Node otherwise) && otherwise == no) {
            final Condition both = both(place, condition, second);
            if (both != null) {
                return branch(place, both, then, no);
            }
        }
        return alternatives(place, condition, yes, no);
    }

    private static boolean isOtherThanIp4(Condition condition) {
        return condition instanceof Condition.Equal(Term _, Term right) && right.isConstant() && right.constant() != ETHERTYPE_IP4;
    }

    /** Whether {@code second} asks whether the same number is the commonest packets': that is best asked first, and either order is right. */
    private static boolean isIp4(Condition first, Condition second) {
        return second instanceof Condition.Equal(Term left, Term right) && right.isConstant() && right.constant() == ETHERTYPE_IP4
            && left == ((Condition.Equal) first).left();
    }

    private Node alternatives(Node place, Condition condition, Node yes, Node no) {
        if (no instanceof Node.Branch(int _, Condition second, Node then, Node otherwise) && then == yes) {
            final Condition either = canHoist(place, second) ? either(condition, second) : null;
            if (either != null) {
                return nodes.branch(either, yes, otherwise);
            }
        }
        // the second test is of bytes that are not yet known to be there: ask for them first, and do without it where they are not
        if (no instanceof Node.Branch(int _, Condition.Captured(Term index, long bytes), Node inside, Node outside)
                && inside instanceof Node.Branch(int _, Condition second, Node then, Node otherwise) && then == yes
                && !(second instanceof Condition.Captured) && canHoistBehind(place, index, bytes, second)) {
            final Condition either = either(condition, second);
            if (either != null) {
                return nodes.branch(new Condition.Captured(index, bytes), nodes.branch(either, yes, otherwise), nodes.branch(condition, yes, outside));
            }
        }
        return nodes.branch(condition, yes, no);
    }

    /** The stronger of two questions in a row for the same length comes first: mostly it is all there is to ask. */
    private Node captured(Condition.Captured captured, Node yes, Node no) {
        if (yes instanceof Node.Branch(int _, Condition.Captured(Term index, long bytes), Node inside, Node outside)
                && index == captured.index() && bytes >= captured.bytes()) {
            return nodes.branch(new Condition.Captured(index, bytes), inside, captured(captured, outside, no));
        }
        return nodes.branch(captured, yes, no);
    }

    private boolean canHoist(Node place, Condition condition) {
        return switch (condition) {
            case Condition.Captured _ -> false;
            case Condition.Match match -> captures.reach(place, match.index(), match.offset() + match.bytes());
            case Condition.EitherLane lanes -> captures.reach(place, lanes.index(), lanes.offset() + 2 * lanes.laneBytes());
            case Condition.Equal _, Condition.Below _, Condition.Any _ -> Reads.of(condition).stream().allMatch(term -> captures.canCompute(place, term));
        };
    }

    private boolean canHoistBehind(Node place, Term index, long bytes, Condition condition) {
        return Reads.of(condition).stream().allMatch(term -> term.isConstant() || captures.canCompute(place, term) || isLoad(term, index, bytes, place));
    }

    /** Whether {@code term} is computed from a load of the first {@code bytes} bytes from {@code index} on. */
    private boolean isLoad(Term term, Term index, long bytes, Node place) {
        return switch (term.shape()) {
            case Shape.Load(int width, Term own, long offset) -> own == index && offset + width <= bytes && (index == null || captures.canCompute(place, index));
            case Shape.Binary binary when binary.right().isConstant() -> Arithmetic32.isPlain(binary.operator()) && isLoad(binary.left(), index, bytes, place);
            default -> false;
        };
    }

    /** One test of all bytes that both test; null where there is none. */
    private Condition both(Node place, Condition first, Condition second) {
        final ByteTest left = ByteTest.of(first);
        final ByteTest right = ByteTest.of(second);
        if (left == null || right == null || left.index() != right.index() || (left.index() != null && left.index().registers() != 0)) {
            return null;
        }
        final long start = Math.min(left.offset(), right.offset());
        final long end = Math.max(left.end(), right.end());
        if (end - start > Long.BYTES || !captures.reach(place, left.index(), end)) {
            return null;
        }
        final int width = end == start + 1 ? 1 : Integer.highestOneBit((int) (end - start) - 1) * 2;
        final long from = captures.reach(place, left.index(), start + width) ? start : end - width;
        final ByteTest both = from < 0 ? null : left.within(from, width).and(right.within(from, width));
        return both == null ? null : new Condition.Match(both.index(), from, width, both.mask(), both.value());
    }

    /** One test without jumps; null where there is none. */
    private static Condition either(Condition first, Condition second) {
        final ByteTest left = ByteTest.of(first);
        final ByteTest right = ByteTest.of(second);
        if (first instanceof Condition.Equal && second instanceof Condition.Equal && left != null && right != null && areSideBySide(left, right)) {
            final long start = Math.min(left.offset(), right.offset());
            final ByteTest one = left.within(start, 2 * left.bytes());
            final ByteTest other = right.within(start, 2 * left.bytes());
            return new Condition.EitherLane(left.index(), start, left.bytes(), one.mask() | other.mask(), one.value() | other.value());
        }
        final List<Condition> parts = new ArrayList<>();
        return add(first, parts) && add(second, parts) && parts.size() <= MOST_PARTS ? new Condition.Any(List.copyOf(parts)) : null;
    }

    private static boolean areSideBySide(ByteTest left, ByteTest right) {
        return left.index() == right.index() && left.bytes() == right.bytes() && left.bytes() > 1 && Math.abs(left.offset() - right.offset()) == left.bytes();
    }

    private static boolean add(Condition condition, List<Condition> parts) {
        if (condition instanceof Condition.Any(List<Condition> more)) {
            return parts.addAll(more);
        }
        return (condition instanceof Condition.Equal || condition instanceof Condition.Below)
            && Reads.of(condition).stream().allMatch(Arithmetic32::isCheap) && parts.add(condition);
    }
}
