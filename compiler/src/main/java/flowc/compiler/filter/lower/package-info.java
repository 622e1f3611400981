/** A filter's graph to the IR that trackers use. Uses: predicate, graph, ir, runtime.packet, runtime.program (the contract of generated filters). */
package flowc.compiler.filter.lower;
