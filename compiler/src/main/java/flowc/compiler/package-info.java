/**
 * The facade of the compiler: {@link flowc.compiler.Compiler} takes a source to a tracker that can be run. Uses: source, syntax.ast, syntax, analysis,
 * placement, ir, ir.passes, lower, bytecode, runtime.program, launch (reserved options, files that are read whole); none of them uses this one.
 */
package flowc.compiler;
