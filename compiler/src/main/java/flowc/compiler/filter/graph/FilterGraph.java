package flowc.compiler.filter.graph;

import flowc.compiler.filter.predicate.Predicate;

/**
 * A filter as a graph of tests: {@code entry} is where a packet begins, and on every way a load comes behind the condition that what it reads is
 * captured. Immutable; any thread.
 */
public record FilterGraph(Node entry) {
    /**
     * Up to here the time for a second threading is well spent: the first finds ways that no packet takes, and without them more is known of the
     * others, of lengths above all.
     */
    private static final int FEW_NODES = 3_000;

    /** The graph that does what {@code predicate} says, optimised. */
    public static FilterGraph of(Predicate predicate) {
        final Terms terms = new Terms();
        final Nodes nodes = new Nodes();
        Node entry = new GraphBuilder(terms, nodes).build(predicate);
        entry = Threading.run(entry, Facts.NONE, nodes, terms);
        if (nodes.count() <= FEW_NODES) {
            entry = Threading.run(entry, Facts.NONE, nodes, terms);
        }
        return new FilterGraph(Fusion.run(entry, 0, nodes));
    }
}
