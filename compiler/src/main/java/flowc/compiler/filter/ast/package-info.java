/** The syntax tree of a pcap-filter expression: what was written, with inherited qualifiers made explicit. Uses: predicate
 * (operators, comparisons), runtime.text. */
package flowc.compiler.filter.ast;
