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
    /** Different facts at a node: each makes a copy of it. */
    private static final int MOST_COPIES = 8;
    private static final int FEW_COPIES = 2;
    /** Copies that any graph may have, and how many more for each node of it. */
    private static final int COPIES = 400;
    private static final int COPIES_PER_NODE = 2;

    /** Where a way has led, and what is known there and matters. */
    private record Arrival(Node node, Facts facts) {}

    /** Where a branch leads; an answer that is known leads nowhere else, and the other is null. */
    private record Fork(Arrival yes, Arrival no) {}

    private final Nodes nodes;
    private final Terms terms;
    private final List<Node> order;
    private final Relevance relevance;
    private final Needs needs;
    /** Facts on the ways to a node, and what is made of them so that they are few. */
    private final Map<Node, Map<Facts, Facts>> arrivals = new HashMap<>();
    private final Map<Node, Map<Facts, Fork>> forksByNode = new HashMap<>();
    private final Map<Node, Map<Facts, Node>> made = new HashMap<>();

    private Threading(Node entry, Nodes nodes, Terms terms) {
        this.nodes = nodes;
        this.terms = terms;
        this.order = Successors.inOrder(entry);
        this.relevance = new Relevance(order, terms);
        this.needs = new Needs(order);
    }

    /** The graph from {@code entry} on, where {@code facts} hold. */
    static Node run(Node entry, Facts facts, Nodes nodes, Terms terms) {
        return new Threading(entry, nodes, terms).run(entry, facts);
    }

    private Node run(Node entry, Facts facts) {
        final Arrival first = arrive(entry, facts);
        long copies = 0;
        for (int i = 0; i < order.size(); i++) {
            final Node node = order.get(i);
            final Map<Facts, Facts> arrived = arrivals.get(node);
            if (arrived != null) {
                widen(arrived, copies < COPIES + COPIES_PER_NODE * (long) i ? MOST_COPIES : FEW_COPIES);
                final Set<Facts> states = new HashSet<>(arrived.values());
                copies += states.size();
                final Map<Facts, Fork> forks = new HashMap<>();
                states.forEach(state -> forks.put(state, leave(node, state)));
                forksByNode.put(node, forks);
            }
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            final Node node = order.get(i);
            final Map<Facts, Node> built = new HashMap<>();
            forksByNode.getOrDefault(node, Map.of()).forEach((state, fork) -> built.put(state, build(node, state, fork)));
            made.put(node, built);
        }
        return at(first);
    }

    /** Follows a way through tests whose answer is known, to the first that asks something. */
    private Arrival arrive(Node start, Facts known) {
        Node node = start;
        Facts facts = known;
        while (node instanceof Node.Branch(int _, Condition condition, Node yes, Node no) && needs.of(node) <= facts.captured()) {
            final Boolean holds = facts.decides(condition);
            if (holds == null) {
                break;
            }
            facts = facts.with(condition, holds);
            node = holds ? yes : no;
        }
        if (node instanceof Node.End || needs.of(node) == Needs.NEVER) {
            return new Arrival(node instanceof Node.End ? node : nodes.reject(), Facts.NONE);
        }
        final Facts relevant = relevance.project(node, facts);
        arrivals.computeIfAbsent(node, _ -> new LinkedHashMap<>()).put(relevant, relevant);
        return new Arrival(node, relevant);
    }

    /** What a way has become. */
    private Node at(Arrival arrival) {
        final Node node = arrival.node();
        return node instanceof Node.End ? node : made.get(node).get(arrivals.get(node).get(arrival.facts()));
    }

    /** Gives up facts until the different ones are few. */
    private static void widen(Map<Facts, Facts> arrived, int most) {
        Set<Facts> states = arrived.size() <= most ? Set.of() : new HashSet<>(arrived.values());
        while (states.size() > most) {
            final Term given = mostDifferent(states);
            arrived.replaceAll((_, state) -> given == null ? Facts.NONE : state.without(given));
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

    private Fork leave(Node node, Facts state) {
        final Facts facts = state.withCaptured(needs.of(node));
        return switch (node) {
            case Node.Branch(int _, Condition condition, Node yes, Node no) -> {
                final Boolean holds = facts.decides(condition);
                yield new Fork(holds == null || holds ? arrive(yes, facts.with(condition, true)) : null,
                    holds == null || !holds ? arrive(no, facts.with(condition, false)) : null);
            }
            case Node.Assign assign -> new Fork(arrive(assign.next(), facts.forget(register(assign))), null);
            case Node.Repeat repeat -> new Fork(arrive(repeat.next(), facts.forget(assigned(repeat.round()))), null);
            case Node.End _ -> throw new IllegalStateException("ends lead nowhere");
        };
    }

    private Node build(Node node, Facts state, Fork fork) {
        final long need = needs.of(node);
        final Node step = step(node, state.withCaptured(need), fork);
        return need <= state.captured() ? step : nodes.branch(new Condition.Captured(null, need), step, nodes.reject());
    }

    private Node step(Node node, Facts facts, Fork fork) {
        return switch (node) {
            case Node.Branch _ when fork.yes() == null -> at(fork.no());
            case Node.Branch _ when fork.no() == null -> at(fork.yes());
            case Node.Branch branch -> nodes.branch(branch.condition(), at(fork.yes()), at(fork.no()));
            case Node.Assign assign -> nodes.assign(assign.register(), assign.value(), at(fork.yes()));
            case Node.Repeat repeat ->
                nodes.repeat(run(repeat.round(), facts.forget(assigned(repeat.round())), nodes, terms), repeat.limit(), at(fork.yes()));
            case Node.End _ -> node;
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
