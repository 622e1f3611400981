/** The contract that generated code implements, and the clock that drives it. Uses: memory, table, sketch, export. */
package flowc.runtime.program;
