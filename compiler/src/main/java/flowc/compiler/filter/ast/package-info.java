/** The syntax tree of a pcap-filter expression: what was written, with inherited qualifiers made explicit. Uses: the JDK. */
package flowc.compiler.filter.ast;
