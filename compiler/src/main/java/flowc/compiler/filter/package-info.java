/**
 * The facade of pcap filters: text to class. Uses: compiler.syntax (a deep stack), ast, predicate, filter.spec, meaning, syntax, graph, lower, ir,
 * ir.passes, bytecode, runtime.program.
 */
package flowc.compiler.filter;
