/**
 * Checked trackers to IR. Uses: source, syntax.ast, types, analysis, layout, placement, ir, filter.predicate, filter.graph, filter.lower,
 * runtime.memory, runtime.packet, runtime.table, runtime.sketch, runtime.export, runtime.program (names of what generated code calls).
 */
package flowc.compiler.lower;
