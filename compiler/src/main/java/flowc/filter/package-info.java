/**
 * The Java API of packet filters: pcap-filter expressions compiled to classes. Uses: spec, compiler.syntax (a deep stack), compiler.filter,
 * compiler.filter.ast, compiler.filter.predicate, compiler.filter.meaning, compiler.filter.syntax, compiler.filter.rules, runtime.memory,
 * runtime.packet, runtime.program.
 */
package flowc.filter;
