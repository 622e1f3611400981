/** A filter's graph to the IR that trackers use. Uses: filter.graph, filter.predicate, ir, source, and the contract of generated filters (runtime.program). */
package flowc.compiler.filter.lower;
