/**
 * Names to symbols, expressions to types, packets to what is known to be in them; imports. Uses: source, syntax.ast, syntax, types, filter.ast,
 * filter.predicate, filter.spec, filter.meaning, filter.syntax.
 */
package flowc.compiler.analysis;
