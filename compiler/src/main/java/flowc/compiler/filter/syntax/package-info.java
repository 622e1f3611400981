/**
 * Text of a pcap-filter expression → tokens → parse tree → {@code filter.ast}; its messages, its printers and its explanations.
 * Uses: source, compiler.syntax (a deep stack), predicate (operators, comparisons), ast, grammar, org.antlr.
 */
package flowc.compiler.filter.syntax;
