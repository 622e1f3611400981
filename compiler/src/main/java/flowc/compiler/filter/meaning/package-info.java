/**
 * What an expression means on a link type: syntax tree → {@code filter.predicate}, as libpcap 1.10.3's unoptimised program has it, test by test
 * and load by load, because a load beyond the captured bytes rejects the packet. Uses: ast, names, predicate, filter.spec.
 */
package flowc.compiler.filter.meaning;
