package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.Condition;
import flowc.compiler.filter.graph.Node;
import flowc.compiler.filter.graph.Reads;
import flowc.compiler.filter.graph.Shape;
import flowc.compiler.filter.graph.Term;
import flowc.compiler.filter.predicate.Value.Operator;
import flowc.compiler.ir.MemoryAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The loads whose bytes may stay in the machine's order, because they are only compared with constants for equality, masked perhaps: then the
 * constants are swapped, once, and not every packet's bytes.
 */
final class OrderFree {
    private final Set<Term> ordered = new HashSet<>();
    private final Map<Term, Set<Term>> maskedByLoad = new HashMap<>();

    OrderFree(List<Node> nodes) {
        nodes.forEach(this::read);
    }

    private void read(Node node) {
        switch (node) {
            case Node.Branch branch -> read(branch.condition());
            default -> Reads.of(node).forEach(this::ordered);
        }
    }

    private void read(Condition condition) {
        switch (condition) {
            case Condition.Equal(Term left, Term right) when right.isConstant() -> compared(left);
            case Condition.Any(List<Condition> parts) -> parts.forEach(this::read);
            default -> Reads.of(condition).forEach(this::ordered);
        }
    }

    private void compared(Term term) {
        if (term.shape() instanceof Shape.Load(int _, Term index, long _)) {
            if (index != null) {
                ordered(index);
            }
        } else if (isMask(term)) {
            final Term load = ((Shape.Binary) term.shape()).left();
            maskedByLoad.computeIfAbsent(load, _ -> new HashSet<>()).add(term);
            Reads.of(load).forEach(this::ordered);
        } else {
            ordered(term);
        }
    }

    private static boolean isMask(Term term) {
        return term.shape() instanceof Shape.Binary(Operator operator, Term left, Term right) && operator == Operator.AND && right.isConstant()
            && left.shape() instanceof Shape.Load;
    }

    /** A term whose number matters, and so all it is computed from. */
    private void ordered(Term term) {
        final List<Term> open = new ArrayList<>(List.of(term));
        while (!open.isEmpty()) {
            final Term next = open.removeLast();
            if (ordered.add(next)) {
                open.addAll(Reads.of(next));
            }
        }
    }

    /** Whether {@code term}, a load or a masked load, keeps the machine's order. */
    boolean contains(Term term) {
        return switch (term.shape()) {
            case Shape.Load(int bytes, Term _, long _) ->
                bytes > 1 && !ordered.contains(term) && maskedByLoad.getOrDefault(term, Set.of()).stream().noneMatch(ordered::contains);
            case Shape.Binary(Operator _, Term left, Term _) when isMask(term) -> contains(left);
            default -> false;
        };
    }

    /** {@code constant} as what {@code term}, which is contained, is compared with. */
    static long swapped(Term term, long constant) {
        final Term load = term.shape() instanceof Shape.Binary(Operator _, Term left, Term _) ? left : term;
        final int bytes = ((Shape.Load) load.shape()).bytes();
        return MemoryAccess.inMachineOrder(constant, bytes);
    }
}
