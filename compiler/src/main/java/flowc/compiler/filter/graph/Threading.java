package flowc.compiler.filter.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rebuilds a graph so that no test is asked whose answer the way to it tells, and lengths are asked for as early and as seldom as can be. A node
 * is copied for what is known on the ways to it, as long as the copies are few; then the facts that differ most are given up.
 */
final class Threading {
    private static final int COPIES_IN_ALL = 4_000;
    private static final int LEAST_COPIES = 2;
    private static final int MOST_COPIES = 16;

    private final Nodes nodes;
    private final Terms terms;
    private final List<Node> order;
    private final Relevance relevance;
    private final Needs needs;
    private final int copies;
    /** Facts on the ways to a node, and what is made of them so that they are few. */
    private final Map<Node, Map<Facts, Facts>> arrivals = new HashMap<>();
    private final Map<Node, Map<Facts, Node>> made = new HashMap<>();

    private Threading(Node entry, Nodes nodes, Terms terms) {
        this.nodes = nodes;
        this.terms = terms;
        this.order = Successors.inOrder(entry);
        this.relevance = new Relevance(order, terms);
        this.needs = new Needs(order);
        this.copies = Math.clamp(COPIES_IN_ALL / order.size(), LEAST_COPIES, MOST_COPIES);
    }

    /** The graph from {@code entry} on, where {@code facts} hold. */
    static Node run(Node entry, Facts facts, Nodes nodes, Terms terms) {
        return new Threading(entry, nodes, terms).run(entry, facts);
    }

    private Node run(Node entry, Facts facts) {
        arrive(entry, facts);
        for (final Node node : order) {
            final Map<Facts, Facts> arrived = arrivals.get(node);
            if (arrived != null) {
                widen(arrived);
                new HashSet<>(arrived.values()).forEach(state -> leave(node, state));
            }
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            final Node node = order.get(i);
            final Map<Facts, Node> built = new HashMap<>();
            for (final Facts state : new HashSet<>(arrivals.getOrDefault(node, Map.of()).values())) {
                built.put(state, build(node, state));
            }
            made.put(node, built);
        }
        return at(entry, facts);
    }

    private void arrive(Node node, Facts facts) {
        final Facts relevant = relevance.project(node, facts);
        arrivals.computeIfAbsent(node, _ -> new LinkedHashMap<>()).put(relevant, relevant);
    }

    /** What a way that arrives with {@code facts} has become. */
    private Node at(Node node, Facts facts) {
        return made.get(node).get(arrivals.get(node).get(relevance.project(node, facts)));
    }

    /** Gives up facts until the different ones are few. */
    private void widen(Map<Facts, Facts> arrived) {
        Set<Facts> states = new HashSet<>(arrived.values());
        while (states.size() > copies) {
            final Term given = mostDifferent(states);
            arrived.replaceAll((_, state) -> given == null ? new Facts(0, Map.of(), Map.of()) : state.without(given));
            states = new HashSet<>(arrived.values());
        }
    }

    private static Term mostDifferent(Set<Facts> states) {
        final Map<Term, Set<Object>> valuesByTerm = new HashMap<>();
        for (final Facts state : states) {
            state.numbers().forEach((term, known) -> valuesByTerm.computeIfAbsent(term, _ -> new HashSet<>()).add(known));
            state.reached().forEach((term, bytes) -> valuesByTerm.computeIfAbsent(term, _ -> new HashSet<>()).add(bytes));
        }
        return valuesByTerm.entrySet().stream()
            .max(Comparator.comparingInt((Map.Entry<Term, Set<Object>> entry) -> entry.getValue().size()).thenComparingInt(entry -> entry.getKey().id()))
            .map(Map.Entry::getKey).orElse(null);
    }

    private void leave(Node node, Facts state) {
        final Facts facts = atLeastNeeded(node, state);
        switch (node) {
            case Node.End _ -> { }
            case Node.Branch(int _, Condition condition, Node yes, Node no) -> {
                final Boolean holds = facts.decides(condition);
                if (holds == null || holds) {
                    arrive(yes, facts.with(condition, true));
                }
                if (holds == null || !holds) {
                    arrive(no, facts.with(condition, false));
                }
            }
            case Node.Assign assign -> arrive(assign.next(), facts.forget(register(assign)));
            case Node.Repeat repeat -> arrive(repeat.next(), facts.forget(assigned(repeat.round())));
        }
    }

    private Facts atLeastNeeded(Node node, Facts state) {
        return needs.of(node) == Needs.NEVER ? state : state.withCaptured(needs.of(node));
    }

    private Node build(Node node, Facts state) {
        if (needs.of(node) == Needs.NEVER) {
            return nodes.reject();
        }
        final Facts facts = atLeastNeeded(node, state);
        final Node step = step(node, facts);
        return needs.of(node) <= state.captured() ? step : nodes.branch(new Condition.Captured(null, needs.of(node)), step, nodes.reject());
    }

    private Node step(Node node, Facts facts) {
        return switch (node) {
            case Node.End _ -> node;
            case Node.Branch(int _, Condition condition, Node yes, Node no) -> {
                final Boolean holds = facts.decides(condition);
                yield holds == null ? nodes.branch(condition, at(yes, facts.with(condition, true)), at(no, facts.with(condition, false)))
                    : at(holds ? yes : no, facts.with(condition, holds));
            }
            case Node.Assign assign -> nodes.assign(assign.register(), assign.value(), at(assign.next(), facts.forget(register(assign))));
            case Node.Repeat repeat -> {
                final Facts always = facts.forget(assigned(repeat.round()));
                yield nodes.repeat(run(repeat.round(), always, nodes, terms), repeat.limit(), at(repeat.next(), always));
            }
        };
    }

    private static long register(Node.Assign assign) {
        return 1L << Math.min(assign.register(), Long.SIZE - 1);
    }

    /** Registers that a round may give another value. */
    private static long assigned(Node round) {
        final List<Node> open = new ArrayList<>(Successors.inOrder(round));
        long registers = 0;
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i) instanceof Node.Assign assign) {
                registers |= register(assign);
            } else if (open.get(i) instanceof Node.Repeat repeat) {
                open.addAll(Successors.inOrder(repeat.round()));
            }
        }
        return registers;
    }
}
