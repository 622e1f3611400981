/**
 * Text → tokens → parse tree → syntax tree, and the syntax tree's printer. With filter.syntax the only package that knows ANTLR; others see
 * {@link flowc.compiler.syntax.FlowParser}, {@link flowc.compiler.syntax.AstPrinter} and the records of {@code syntax.ast}.
 * Uses: source, syntax.ast, grammar, org.antlr.
 */
package flowc.compiler.syntax;
