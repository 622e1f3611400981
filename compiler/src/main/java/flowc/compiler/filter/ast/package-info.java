/** The syntax tree of a pcap-filter expression: what was written, with inherited qualifiers made explicit. Uses: predicate
 * (operators, comparisons). */
package flowc.compiler.filter.ast;
