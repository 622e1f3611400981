package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.Node;
import flowc.compiler.filter.graph.Shape;
import flowc.compiler.filter.graph.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where values that several nodes read are computed: once, at the last node before all that read them, if what is loaded is known to be captured
 * there. Values that depend on registers are computed where they are read.
 */
final class TermPlacement {
    private final DominatorTree tree;
    private final KnownLengths lengths;
    private final TreeMap<Term, Set<Node>> readersByTerm = new TreeMap<>(Comparator.comparingInt(Term::id));
    private final Map<Node, List<Term>> termsByNode = new HashMap<>();

    TermPlacement(DominatorTree tree, KnownLengths lengths) {
        this.tree = tree;
        this.lengths = lengths;
        tree.order().forEach(node -> Uses.of(node).forEach(term -> read(term, node)));
        while (!readersByTerm.isEmpty()) {
            final var last = readersByTerm.pollLastEntry();     // what a term reads is older than the term
            place(last.getKey(), last.getValue());
        }
        termsByNode.values().forEach(terms -> terms.sort(Comparator.comparingInt(Term::id)));
    }

    private void read(Term term, Node node) {
        readersByTerm.computeIfAbsent(term, _ -> new LinkedHashSet<>()).add(node);
    }

    private void place(Term term, Set<Node> readers) {
        if (readers.size() == 1 || term.registers() != 0 || !isWork(term)) {
            readers.forEach(reader -> Uses.of(term).forEach(part -> read(part, reader)));
            return;
        }
        final Node common = readers.stream().reduce(tree::common).orElseThrow();
        if (readers.contains(common) || isSafe(term, common)) {
            termsByNode.computeIfAbsent(common, _ -> new ArrayList<>()).add(term);
            Uses.of(term).forEach(part -> read(part, common));
        } else {
            final Map<Node, Set<Node>> readersByChild = new LinkedHashMap<>();
            readers.forEach(reader -> readersByChild.computeIfAbsent(tree.childTowards(common, reader), _ -> new LinkedHashSet<>()).add(reader));
            readersByChild.values().forEach(some -> place(term, some));
        }
    }

    private static boolean isWork(Term term) {
        return term.shape() instanceof Shape.Load || term.shape() instanceof Shape.Binary;
    }

    private boolean isSafe(Term term, Node node) {
        return switch (term.shape()) {
            case Shape.Load(int bytes, Term index, long offset) -> index == null && offset + bytes <= lengths.at(node);
            case Shape.Binary binary -> switch (binary.operator()) {
                case DIVIDE, REMAINDER -> false;
                default -> isSafe(binary.left(), node) && isSafe(binary.right(), node);
            };
            case Shape.Constant _, Shape.WireLength _ -> true;
            case Shape.Register _ -> false;
        };
    }

    /** Terms to compute at {@code node}, before it reads any; each after those it is computed from. */
    List<Term> at(Node node) {
        return termsByNode.getOrDefault(node, List.of());
    }
}
