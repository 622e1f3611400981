package flowc.compiler.filter.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which facts can still decide something from a node on: of terms that are read there, and of values they are compared with. In large graphs, where
 * to remember that of every node takes too much memory, "there" is wherever comes later in the order of nodes: a little more than can be reached.
 */
final class Relevance {
    private static final long MOST_BITS = 200_000_000;

    private final Map<Condition, Integer> numberByCondition = new HashMap<>();
    private final Map<Node, Integer> placeByNode = new HashMap<>();
    private final Map<Node, Long> reachByNode = new HashMap<>();
    private final Terms terms;
    private final boolean large;
    /** By node; null for large graphs. */
    private final Map<Node, BitSet> termsByNode;
    private final Map<Node, BitSet> conditionsByNode;
    /** Places of the last nodes that read a term or have a condition, by their numbers; -1 for none. */
    private final int[] lastByTerm;
    private final int[] lastByCondition;

    /** {@code order}: every node before those it leads to. */
    Relevance(List<Node> order, Terms terms) {
        this.terms = terms;
        for (final Node node : order) {
            placeByNode.put(node, placeByNode.size());
            if (node instanceof Node.Branch branch) {
                numberByCondition.putIfAbsent(branch.condition(), numberByCondition.size());
            }
        }
        this.large = (long) order.size() * (numberByCondition.size() + terms.count()) > MOST_BITS;
        this.termsByNode = large ? null : new HashMap<>();
        this.conditionsByNode = large ? null : new HashMap<>();
        this.lastByTerm = new int[terms.count()];
        this.lastByCondition = new int[numberByCondition.size()];
        Arrays.fill(lastByTerm, -1);
        Arrays.fill(lastByCondition, -1);
        for (int i = order.size() - 1; i >= 0; i--) {
            settle(order.get(i), i);
        }
    }

    private void settle(Node node, int place) {
        final BitSet asked = new BitSet();
        final BitSet conditions = new BitSet();
        long reach = 0;
        for (final Node successor : Successors.of(node)) {
            if (!large) {
                asked.or(termsByNode.get(successor));
                conditions.or(conditionsByNode.get(successor));
            }
            reach = Math.max(reach, reachByNode.get(successor));
        }
        switch (node) {
            case Node.Branch branch -> {
                Reads.of(branch.condition()).forEach(term -> ask(term, asked));
                conditions.set(numberByCondition.get(branch.condition()));
                reach = Math.max(reach, branch.condition() instanceof Condition.Captured(Term _, long bytes) ? bytes : 0);
            }
            case Node.Repeat _ -> {
                asked.set(0, terms.count());    // whatever the rounds ask
                conditions.set(0, numberByCondition.size());
                reach = Long.MAX_VALUE;
            }
            case Node.Assign _, Node.End _ -> { }
        }
        reachByNode.put(node, reach);
        if (large) {
            asked.stream().forEach(term -> lastByTerm[term] = Math.max(lastByTerm[term], place));
            conditions.stream().forEach(condition -> lastByCondition[condition] = Math.max(lastByCondition[condition], place));
        } else {
            termsByNode.put(node, asked);
            conditionsByNode.put(node, conditions);
        }
    }

    private static void ask(Term term, BitSet asked) {
        if (!asked.get(term.id())) {
            asked.set(term.id());
            Reads.of(term).forEach(part -> ask(part, asked));
        }
    }

    /** The part of {@code facts} that matters from {@code node} on. */
    Facts project(Node node, Facts facts) {
        final Map<Term, Known> numbers = new HashMap<>();
        facts.numbers().forEach((term, known) -> {
            if (isRead(node, term)) {
                final Known relevant = known.onlyExcluding(value -> isCompared(node, term, value));
                if (relevant.low() > 0 || relevant.high() < term.highest() || relevant.excluded().length > 0) {
                    numbers.put(term, relevant);
                }
            }
        });
        final Map<Term, Long> reached = new HashMap<>(facts.reached());
        reached.keySet().removeIf(term -> !isRead(node, term));
        return new Facts(Math.min(facts.captured(), reachByNode.get(node)), numbers, reached);
    }

    private boolean isRead(Node node, Term term) {
        return large ? lastByTerm[term.id()] >= placeByNode.get(node) : termsByNode.get(node).get(term.id());
    }

    private boolean isCompared(Node node, Term term, long value) {
        final Integer number = numberByCondition.get(new Condition.Equal(term, terms.constant((int) value)));
        if (number == null) {
            return false;
        }
        return large ? lastByCondition[number] >= placeByNode.get(node) : conditionsByNode.get(node).get(number);
    }
}
