package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.Captures;
import flowc.compiler.filter.graph.Condition;
import flowc.compiler.filter.graph.Node;
import flowc.compiler.filter.graph.Node.Outcome;
import flowc.compiler.filter.graph.Term;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A graph to structured statements (after Ramsey, "Beyond Relooper", 2022): what a node is the last to stand before is written inside of it, and
 * where several ways meet, the place is the end of a block around them, which they break.
 */
final class GraphLowering {
    private final DominatorTree tree;
    private final TermPlacement placement;
    private final Captures captures;
    private final TermLowering terms;
    private final Names names;
    private final Exits exits;
    private final Map<Node, IrLabel> labelByJoin = new HashMap<>();

    /** Where the filter's answer goes, 1 or 0, and the label to break then. */
    record Decision(IrLocal result, IrLabel label) {}

    /**
     * How a graph is left: the label to break for each outcome, what to do with an answer that is a number (null: jump on it), and instead of a node that
     * lies elsewhere. */
    record Exits(Map<Outcome, IrLabel> labels, Decision decided, Function<Node, Optional<IrStatement>> elsewhere) {
        Exits(Map<Outcome, IrLabel> labels, Decision decided) {
            this(labels, decided, _ -> Optional.empty());
        }

        private IrStatement end(Outcome outcome) {
            return new IrStatement.Break(labels.get(outcome));
        }
    }

    private GraphLowering(Node entry, long knownLength, TermLowering terms, Names names, Exits exits) {
        this.tree = new DominatorTree(entry, node -> exits.elsewhere.apply(node).isEmpty());
        this.captures = new Captures(tree.order(), knownLength);
        this.placement = new TermPlacement(tree, captures);
        this.terms = terms;
        this.names = names;
        this.exits = exits;
    }

    /** Statements whose end is never reached. {@code knownLength} bytes are captured. */
    static List<IrStatement> lower(Node entry, long knownLength, TermLowering terms, Names names, Exits exits) {
        if (entry instanceof Node.End(int _, Outcome outcome)) {
            return List.of(exits.end(outcome));
        }
        return new GraphLowering(entry, knownLength, terms, names, exits).node(entry);
    }

    private List<IrStatement> node(Node node) {
        final List<IrStatement> body = new ArrayList<>();
        placement.at(node).forEach(term -> keep(term, body));
        final List<Node> joins = tree.children(node).stream().filter(tree::isJoin).toList();
        joins.forEach(join -> labelByJoin.put(join, names.label("join")));
        List<IrStatement> inner = step(node);
        for (final Node join : joins) {
            final List<IrStatement> outer = new ArrayList<>();
            outer.add(new IrStatement.Block(labelByJoin.get(join), inner));
            outer.addAll(node(join));
            inner = outer;
        }
        body.addAll(inner);
        placement.at(node).forEach(terms::forget);
        return List.copyOf(body);
    }

    private void keep(Term term, List<IrStatement> to) {
        final IrLocal local = names.local("value", IrType.LONG);
        to.add(new IrStatement.Assign(local, terms.computed(term)));
        terms.keep(term, local);
    }

    private List<IrStatement> step(Node node) {
        return switch (node) {
            case Node.Branch branch when decides(branch) -> decision(branch);
            case Node.Branch branch -> {
                final List<IrStatement> body = new ArrayList<>();
                final IrExpression condition = branch.condition() instanceof Condition.EitherLane lanes
                    ? terms.either(lanes, names.local("lanes", IrType.LONG), body) : terms.condition(branch.condition());
                body.add(new IrStatement.If(condition, goTo(branch.yes()), goTo(branch.no())));
                yield body;
            }
            case Node.Assign assign -> {
                final List<IrStatement> body = new ArrayList<>(List.of(new IrStatement.Assign(names.register(assign.register()), terms.value(assign.value()))));
                body.addAll(goTo(assign.next()));
                yield body;
            }
            case Node.Repeat repeat -> repeat(repeat);
            case Node.End _ -> throw new IllegalStateException("ends are no steps");
        };
    }

    /** Whether the test's answer is the filter's, or the opposite of it. */
    private boolean decides(Node.Branch branch) {
        return exits.decided != null && branch.yes() instanceof Node.End(int _, Outcome yes) && branch.no() instanceof Node.End(int _, Outcome no)
            && (yes == Outcome.ACCEPT && no == Outcome.REJECT || yes == Outcome.REJECT && no == Outcome.ACCEPT);
    }

    /** The answer as a number: to jump on it here, and again where it is used, would be two chances to guess wrong. */
    private List<IrStatement> decision(Node.Branch branch) {
        final List<IrStatement> body = new ArrayList<>();
        final IrExpression bit = terms.bit(branch.condition(), names.local("lanes", IrType.LONG), body);
        if (bit == null) {
            return List.of(new IrStatement.If(terms.condition(branch.condition()), goTo(branch.yes()), goTo(branch.no())));
        }
        final boolean negated = branch.no() instanceof Node.End(int _, Outcome outcome) && outcome == Outcome.ACCEPT;
        body.add(new IrStatement.Assign(exits.decided.result(), negated ? new IrExpression.Arithmetic(IrOperator.XOR, bit, new IrExpression.LongConstant(1)) : bit));
        body.add(new IrStatement.Break(exits.decided.label()));
        return body;
    }

    private List<IrStatement> goTo(Node node) {
        if (node instanceof Node.End(int _, Outcome outcome)) {
            return List.of(exits.end(outcome));
        }
        final Optional<IrStatement> elsewhere = exits.elsewhere.apply(node);
        if (elsewhere.isPresent()) {
            return List.of(elsewhere.get());
        }
        return tree.isJoin(node) ? List.of(new IrStatement.Break(labelByJoin.get(node))) : node(node);
    }

    private List<IrStatement> repeat(Node.Repeat repeat) {
        final IrLabel done = names.label("rounds");
        final IrLabel again = names.label("round");
        final IrLocal count = names.local("count", IrType.LONG);
        final Map<Outcome, IrLabel> inside = new EnumMap<>(exits.labels);
        inside.put(Outcome.AGAIN, again);
        inside.put(Outcome.DONE, done);
        final List<IrStatement> rounds = List.of(
            new IrStatement.If(new IrExpression.Compare(IrComparison.GREATER_EQUAL, new IrExpression.Read(count), new IrExpression.LongConstant(repeat.limit())),
                List.of(new IrStatement.Break(done)), List.of()),
            new IrStatement.Assign(count, new IrExpression.Arithmetic(IrOperator.ADD, new IrExpression.Read(count), new IrExpression.LongConstant(1))),
            new IrStatement.Block(again, lower(repeat.round(), captures.length(repeat), terms, names, new Exits(inside, exits.decided))));
        final List<IrStatement> body = new ArrayList<>();
        body.add(new IrStatement.Assign(count, new IrExpression.LongConstant(0)));
        body.add(new IrStatement.Loop(done, rounds));
        body.addAll(goTo(repeat.next()));
        return body;
    }
}
