package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.Captures;
import flowc.compiler.filter.graph.Node;
import flowc.compiler.filter.graph.Reads;
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
    private final Captures captures;
    private final TreeMap<Term, Set<Node>> readersByTerm = new TreeMap<>(Comparator.comparingInt(Term::id));
    private final Map<Node, List<Term>> termsByNode = new HashMap<>();

    TermPlacement(DominatorTree tree, Captures captures) {
        this.tree = tree;
        this.captures = captures;
        tree.order().forEach(node -> Reads.of(node).forEach(term -> read(term, node)));
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
            readers.forEach(reader -> Reads.of(term).forEach(part -> read(part, reader)));
            return;
        }
        final Node common = readers.stream().reduce(tree::common).orElseThrow();
        if (readers.contains(common) || captures.canCompute(common, term)) {
            termsByNode.computeIfAbsent(common, _ -> new ArrayList<>()).add(term);
            Reads.of(term).forEach(part -> read(part, common));
        } else {
            final Map<Node, Set<Node>> readersByChild = new LinkedHashMap<>();
            readers.forEach(reader -> readersByChild.computeIfAbsent(tree.childTowards(common, reader), _ -> new LinkedHashSet<>()).add(reader));
            readersByChild.values().forEach(some -> place(term, some));
        }
    }

    private static boolean isWork(Term term) {
        return term.shape() instanceof Shape.Load || term.shape() instanceof Shape.Binary;
    }

    /** Terms to compute at {@code node}, before it reads any; each after those it is computed from. */
    List<Term> at(Node node) {
        return termsByNode.getOrDefault(node, List.of());
    }
}
