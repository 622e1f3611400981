/** The syntax tree of a pcap-filter expression: what was written, with inherited qualifiers made explicit. Uses: runtime.text, filter.predicate,
 * for its operators and comparisons. */
package flowc.compiler.filter.ast;
