/** Checked trackers to IR. Uses: source, syntax, types, analysis, layout, ir, and the names of runtime methods that generated code calls. */
package flowc.compiler.lower;
