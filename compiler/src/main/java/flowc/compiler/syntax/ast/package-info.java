/** The syntax tree: sealed records, untouched after parsing. Uses: source. */
package flowc.compiler.syntax.ast;
