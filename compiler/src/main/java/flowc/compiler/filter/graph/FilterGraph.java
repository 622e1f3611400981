package flowc.compiler.filter.graph;

import flowc.compiler.filter.predicate.Predicate;

/**
 * A filter as a graph of tests: {@code entry} is where a packet begins, and on every way a load comes behind the condition that what it reads is
 * captured. Immutable; any thread.
 */
public record FilterGraph(Node entry) {
    /** The graph that does what {@code predicate} says, optimised. */
    public static FilterGraph of(Predicate predicate) {
        final Terms terms = new Terms();
        final Nodes nodes = new Nodes();
        return new FilterGraph(new GraphBuilder(terms, nodes).build(predicate));
    }
}
