package flowc.compiler.filter.graph;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which facts can still decide something from a node on: of terms that are read there, and of values they are compared with. */
final class Relevance {
    /** In larger graphs what is worth knowing of every node takes too much memory, and nothing is known. */
    private static final long MOST_BITS = 200_000_000;

    private final Map<Condition, Integer> numberByCondition = new HashMap<>();
    private final Map<Node, BitSet> termsByNode = new HashMap<>();
    private final Map<Node, BitSet> conditionsByNode = new HashMap<>();
    private final Map<Node, Long> reachByNode = new HashMap<>();
    private final Terms terms;
    private final boolean tooLarge;

    /** {@code order}: every node before those it leads to. */
    Relevance(List<Node> order, Terms terms) {
        this.terms = terms;
        for (final Node node : order) {
            if (node instanceof Node.Branch branch) {
                numberByCondition.putIfAbsent(branch.condition(), numberByCondition.size());
            }
        }
        this.tooLarge = (long) order.size() * (numberByCondition.size() + terms.count()) > MOST_BITS;
        for (int i = order.size() - 1; i >= 0 && !tooLarge; i--) {
            settle(order.get(i));
        }
    }

    private void settle(Node node) {
        final BitSet asked = new BitSet();
        final BitSet conditions = new BitSet();
        long reach = 0;
        for (final Node successor : Successors.of(node)) {
            asked.or(termsByNode.get(successor));
            conditions.or(conditionsByNode.get(successor));
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
        termsByNode.put(node, asked);
        conditionsByNode.put(node, conditions);
        reachByNode.put(node, reach);
    }

    private static void ask(Term term, BitSet asked) {
        if (!asked.get(term.id())) {
            asked.set(term.id());
            Reads.of(term).forEach(part -> ask(part, asked));
        }
    }

    /** The part of {@code facts} that matters from {@code node} on. */
    Facts project(Node node, Facts facts) {
        if (tooLarge) {
            return new Facts(facts.captured(), Map.of(), Map.of());
        }
        final BitSet asked = termsByNode.get(node);
        final Map<Term, Known> numbers = new HashMap<>();
        facts.numbers().forEach((term, known) -> {
            if (asked.get(term.id())) {
                final Known relevant = known.onlyExcluding(value -> isCompared(node, term, value));
                if (relevant.low() > 0 || relevant.high() < term.highest() || !relevant.excluded().isEmpty()) {
                    numbers.put(term, relevant);
                }
            }
        });
        final Map<Term, Long> reached = new HashMap<>(facts.reached());
        reached.keySet().removeIf(term -> !asked.get(term.id()));
        return new Facts(Math.min(facts.captured(), reachByNode.get(node)), numbers, reached);
    }

    private boolean isCompared(Node node, Term term, long value) {
        final Integer number = numberByCondition.get(new Condition.Equal(term, terms.constant((int) value)));
        return number != null && conditionsByNode.get(node).get(number);
    }
}
