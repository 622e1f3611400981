/** A predicate as a graph of tests, and the optimiser that makes it small without changing which packets it accepts. Uses: predicate. */
package flowc.compiler.filter.graph;
