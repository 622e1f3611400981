/**
 * Many filters at once: those that only compare addresses, protocol and ports for equality become entries of hash tables, the rest share their
 * tests. {@link flowc.compiler.filter.rules.PatternBuilder} tells which are which. Uses: ast, predicate, graph, lower, ir, ir.passes,
 * bytecode, runtime.memory, runtime.packet, runtime.program.
 */
package flowc.compiler.filter.rules;
