/** A predicate as a graph of tests, and the optimiser that makes it small without changing which packets it accepts. Uses: filter.predicate, source. */
package flowc.compiler.filter.graph;
