/**
 * Text of a pcap-filter expression → tokens → parse tree → {@code filter.ast}; its messages, its printers and its explanations.
 * Uses: filter.ast, syntax (a deep stack), ANTLR.
 */
package flowc.compiler.filter.syntax;
