package flowc.compiler.filter.graph;

import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Value;

/** Predicate to graph, from its end to its beginning: what a part leads to is there before it. Nothing is optimised but what is the same. */
final class GraphBuilder {
    private final Terms terms;
    private final Nodes nodes;

    GraphBuilder(Terms terms, Nodes nodes) {
        this.terms = terms;
        this.nodes = nodes;
    }

    Node build(Predicate predicate) {
        return build(predicate, nodes.end(Node.Outcome.ACCEPT), nodes.reject());
    }

    private Node build(Predicate predicate, Node yes, Node no) {
        return switch (predicate) {
            case Predicate.Always() -> yes;
            case Predicate.Never() -> no;
            case Predicate.Not(Predicate operand) -> build(operand, no, yes);
            case Predicate.And(Predicate left, Predicate right) -> build(left, build(right, yes, no), no);
            case Predicate.Or(Predicate left, Predicate right) -> build(left, yes, build(right, yes, no));
            case Predicate.Test test -> test(test, yes, no);
            case Predicate.Set(int register, Value value) -> guarded(value, nodes.assign(register, terms.of(value), yes));
            case Predicate.Repeat(Predicate round, int limit) ->
                limit <= 0 ? yes : nodes.repeat(build(round, nodes.end(Node.Outcome.AGAIN), nodes.end(Node.Outcome.DONE)), limit, yes);
        };
    }

    private Node test(Predicate.Test test, Node yes, Node no) {
        final Node branch = compare(test.comparison(), terms.of(test.left()), terms.of(test.right()), yes, no);
        return guarded(test.left(), guarded(test.right(), branch));
    }

    private Node compare(Comparison comparison, Term left, Term right, Node yes, Node no) {
        return switch (comparison) {
            case EQUAL -> nodes.branch(new Condition.Equal(left, right), yes, no);
            case NOT_EQUAL -> nodes.branch(new Condition.Equal(left, right), no, yes);
            case LESS -> nodes.branch(new Condition.Below(left, right), yes, no);
            case GREATER_EQUAL -> nodes.branch(new Condition.Below(left, right), no, yes);
            case GREATER -> above(left, right, yes, no);
            case LESS_EQUAL -> above(left, right, no, yes);
        };
    }

    /** {@code x > c} is {@code x >= c + 1} where that does not wrap: so that neighbours of a range are compared with the same numbers. */
    private Node above(Term left, Term right, Node yes, Node no) {
        if (right.isConstant() && right.constant() != 0xffff_ffffL) {
            return nodes.branch(new Condition.Below(left, terms.constant((int) right.constant() + 1)), no, yes);
        }
        return nodes.branch(new Condition.Below(right, left), yes, no);
    }

    /** {@code next}, reached only where all that {@code value} loads is captured and nothing is divided by 0. */
    private Node guarded(Value value, Node next) {
        return switch (value) {
            case Value.Constant _, Value.WireLength _, Value.Register _ -> next;
            case Value.Metadata _ -> nodes.reject();
            case Value.Negation(Value operand) -> guarded(operand, next);
            case Value.Load load -> guarded(load.offset(),
                nodes.branch(new Condition.Captured(terms.index(load), terms.offset(load) + load.bytes()), next, nodes.reject()));
            case Value.Binary(Value.Operator operator, Value left, Value right) -> {
                final boolean divides = operator == Value.Operator.DIVIDE || operator == Value.Operator.REMAINDER;
                final Node divided = divides ? nodes.branch(new Condition.Equal(terms.of(right), terms.constant(0)), nodes.reject(), next) : next;
                yield guarded(left, guarded(right, divided));
            }
        };
    }
}
