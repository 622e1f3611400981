/** The facade of pcap filters: text to class. Uses: all packages under it, syntax (a deep stack), ir, bytecode, runtime.program. */
package flowc.compiler.filter;
