package flowc.compiler.filter.lower;

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

/**
 * A graph to structured statements (after Ramsey, "Beyond Relooper", 2022): what a node is the last to stand before is written inside of it, and
 * where several ways meet, the place is the end of a block around them, which they break.
 */
final class GraphLowering {
    private final DominatorTree tree;
    private final TermPlacement placement;
    private final KnownLengths lengths;
    private final TermLowering terms;
    private final Names names;
    private final Map<Outcome, IrLabel> exits;
    private final Map<Node, IrLabel> labelByJoin = new HashMap<>();

    private GraphLowering(Node entry, long knownLength, TermLowering terms, Names names, Map<Outcome, IrLabel> exits) {
        this.tree = new DominatorTree(entry);
        this.lengths = new KnownLengths(tree.order(), knownLength);
        this.placement = new TermPlacement(tree, lengths);
        this.terms = terms;
        this.names = names;
        this.exits = exits;
    }

    /** Statements whose end is never reached: every outcome breaks the label that {@code exits} has for it. {@code knownLength} bytes are captured. */
    static List<IrStatement> lower(Node entry, long knownLength, TermLowering terms, Names names, Map<Outcome, IrLabel> exits) {
        if (entry instanceof Node.End(int _, Outcome outcome)) {
            return List.of(new IrStatement.Break(exits.get(outcome)));
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
            case Node.Branch branch -> List.of(new IrStatement.If(terms.condition(branch.condition()), goTo(branch.yes()), goTo(branch.no())));
            case Node.Assign assign -> {
                final List<IrStatement> body = new ArrayList<>(List.of(new IrStatement.Assign(names.register(assign.register()), terms.value(assign.value()))));
                body.addAll(goTo(assign.next()));
                yield body;
            }
            case Node.Repeat repeat -> repeat(repeat);
            case Node.End _ -> throw new IllegalStateException("ends are no steps");
        };
    }

    private List<IrStatement> goTo(Node node) {
        if (node instanceof Node.End(int _, Outcome outcome)) {
            return List.of(new IrStatement.Break(exits.get(outcome)));
        }
        return tree.isJoin(node) ? List.of(new IrStatement.Break(labelByJoin.get(node))) : node(node);
    }

    private List<IrStatement> repeat(Node.Repeat repeat) {
        final IrLabel done = names.label("rounds");
        final IrLabel again = names.label("round");
        final IrLocal count = names.local("count", IrType.LONG);
        final Map<Outcome, IrLabel> inside = new EnumMap<>(exits);
        inside.put(Outcome.AGAIN, again);
        inside.put(Outcome.DONE, done);
        final List<IrStatement> rounds = List.of(
            new IrStatement.If(new IrExpression.Compare(IrComparison.GREATER_EQUAL, new IrExpression.Read(count), new IrExpression.LongConstant(repeat.limit())),
                List.of(new IrStatement.Break(done)), List.of()),
            new IrStatement.Assign(count, new IrExpression.Arithmetic(IrOperator.ADD, new IrExpression.Read(count), new IrExpression.LongConstant(1))),
            new IrStatement.Block(again, lower(repeat.round(), lengths.at(repeat), terms, names, inside)));
        final List<IrStatement> body = new ArrayList<>();
        body.add(new IrStatement.Assign(count, new IrExpression.LongConstant(0)));
        body.add(new IrStatement.Loop(done, rounds));
        body.addAll(goTo(repeat.next()));
        return body;
    }
}
