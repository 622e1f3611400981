/**
 * Many filters at once: those that only compare addresses, protocol and ports for equality become entries of hash tables, the rest share their
 * tests. {@link flowc.compiler.filter.rules.PatternBuilder} tells which are which. Uses: filter.ast, filter.predicate, filter.graph, filter.lower,
 * bytecode, ir, runtime.memory.
 */
package flowc.compiler.filter.rules;
