/** Names to symbols, expressions to types, packets to what is known to be in them; imports. Uses: source, syntax, types. */
package flowc.compiler.analysis;
